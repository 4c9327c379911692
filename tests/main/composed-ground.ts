import { chmod, cp, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { webLog } from '#web/log.ts'
import { settingsFrom } from '../../src/main/settings/settings.ts'
import { openSite } from '../../src/main/site.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { noon } from '../support/edition.ts'
import { freePort } from '../support/free-port.ts'
import { ffmpegFolder } from '../support/media.ts'
import type { putPerson } from '../support/people.ts'
import { home, schema } from '../support/places.ts'
import { inChunks } from '../support/sound.ts'
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
  const at = `http://localhost:${settings.port}`
  return {
    ...{ at, settings, system, logged, ...(await behind(data)), ...outside(at, system) },
    leaveStray: (id: string) => leaveStray(system, data, id),
    /** Changes the landlord's folder, as whoever writes the notice does. */
    edit: (file: string, from: string, to: string) => changeWords(join(landlord, file), from, to),
    setNow(instant: Temporal.Instant): void {
      now = instant
      vi.setSystemTime(instant.epochMilliseconds)
    },
    async close(): Promise<void> {
      // The next test of this process has today's date, whatever becomes of this.
      vi.useRealTimers()
      await site.close()
      await system.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The database, as its superuser sees it. */
async function behind(data: string) {
  const target = await targetOf((await startServer(data)).admin, schema, data)
  const on: Parameters<typeof putPerson>[0] = { asAdmin: (work) => asAdmin(target, work) }
  return {
    on,
    rows: (table: string, condition = 'true') => on.asAdmin((admin) => admin.query(`select * from ${table} where ${condition}`)),
  }
}

/** Those who come to the doors. */
function outside(at: string, system: Running) {
  return {
    signedInAs: (name: string) => signedIn(at, name),
    /** A machine hands something over; answers the status. */
    async hands(sender: 'telephone' | 'recorder', path: string, sent: FormData | object): Promise<number> {
      const authorization = `Bearer ${await system.secrets.of(`${sender}-token`)}`
      const isForm = sent instanceof FormData
      const headers = isForm ? { authorization } : { authorization, 'content-type': 'application/json' }
      return (await fetch(at + path, { method: 'POST', headers, body: isForm ? sent : JSON.stringify(sent) })).status
    },
  }
}

/** Leaves bytes in the vault that no record names, as an upload that was killed years ago would. */
async function leaveStray(system: Running, data: string, id: string): Promise<void> {
  await system.deps.objects.put(id, inChunks(Buffer.from('stray')))
  const files = await readdir(join(data, 'vault'), { recursive: true, withFileTypes: true })
  const long = new Date('2020-01-01')
  for (const { name, parentPath } of files.filter((each) => each.name.includes(id))) await utimes(join(parentPath, name), long, long)
}

async function changeWords(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  if (!text.includes(from)) throw new Error('the folder has no such words')
  await writeFile(file, text.replace(from, to))
}

/** Data and a file, as the doors of machines take them: the data first. */
export function withFile(field: string, data: object, name: string, bytes: Uint8Array): FormData {
  const body = new FormData()
  body.append(field, JSON.stringify(data))
  body.append(name, new Blob([Uint8Array.from(bytes)]), name)
  return body
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
