import { type Clock, dateIn, isToCome } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'

type Work = 'look' | 'sweep' | 'seal' | 'witness' | 'check' | 'refresh' | 'take-down' | 'handovers' | 'tell-readers'

/** What the worker does, each at its own interval. All are safe to run twice and by several workers at once. */
export type WorkerDeps = {
  readonly clock: Clock
  /** Compares the clock with what is on record, so that a clock that jumps while this runs is noticed before anything acts on it. */
  readonly look: () => Promise<unknown>
  /** When the last sweep finished; null where none has. */
  readonly lastSweep: () => Promise<Temporal.Instant | null>
  readonly sweep: () => Promise<unknown>
  readonly seal: () => Promise<unknown>
  /** Sends the newest head of the evidence to whoever is a witness of it. */
  readonly witness: () => Promise<unknown>
  /** Checks all evidence, once a day. It reads all of it, which may take minutes. */
  readonly check: () => Promise<unknown>
  /** Stops showing pictures that somebody no longer wants shown, however they told the landlord. */
  readonly takeDown: () => Promise<unknown>
  /** Notes what was fetched from a page, and tells the team of what nobody fetched in time. */
  readonly settleHandovers: () => Promise<unknown>
  /** Reads what was published meanwhile, and puts an edition in force whose day has come. */
  readonly refresh: () => Promise<unknown>
  /** Tells those who asked for it of the edition in force. */
  readonly tellReaders: () => Promise<unknown>
  /** Called when something fails, so that an operator sees it, by name only; once, and again when it fails differently. */
  readonly failed: (what: Work, error: unknown) => void
  /** Called when what had failed succeeds again. */
  readonly mended: (what: Work) => void
}

/** `looked` resolves once it is known whether a sweep was due, and a due sweep has run or failed. */
export type Worker = { readonly looked: Promise<void>; readonly stop: () => Promise<void> }

const sealEvery = 1_000
const refreshEvery = 5_000
const lookEvery = 60_000
const tellEvery = 10_000

/**
 * Runs the sweep at the first look of each London day, and so at once after days when the machine was off; then has all evidence checked. Seals evidence
 * each second and sends its newest head to the witnesses; looks for a newer edition every few seconds, and tells readers of it. A failed sweep is tried again at the next look.
 * Stopping waits for work under way.
 */
export function startWorker(deps: WorkerDeps): Worker {
  const attempt = attempts(deps)
  const refreshing = beat(refreshEvery, () => attempt('refresh', deps.refresh))
  const sealing = beat(sealEvery, () => attempt('seal', deps.seal))
  // By itself: a witness that does not answer keeps no seal waiting.
  const witnessing = beat(sealEvery, () => attempt('witness', deps.witness))
  const first = Promise.withResolvers<void>()
  let isLooked = false
  const sweeping = beat(lookEvery, async () => {
    await attempt('look', deps.look)
    await attempt('sweep', () => sweepIfDue(deps))
    isLooked = true
    first.resolve()
    await attempt('take-down', deps.takeDown)
    await attempt('handovers', deps.settleHandovers)
  })
  // Letters may take long, and nothing else waits for them. None leaves before the clock has been looked at.
  const telling = beat(tellEvery, async () => {
    if (isLooked) await attempt('tell-readers', deps.tellReaders)
  })
  let stopping = false
  const checking = beat(lookEvery, async () => {
    await first.promise
    if (!stopping) await attempt('check', deps.check)
  })
  return {
    looked: first.promise,
    async stop() {
      stopping = true
      const beats = [refreshing, sealing, witnessing, sweeping, telling, checking]
      await Promise.all(beats.map((each) => each.stop()))
    },
  }
}

/** Sweeps when no sweep has finished on this London day; one dated in the future, by a wrong clock, does not count. Answers whether it swept. */
export async function sweepIfDue(deps: Pick<WorkerDeps, 'clock' | 'lastSweep' | 'sweep'>): Promise<boolean> {
  const [last, now] = [await deps.lastSweep(), deps.clock()]
  if (last !== null && !isToCome(last, now) && Temporal.PlainDate.compare(dateIn(last), dateIn(now)) >= 0) return false
  await deps.sweep()
  return true
}

type Attempt = (what: Work, work: () => Promise<unknown>) => Promise<void>

/** Tries, and reports changes: work that fails in the same way each time is reported once. */
function attempts(deps: Pick<WorkerDeps, 'failed' | 'mended'>): Attempt {
  const failing = new Map<Work, string>()
  return async (what, work) => {
    try {
      await work()
      if (failing.delete(what)) deps.mended(what)
    } catch (error) {
      const way = error instanceof Fault ? error.code : String(error)
      if (failing.get(what) !== way) deps.failed(what, error)
      failing.set(what, way)
    }
  }
}

/** Does the work again and again, with a pause after each end; never two at a time. */
function beat(pause: number, work: () => Promise<void>): { stop: () => Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let wake: () => void = () => {}
  const ended = (async () => {
    while (!stopped) {
      await work()
      if (stopped) return
      await new Promise<void>((resolve) => {
        wake = resolve
        timer = setTimeout(resolve, pause)
      })
    }
  })()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      wake()
      await ended
    },
  }
}
