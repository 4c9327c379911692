import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Clock } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { webLog } from '#web/log.ts'
import { readLook } from '#web/look.ts'
import { webApp } from '#web/server.ts'
import { memorySessions } from '#web/sessions.ts'
import { lookFolder } from '../home.ts'

/** The public notice of an edition as files for any web server: the same pages, from the same code. Answers their paths. */
export async function renderNotice(released: ReleasedEdition, out: string, home: string, clock: Clock): Promise<readonly string[]> {
  const { edition, hash } = released
  const nobody = async (): Promise<never> => {
    throw new Fault('no-forms-here', 'rendered pages take no forms')
  }
  const app = webApp({
    editions: {
      current: () => released,
      list: () => [{ id: edition.id, hash, dated: edition.dated, inForceFrom: edition.inForceFrom }],
      get: (id) => (id === edition.id ? released : undefined),
    },
    feedback: { isOpen: () => false, submit: nobody },
    concerns: { isOpen: () => false, submit: nobody },
    copies: { isOpen: () => false, submit: nobody },
    noMarketing: { isOpen: () => false, submit: nobody },
    handovers: { behind: async () => undefined, tryCode: nobody, fetch: nobody },
    pictures: { list: async () => [], image: async () => undefined, stop: nobody },
    readers: { closedBecause: () => 'no-mail', ask: nobody, canConfirm: () => false, confirm: nobody, stop: nobody },
    promises: async () => [],
    proof: nobody,
    heads: nobody,
    lastNight: nobody,
    // A page that lies in a folder would go on telling the figures of the night on which it was made.
    figures: async () => new Map(),
    answerFigures: async () => null,
    clock,
    look: readLook(lookFolder(home), edition.landlord.accent),
    log: webLog('silent'),
    sessions: memorySessions(),
    cookieSecret: 'rendered pages set no cookies at all'.padEnd(40, '.'),
    secure: true,
  })
  const pages = [
    '/notice',
    '/notice/full',
    ...edition.notice.map((article) => `/notice/full/${article.id}`),
    `/notice/editions/${edition.id}`,
    '/notice/uses',
    '/notice/uses/table',
    '/notice/rights',
    '/notice/layers',
    '/notice/how-long',
    '/notice/how-long/schedule',
    '/notice/who-gets-what',
    '/notice/who-gets-what/table',
    '/notice/who-gets-what/systems',
    '/notice/policy',
    '/notice/interests',
    ...edition.layers.flatMap(({ id }) => [`/notice/layers/${id}`, `/notice/layers/${id}/detail`]),
  ]
  const written: string[] = []
  for (const page of pages) {
    const answer = await app.inject({ url: page })
    if (answer.statusCode !== 200) throw new Fault('page-not-rendered', `the page \`${page}\` could not be rendered`)
    const sheets = [...answer.body.matchAll(/href="(\/look\/[^"]+)"/g)].map((match) => match[1] ?? '')
    for (const path of [...new Set([page, ...sheets])]) {
      if (written.includes(path)) continue
      const content = path === page ? answer.body : (await app.inject({ url: path })).body
      const file = join(out, path === page ? `${path}/index.html` : path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
      written.push(path)
    }
  }
  await app.close()
  return written
}
