import { appendFile, chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tellReaders } from '#duties/readers/tell.ts'
import { webLog } from '#web/log.ts'
import { settingsFrom } from '../../src/main/settings/settings.ts'
import { openSite } from '../../src/main/site.ts'
import { openSystem } from '../../src/main/system.ts'
import { home } from './places.ts'

/** A landlord's whole system with its own folder and its site, with the mail server at a port, at a time that the test sets. */
export async function toldSite(mailPort: number | null, at: { now: Temporal.Instant }) {
  const folder = await mkdtemp(join(tmpdir(), 'assured-told-'))
  await chmod(folder, 0o755)
  const landlord = join(folder, 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const mail = mailPort === null ? {} : { ASSURED_MAIL: `smtp://127.0.0.1:${mailPort}`, ASSURED_MAIL_FROM: 'privacy@landlord.example' }
  const own = { ASSURED_EXAMPLE: 'off', ASSURED_URL: 'https://notice.landlord.example', ASSURED_LANDLORD: landlord }
  const settings = settingsFrom({ ...own, ...mail }, home, join(folder, 'data'))
  const system = await openSystem(settings, home, () => at.now)
  const logged: string[] = []
  const app = await openSite(system, settings, home, webLog('info', { write: (line: string) => logged.push(line) }))
  const changed = async (file: string, from: string, to: string) => {
    const path = join(landlord, file)
    const text = await readFile(path, 'utf8')
    if (!text.includes(from)) throw new Error(`\`${file}\` does not say “${from}”`)
    await writeFile(path, text.replace(from, to))
  }
  const { host } = new URL(own.ASSURED_URL)
  const browse = () => browser((asked) => app.inject({ ...asked, headers: { host, 'x-forwarded-proto': 'https', ...asked.headers } }))
  return {
    ...{ system, settings, logged, app, browse, changed, data: join(folder, 'data') },
    note: (file: string, text: string) => appendFile(join(landlord, file), text),
    tell: () => tellReaders(system.readers),
    async [Symbol.asyncDispose]() {
      await app.close()
      await system.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Asked = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly payload?: string
  readonly headers?: Readonly<Record<string, string>>
}
type Answered = { readonly statusCode: number; readonly body: string; readonly headers: Readonly<Record<string, unknown>> }

/** Whoever reads pages and presses buttons, with the cookie that a form's page gave them. */
function browser(ask: (asked: Asked) => Promise<Answered>) {
  let cookie = ''
  const kept = (answer: Answered) => {
    const given = [answer.headers['set-cookie']].flat().find((each) => typeof each === 'string')
    if (typeof given === 'string') cookie = given.split(';')[0] ?? ''
    return answer
  }
  const open = async (url: string) => kept(await ask({ method: 'GET', url: pathOf(url), headers: { cookie } }))
  return {
    open,
    /** Opens the page, fills in its form, and sends that to where it goes. */
    async send(url: string, fields: Readonly<Record<string, string>> = {}) {
      const { body } = await open(url)
      const action = /<form method="post" action="([^"]+)"/.exec(body)?.[1] ?? ''
      const hidden = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ])
      const payload = new URLSearchParams(
        [...hidden, ...Object.entries(fields)].map(([name = '', value = '']): [string, string] => [name, value]),
      )
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
      return kept(await ask({ method: 'POST', url: action, payload: payload.toString(), headers }))
    },
  }
}

function pathOf(url: string): string {
  const parsed = URL.parse(url, 'https://here.example')
  return parsed === null ? url : `${parsed.pathname}${parsed.search}`
}
