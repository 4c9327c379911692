import { setTimeout } from 'node:timers/promises'
import { brokenWords } from '#cli/commands/promises.ts'
import { databaseSentForms } from '#duties/browsers/sent-forms.ts'
import { databaseSessions } from '#duties/browsers/sessions.ts'
import { databaseTries } from '#duties/browsers/tries.ts'
import { inbox } from '#duties/inbox/inbox.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { takeDown } from '#duties/pictures/take-down.ts'
import { stopsAll } from '#duties/retention/wait.ts'
import { waitLines } from '#duties/retention/wait-words.ts'
import { leftOutWords, makeExample } from '#exchange/example/make-example.ts'
import { findFfmpeg } from '#media/ffmpeg.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { type Clock, dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { type Bounds, forAnAnswer, forWork, within } from '#store/bounds.ts'
import { readiness } from '#store/readiness.ts'
import { roleName } from '#store/role-names.ts'
import { arrivingCallsDoor } from '#web/api/arriving-calls.ts'
import { footageDoor } from '#web/api/footage.ts'
import { recordingsDoor } from '#web/api/recordings.ts'
import type { Editions } from '#web/deps.ts'
import { errorFields, webLog } from '#web/log.ts'
import { readLook } from '#web/look.ts'
import { webApp } from '#web/server.ts'
import { startWorker, type WorkerDeps } from '#worker/worker.ts'
import { deskDoors } from './desk-doors.ts'
import { asInForce, folderLine } from './doctor.ts'
import { lookFolder } from './home.ts'
import { reception } from './reception.ts'
import type { Settings } from './settings.ts'
import { closeDoors, stopHas, untilTold, waitFor } from './stopping.ts'
import type { Running } from './system.ts'

/** Tenants of the invented landlord after a first start. */
const examplePeople = 200

/** The page of the promises counts through everything stored. Its reader waits for it, and it may take longer than other pages. */
const forFigures: Bounds = { ...forAnAnswer, statement: 15_000, answer: 17_000 }

/** Milliseconds that the welcome waits for a sweep that is due, so that it does not report as broken what the sweep is about to mend. */
const sweepHas = 5000

/** Opens the doors and starts the worker. Returns once told to stop (SIGINT, SIGTERM) and all work under way has ended. */
export async function serve(system: Running, settings: Settings, home: string, clock: Clock): Promise<void> {
  const look = readLook(lookFolder(home), system.released().edition.landlord.accent)
  // Standard output is for the welcome, which people read.
  const log = webLog('info', process.stderr)
  const { database } = system.deps
  const notes = settings.example ? await within(forWork, () => exampleIfEmpty(system, clock)) : []
  const editions = editionsOf(system)
  const tokenOf = (sender: 'telephone' | 'recorder') => system.secrets.of(`${sender}-token`)
  const ffmpeg = await findFfmpeg(settings.searchPath)
  const ways = { gateDeps: system.deps, gate: system.gate }
  const telephoneToken = await tokenOf('telephone')
  const telephone = [recordingsDoor({ ...ways, ffmpeg, telephoneToken }), arrivingCallsDoor({ ...ways, telephoneToken })]
  const footage = footageDoor({ ...ways, recorderToken: await tokenOf('recorder') })
  const doors = [
    ...(await deskDoors(system, settings, editions, look, ffmpeg)),
    reception(system, settings, editions, look),
    ...telephone,
    footage,
  ]
  // The server listens on this machine alone. HTTPS is a proxy's task, and the settings must say so (docs/sign-in.md).
  const secure = settings.url?.startsWith('https:') ?? false
  const cookieSecret = await system.secrets.of('cookies')
  const app = webApp({
    editions,
    ...inbox(system.deps),
    pictures: shownPictures({ ...system.deps, gate: system.gate }),
    promises: () => within(forFigures, () => system.promises()),
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
    secure,
    doors,
  })
  await app.listen({ port: settings.port, host: '127.0.0.1' }).catch((cause: unknown) => {
    throw new Fault('port-taken', `nothing can listen on port ${settings.port}: is it running already? Set \`ASSURED_PORT\` to another`, {
      cause,
    })
  })
  const supervision = system.supervise({
    restarted: () => log.info({ reference: 'database' }, 'the database had stopped, and was started again'),
    failed: (error) => log.error({ ...errorFields(error), reference: 'database' }, 'the database stopped, and does not start'),
  })
  let isStopping = false
  const workerDeps: WorkerDeps = {
    clock,
    look: system.lookAtClock,
    lastSweep: system.lastSweep,
    sweep: async () => {
      const report = await system.sweep({ dryRun: false, byTimer: true })
      if (!stopsAll(report.waits)) await system.reconcileVault()
    },
    seal: system.seal,
    takeDown: () => takeDown({ ...system.deps, gate: system.gate }),
    refresh: system.refresh,
    failed: (what, error) => {
      if (!isStopping) log.error({ ...errorFields(error), reference: what }, 'the worker failed')
    },
    mended: (what) => log.info({ reference: what }, 'the worker does again what had failed'),
  }
  const worker = within(forWork, () => startWorker(workerDeps))
  const told = untilTold(() => log.error({ reference: 'stop' }, 'something did not end in time, and the process was ended'))
  await Promise.race([worker.looked, setTimeout(sweepHas, undefined, { ref: false })])
  const wrong = await whatIsWrong(system)
  const broken = wrong === undefined ? [] : [`WRONG: ${wrong}. \`./assured promises\` tells each.`]
  const waiting = waitLines(await system.waits()).map((line) => `WAITING: ${line}. \`./assured sweep\` says how to confirm it.`)
  process.stdout.write(
    welcome(system, settings, [
      ...broken,
      ...waiting,
      ...unnamedProxy(settings),
      ...notes,
      ...proposedInExample(system),
      ...(await unpublished(system, settings, clock)),
    ]),
  )
  await told
  isStopping = true
  log.info({ reference: 'stop', count: stopHas.all / 1000 }, 'stopping: `count` seconds at the most')
  await Promise.all([closeDoors(app), waitFor(worker.stop()), waitFor(supervision.stop())])
}

/** The promises that are broken, in words. The doors are open by now: a database that fails at this moment must not close them. */
async function whatIsWrong(system: Running): Promise<string | undefined> {
  const states = await within(forWork, () => system.promises({ onlyBroken: true })).catch(() => undefined)
  return states === undefined ? 'the promises could not be looked at, as the database did not answer' : brokenWords(states)
}

/** Behind a proxy that nobody named, all callers seem to have one address and would share one limit. */
function unnamedProxy({ url, proxies }: Settings): readonly string[] {
  if (url?.startsWith('https:') !== true || proxies.length > 0) return []
  return ['All who are not signed in count as one address: name your proxy in `ASSURED_PROXY` (docs/running.md).']
}

/** The invented landlord, at the first start only: never beside real people's data. */
async function exampleIfEmpty(system: Running, clock: Clock): Promise<readonly string[]> {
  const { database } = system.deps
  const [somebody] = await database.once(roleName(database.schema, 'facts'), 'select from person limit 1')
  if (somebody !== undefined) return []
  return leftOutWords(await makeExample(system.deps, { people: examplePeople, seed: 1, today: dateIn(clock()) }))
}

/** Said at each start of the example: for a landlord's own data the same notice would refuse what rests on these assessments. */
function proposedInExample(system: Running): readonly string[] {
  const { edition, example } = system.released()
  const proposed = edition.assessments.filter(({ adopted }) => adopted === undefined).length
  if (example !== true || proposed === 0) return []
  return [`${proposed} balancing assessments are proposals. They count as adopted only because this is the invented example.`]
}

/** Editing the folder changes nothing by itself: its editor is told how to publish. */
async function unpublished(system: Running, settings: Settings, clock: Clock): Promise<readonly string[]> {
  const line = await folderLine({
    landlord: settings.landlord,
    today: dateIn(clock()),
    editions: system.editions(),
    inForce: system.released(),
    schema: system.deps.database.schema,
  })
  return line.says === asInForce ? [] : [`The ${line.what}: ${line.says}.`]
}

function editionsOf(system: Running): Editions {
  return {
    current: system.released,
    list: () =>
      system.editions().map(({ hash, edition }) => ({ id: edition.id, hash, dated: edition.dated, inForceFrom: edition.inForceFrom })),
    get: (id): ReleasedEdition | undefined => system.editions().find(({ edition }) => edition.id === id),
  }
}

function welcome(system: Running, settings: Settings, notes: readonly string[]): string {
  const { edition } = system.released()
  const at = settings.url ?? `http://localhost:${settings.port}`
  const desk = settings.example || settings.provider !== null ? `${at}/desk` : 'closed: sign-in has not been set up (docs/sign-in.md)'
  return `
${edition.landlord.name}: ${edition.title}, ${edition.dated}, is in force.

  The notice       ${at}/notice
  The promises     ${at}/promises
  The desk         ${desk}
  Is it ready      ${at}/health

${notes.map((note) => `${note}\n`).join('')}Ctrl+C stops it; nothing is lost.
`
}
