import { databaseSentForms } from '#duties/browsers/sent-forms.ts'
import { databaseSessions } from '#duties/browsers/sessions.ts'
import { databaseTries } from '#duties/browsers/tries.ts'
import { handoversAtPage } from '#duties/handovers/at-page.ts'
import { inbox } from '#duties/inbox/inbox.ts'
import { noMarketing } from '#duties/objections/no-marketing.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { answerFigures, cardFigures } from '#duties/promises/card-figures.ts'
import { noticeReaders } from '#duties/readers/readers.ts'
import { requestsFromSite } from '#duties/rights/from-site.ts'
import { publishedHeads } from '#evidence/witness/published.ts'
import { findFfmpeg } from '#media/ffmpeg.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { dateIn } from '#shared/clock.ts'
import { type Bounds, forAnAnswer, within } from '#store/bounds.ts'
import { readiness } from '#store/readiness.ts'
import { arrivingCallsDoor } from '#web/api/arriving-calls.ts'
import { footageDoor } from '#web/api/footage.ts'
import { recordingsDoor } from '#web/api/recordings.ts'
import type { Editions } from '#web/deps.ts'
import { readLook } from '#web/look.ts'
import { type Memory, remembered, together } from '#web/remembered.ts'
import { type Door, type WebDeps, webApp } from '#web/server.ts'
import { deskDoors } from './desk-doors.ts'
import { lookFolder } from './home.ts'
import { reception } from './reception.ts'
import type { Settings } from './settings/settings.ts'
import type { Running } from './system.ts'

/** The page of the promises counts through everything stored. Its reader waits for it, and it may take longer than other pages. */
const forFigures: Bounds = { ...forAnAnswer, statement: 15_000, answer: 17_000 }

/** The first page is read by many at once: all of them within a minute are told the same figures, and none waits for them for long. */
const figuresOnNotice: Memory = { fresh: 60_000, patience: 1_500 }

/** All who look at the promises, or at one of them, within these milliseconds are told the same figures: nobody makes the system count in a loop. */
const figuresTogether = 5_000

export type Site = ReturnType<typeof webApp>

/** The public pages of a running system and all its doors, not yet listening. */
export async function openSite(system: Running, settings: Settings, home: string, log: WebDeps['log']): Promise<Site> {
  const { database, clock } = system.deps
  const editions = editionsOf(system)
  const look = readLook(lookFolder(home), system.released().edition.landlord.accent)
  const doors = await everyDoor(system, settings, home, { editions, look })
  const cookieSecret = await system.secrets.of('cookies')
  return webApp({
    editions,
    ...inbox(system.deps),
    copies: requestsFromSite(system.deps),
    noMarketing: noMarketing(system.deps),
    pictures: shownPictures({ ...system.deps, gate: system.gate }),
    handovers: handoversAtPage({ ...system.deps, gate: system.gate }),
    readers: noticeReaders(system.readers),
    proof: async () => ({ standings: await system.witnessStandings(), newest: (await publishedHeads(database, null, 1)).lines.at(-1) }),
    heads: (from) => publishedHeads(database, from),
    promises: together(() => within(forFigures, () => system.promises()), figuresTogether),
    lastNight: together(() => within(forFigures, () => system.lastNight()), figuresTogether),
    figures: remembered(() => within(forFigures, () => cardFigures(system.deps)), figuresOnNotice),
    answerFigures: remembered(() => within(forFigures, () => answerFigures(system.deps)), figuresOnNotice),
    ready: readiness(database),
    clock,
    look,
    log,
    sessions: databaseSessions(database, clock),
    tries: databaseTries(database, clock, cookieSecret),
    limits: settings.limits,
    proxies: settings.proxies,
    sentForms: databaseSentForms(database),
    ...(settings.url === null ? {} : { origin: settings.url }),
    cookieSecret,
    // The server listens on this machine alone. HTTPS is a proxy's task, and the settings must say so (docs/sign-in.md).
    secure: settings.url?.startsWith('https:') ?? false,
    doors,
  })
}

/** The desk, reception, and the doors of the machines. */
async function everyDoor(
  system: Running,
  settings: Settings,
  home: string,
  { editions, look }: Pick<WebDeps, 'editions' | 'look'>,
): Promise<readonly Door[]> {
  const tokenOf = (sender: 'telephone' | 'recorder') => system.secrets.of(`${sender}-token`)
  const ffmpeg = await findFfmpeg(settings.searchPath)
  const ways = { gateDeps: system.deps, gate: system.gate }
  const telephoneToken = await tokenOf('telephone')
  const telephone = [recordingsDoor({ ...ways, ffmpeg, telephoneToken }), arrivingCallsDoor({ ...ways, telephoneToken })]
  const footage = footageDoor({ ...ways, recorderToken: await tokenOf('recorder') })
  return [
    ...(await deskDoors(system, settings, home, editions, look, ffmpeg)),
    reception(system, settings, editions, look),
    ...telephone,
    footage,
  ]
}

function editionsOf(system: Running): Editions {
  return {
    current: system.released,
    list: () =>
      system.storedEditions().map(({ released: { hash, edition }, publishedAt }) => ({
        ...{ id: edition.id, hash, dated: edition.dated, inForceFrom: edition.inForceFrom },
        publishedOn: dateIn(Temporal.Instant.from(publishedAt)).toString(),
      })),
    get: (id): ReleasedEdition | undefined => system.editions().find(({ edition }) => edition.id === id),
  }
}
