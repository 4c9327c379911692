import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { webLog } from '#web/log.ts'
import { settingsFrom } from '../../src/main/settings.ts'
import { openSite } from '../../src/main/site.ts'
import { openSystem } from '../../src/main/system.ts'
import { noon } from '../support/edition.ts'
import { freePort } from '../support/free-port.ts'
import { ffmpegFolder } from '../support/media.ts'
import type { putPerson } from '../support/people.ts'
import { home, schema } from '../support/places.ts'
import { visitor } from '../web/visitor.ts'

type Fields = Readonly<Record<string, string>>

/** The whole system and its doors, joined as a start joins them, with a clock that the test sets. */
export async function composed() {
  const data = await mkdtemp(join(tmpdir(), 'assured-composed-'))
  // The database's own account must be let through.
  await chmod(data, 0o755)
  const landlord = join(data, 'folder', schema)
  await cp(join(home, 'landlords', schema), landlord, { recursive: true })
  const environment = { ASSURED_PORT: String(await freePort()), ASSURED_LANDLORD: landlord, PATH: ffmpegFolder }
  // Months pass in one step here, which the clock of a real start would not be believed for.
  const settings = { ...settingsFrom(environment, home, data), longestGap: Temporal.Duration.from({ days: 200 }) }
  let now = noon
  // Libraries date sessions and tokens by the process's own clock, which must be the same day.
  vi.useFakeTimers({ toFake: ['Date'], now: noon.epochMilliseconds })
  const system = await openSystem(settings, home, () => now)
  const logged: string[] = []
  const site = await openSite(system, settings, home, webLog('warn', { write: (line: string) => logged.push(line) }))
  await site.listen({ port: settings.port, host: '127.0.0.1' })
  const target = await targetOf((await startServer(data)).admin, schema, data)
  const on: Parameters<typeof putPerson>[0] = { asAdmin: (work) => asAdmin(target, work) }
  const at = `http://localhost:${settings.port}`
  return {
    ...{ at, settings, system, logged, on },
    setNow: (instant: Temporal.Instant) => {
      now = instant
      vi.setSystemTime(instant.epochMilliseconds)
    },
    rows: (table: string, condition = 'true') => on.asAdmin((admin) => admin.query(`select * from ${table} where ${condition}`)),
    /** Changes the landlord's folder, as whoever writes the notice does. */
    async edit(file: string, from: string, to: string): Promise<void> {
      const text = await readFile(join(landlord, file), 'utf8')
      if (!text.includes(from)) throw new Error(`${file} has no such words`)
      await writeFile(join(landlord, file), text.replace(from, to))
    },
    signedInAs: (name: string) => signedIn(at, name),
    async close(): Promise<void> {
      await site.close()
      await system.close()
      await rm(data, { recursive: true, force: true })
      vi.useRealTimers()
    },
  }
}

/** Somebody who reads pages, and fills in the forms on them. */
export function reader(at: string, who = visitor()) {
  const open = async (path: string) => {
    const answer = await who.get(at + path)
    return { status: answer.status, html: await answer.text() }
  }
  return {
    open,
    bytes: (path: string) => who.get(at + path),
    /** Shows the page, then sends its form to `action` (the page itself, where none is given). */
    async send(path: string, fields: Fields, action = path) {
      const { html } = await open(path)
      return who.post(at + action, { _csrf: /(?:name="_csrf" value|data-token)="([^"]+)"/.exec(html)?.[1] ?? '', ...fields })
    },
  }
}

/** A colleague of the example, who came in through its provider. */
async function signedIn(at: string, name: string) {
  const who = visitor()
  const chooses = await who.follow(`${at}/desk/sign-in`)
  const page = await chooses.answer.text()
  const id = new RegExp(`value="([^"]+)"[^>]*>\\s*${name}`).exec(page)?.[1] ?? ''
  const chosen = await who.post(chooses.url, { colleague: id })
  const { url } = await who.follow(new URL(chosen.headers.get('location') ?? '', at).href)
  if (url !== `${at}/desk`) throw new Error(`${name} was not let in`)
  return reader(at, who)
}
