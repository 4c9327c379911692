import type { Proposal, PublishAnswer } from '#cli/system.ts'
import { type Consequences, consequencesOf, hasGrown, whatGoes } from '#duties/publishing/consequences.ts'
import { shownOnRecord } from '#duties/publishing/shown.ts'
import type { SweepDeps } from '#duties/retention/sweep.ts'
import { lastRun } from '#evidence/read.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Editions } from './editions.ts'

/** The landlord's folder before it is published, with what publishing it does, and its publication as it was shown. */
export function publishing(deps: SweepDeps, editions: Editions) {
  /** The day of the first sweep under an edition: the next that is due, or one on the edition's first day. */
  async function firstSweep(wanted: ReleasedEdition): Promise<Temporal.PlainDate> {
    const [{ ended }, now] = [await lastRun(deps.database, 'sweep'), deps.clock()]
    const today = dateIn(now)
    const ran = ended !== null && !isToCome(ended, now) && dateIn(ended).equals(today)
    const next = ran ? today.add({ days: 1 }) : today
    const first = Temporal.PlainDate.from(firstDayOf(wanted.edition))
    return Temporal.PlainDate.compare(first, next) > 0 ? first : next
  }

  const under = async (wanted: ReleasedEdition) => {
    const day = await firstSweep(wanted)
    return { day, ...editions.onDay(day, wanted) }
  }

  async function told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (cause) {
      const why = cause instanceof Fault ? `: ${cause.message}` : ''
      throw new Fault('consequences-unknown', `what this edition would do to what is stored could not be worked out${why}`, { cause })
    }
  }

  async function proposal(): Promise<Proposal> {
    const { wanted, why } = await editions.wanted()
    const isReleased = editions.all().some(({ released }) => released.hash === wanted.hash)
    const never = why?.code === 'landlord-misnamed' || why?.code === 'edition-superseded'
    const consequences = isReleased || never ? null : await told(async () => consequencesOf(deps, await under(wanted)))
    return { wanted, why, consequences }
  }

  /** Whether by now something would go that was not shown, or another edition came between. */
  async function isOtherwise(wanted: ReleasedEdition, shown: Consequences): Promise<boolean> {
    await editions.refresh()
    const now = await under(wanted)
    if (now.before.released.hash !== shown.against) return true
    return hasGrown(shown, await whatGoes(deps, now))
  }

  return {
    proposal,
    async publish({ wanted, why, consequences: shown }: Proposal): Promise<PublishAnswer> {
      if (why !== undefined) throw why
      if (shown !== null && (await told(() => isOtherwise(wanted, shown)))) return { ok: false, why: 'grown' }
      // Looking again takes a while, and somebody else may publish meanwhile.
      const stands = () =>
        shown === null || editions.onDay(Temporal.PlainDate.from(shown.on), wanted).before.released.hash === shown.against
      const released = await editions.publish(wanted, shown === null ? {} : shownOnRecord(shown), stands)
      return released === null ? { ok: false, why: 'grown' } : { ok: true, released }
    },
  }
}
