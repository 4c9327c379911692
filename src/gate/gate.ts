import { editionCircumstances, type Facts, factsGatherer } from '#facts/gather.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Activity, Circumstance } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { type Across, makeAcross } from './across.ts'
import { type Asked, type Colleague, judgeOpening, type Refused, refusedOpening, type Standing } from './judge.ts'
import { makeOpened, type Opened } from './opened.ts'
import type { GateParts } from './parts.ts'

export type Gate = {
  open<A extends Activity>(colleague: Colleague, asked: Asked<A>): Promise<Opened<A> | Refused>
  /** Items of many people, collected for this same activity. What the colleague's roles may see of them is decided at each read. */
  across<A extends Activity>(colleague: Colleague, asked: Pick<Asked<A>, 'activity' | 'because'>): Across<A>
}

/**
 * The only door to personal data: gathers facts, decides, acts, records. Opening is permitted when one of the colleague's roles may
 * see at least one category for the activity; each category is decided again when it is read.
 */
export function makeGate(parts: GateParts): Gate {
  const gatherFacts = factsGatherer(parts.database)
  return {
    async open(colleague, asked) {
      const { released, decide } = parts.inForce()
      const now = parts.clock()
      const facts = await gatherFacts(released, {
        person: asked.person,
        activity: asked.activity,
        colleague: colleague.id,
        now,
      })
      const standing: Standing = { colleague, asked, released, decide, ...whatHolds(facts, asked, released, now) }
      const judgement = facts === null ? 'unknown-person' : judgeOpening(standing)
      if (judgement !== 'unknown-person' && judgement.decision.outcome === 'permitted')
        return makeOpened(parts, standing, asked.activity, judgement.role)
      const { refused, entry } = refusedOpening(standing, judgement)
      await parts.record([entry])
      return refused
    },
    across(colleague, asked) {
      const { released, decide } = parts.inForce()
      // Anybody's item may be among them, a child's too: what is closed for one is closed here.
      const circumstances = new Set<Circumstance>([...editionCircumstances(released, asked.activity, dateIn(parts.clock())), 'under-18'])
      const relationships = released.edition.activities.find((entry) => entry.id === asked.activity)?.relationships ?? []
      const standing: Standing = { colleague, asked: { ...asked, person: '' }, released, decide, circumstances, relationships }
      return makeAcross(parts, standing, asked.activity)
    },
  }
}

function whatHolds(
  facts: Facts | null,
  asked: Asked,
  released: ReleasedEdition,
  now: Temporal.Instant,
): Pick<Standing, 'relationships' | 'circumstances'> {
  const onFile: Iterable<Circumstance> = facts?.circumstances ?? editionCircumstances(released, asked.activity, dateIn(now))
  return { relationships: facts?.relationships ?? [], circumstances: new Set([...onFile, ...(asked.vouched ?? [])]) }
}
