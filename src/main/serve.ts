import { setTimeout } from 'node:timers/promises'
import { brokenWords } from '#cli/commands/promises.ts'
import { proposalsEnded } from '#cli/proposals-ended.ts'
import { waitLines } from '#duties/retention/wait-words.ts'
import { leftOutWords, makeExample } from '#exchange/example/make-example.ts'
import { type Clock, dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { forWork, within } from '#store/bounds.ts'
import { roleName } from '#store/role-names.ts'
import { errorFields, webLog } from '#web/log.ts'
import { startWorker, type WorkerDeps } from '#worker/worker.ts'
import { asInForce, folderLine } from './doctor/doctor.ts'
import type { Settings } from './settings/settings.ts'
import { openSite } from './site.ts'
import { closeDoors, stopHas, untilTold, waitFor } from './stopping.ts'
import type { Running } from './system.ts'
import { workerDuties } from './worker-duties.ts'

/** Tenants of the invented landlord after a first start. */
const examplePeople = 200

/** Milliseconds that the welcome waits for a sweep that is due, so that it does not report as broken what the sweep is about to mend. */
const sweepHas = 5000

/** Opens the doors and starts the worker. Returns once told to stop (SIGINT, SIGTERM) and all work under way has ended. */
export async function serve(system: Running, settings: Settings, home: string, clock: Clock): Promise<void> {
  // Standard output is for the welcome, which people read.
  const log = webLog('info', process.stderr)
  const app = await openSite(system, settings, home, log)
  const notes = settings.example ? await within(forWork, () => exampleIfEmpty(system, clock)) : []
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
    ...workerDuties(system),
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
      ...proposedInExample(system, settings),
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

/** Said at each start of the example: for a landlord's own data the same notice refuses what rests on these assessments. */
function proposedInExample(system: Running, settings: Settings): readonly string[] {
  const { edition, example } = system.released()
  const proposed = edition.assessments.filter(({ adopted }) => adopted === undefined).length
  if (!settings.example || proposed === 0) return []
  if (example !== true) return [`${proposed} balancing assessments are proposals. ${proposalsEnded}`]
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
