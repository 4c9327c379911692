import { type Answer, type Refused, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { editionCircumstances, type Facts, factsGatherer } from '#facts/gather.ts'
import { ownBasisFirst } from '#notice/basis-for.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import type { Activity, Category, Circumstance } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import type { GateDeps } from './deps.ts'
import type { Fields } from './field.ts'
import { readAlone, type SearchingAlone, searchAlone } from './find/search-alone.ts'
import { makeWorkList, type WorkList } from './find/work-list.ts'
import {
  type AccessContext,
  type AccessRequest,
  type Colleague,
  entryOf,
  type Judgement,
  judgeFor,
  judgeOpening,
  refusedOpening,
} from './judge.ts'
import { type Lines, linesOf } from './ledger/lines.ts'
import { type Collected, collectMedia, type TakenIn } from './media/media.ts'
import type { MediaFields } from './media-fields.ts'
import { makeOpened, type Opened } from './opened.ts'
import type { RecordPart } from './record-part.ts'
import type { RecordType } from './record-type.ts'
import { collectTogether, type NewOfType, type TogetherAnswer } from './write/collect-together.ts'
import { type LinkAnswer, type Linking, linkToPerson } from './write/link-to-person.ts'
import type { NewItem } from './write/store-row.ts'

export type Gate = {
  open<A extends Activity>(colleague: Colleague, asked: AccessRequest<A>): Promise<Opened<A> | Refused>
  /** Stores a recording of somebody we do not know yet: an item of its own, under its own key. */
  takeIn<F extends Fields & MediaFields>(
    colleague: Colleague,
    asked: Pick<AccessRequest, 'activity' | 'because'>,
    type: RecordType<F>,
    item: NewItem<F>,
    incoming: Collected<F>,
  ): Promise<TakenIn>
  /** Makes such an item the person's, as another record type. The colleague must be allowed to see it here and to collect it about them. */
  linkToPerson(colleague: Colleague, asked: Pick<AccessRequest, 'activity' | 'because'>, adopting: Linking): Promise<LinkAnswer>
  /** Stores new items that are tied to nobody on file and belong together. */
  collectTogether(
    colleague: Colleague,
    asked: Pick<AccessRequest, 'activity' | 'because'>,
    items: readonly NewOfType[],
  ): Promise<TogetherAnswer>
  /**
   * Whether the colleague may do this with items of a type at all, with the evidence of it; a refusal is recorded. `inEmergency`: whether
   * they could while an emergency is declared. Nothing is read or opened by it.
   */
  may(colleague: Colleague, asked: MayAsk): Promise<Answer<{ readonly entry: EvidenceEntry }>>
  /** Finds items that stand alone by what they say (`search-alone.ts`), and reads those that were found: for requests for one's own data. */
  searchAlone(colleague: Colleague, asked: AskedOfAlone, search: SearchingAlone): Promise<Answer<{ readonly ids: readonly string[] }>>
  readAlone<Shape>(
    colleague: Colleague,
    asked: AskedOfAlone,
    part: RecordPart<Category, Shape>,
    ids: readonly string[],
  ): Promise<Answer<{ readonly rows: readonly Shape[] }>>
  /**
   * Items of many people that were collected for this same activity. Of what a colleague vouches for, only being alone counts for all of
   * them. What the colleague's roles may see is decided at each read.
   */
  workList<A extends Activity>(colleague: Colleague, asked: Pick<AccessRequest<A>, 'activity' | 'because' | 'vouched'>): WorkList<A>
  /** The ledger of what was shared, whatever it was shared for: for the work on people's rights, which may look at everything (P2). */
  lines(colleague: Colleague): Lines
}

type AskedOfAlone = Pick<AccessRequest, 'activity' | 'because' | 'vouched'>

type MayAsk = {
  readonly activity: Activity
  readonly act: 'view' | 'use' | 'collect'
  readonly type: RecordType
  readonly inEmergency?: true
}

/**
 * The only door to personal data: gathers facts, decides, acts, records. Opening is permitted when one of the colleague's roles may
 * see at least one category for the activity; each category is decided again when it is read.
 */
export function makeGate(deps: GateDeps): Gate {
  const gatherFacts = factsGatherer(deps.database)
  const gate: Gate = {
    async open(colleague, asked) {
      const { released, decide } = deps.inForce()
      const now = deps.clock()
      // A role that may see nobody for the activity is told so before anybody is looked up: whether somebody is on file is told to none.
      const relationships = released.edition.activities.find((entry) => entry.id === asked.activity)?.relationships ?? []
      const ofAnybody: AccessContext = { colleague, asked, released, decide, circumstances: new Set(), relationships }
      const anybody = judgeOpening(ofAnybody)
      if (isClosedToAll(anybody)) {
        const { refused, entry } = refusedOpening(ofAnybody, anybody)
        await deps.record([entry])
        return refused
      }
      const facts = await gatherFacts(released, {
        person: asked.person,
        activity: asked.activity,
        colleague: colleague.id,
        now,
      })
      const access: AccessContext = { colleague, asked, released, decide, ...whatHolds(facts, asked, released, now) }
      const judgement = facts === null ? 'unknown-person' : judgeOpening(access)
      if (judgement !== 'unknown-person' && judgement.decision.outcome === 'permitted')
        return makeOpened(deps, access, asked.activity, judgement.role)
      const { refused, entry } = refusedOpening(access, judgement)
      await deps.record([entry])
      return refused
    },
    takeIn: (colleague, asked, type, item, incoming) =>
      collectMedia(deps, ofNobody(deps, colleague, { ...asked, person: item.id }), type, item, incoming),
    collectTogether: (colleague, asked, items) => collectTogether(deps, ofAnybody(deps, colleague, { ...asked, person: '' }), items),
    async may(colleague, { activity, act, type, inEmergency }) {
      const access = ofAnybody(deps, colleague, { activity, person: '', because: 'check' })
      const circumstances = inEmergency === true ? new Set([...access.circumstances, 'emergency-declared' as const]) : access.circumstances
      const judgement = judgeFor({ ...access, circumstances }, act, type, type.category)
      const entry = { ...entryOf(access, 'change', act, judgement, type.name, [type.category]), subject: null }
      if (judgement.decision.outcome === 'permitted') return { ok: true, entry }
      await deps.record([entry])
      return refusedBy(judgement.decision)
    },
    searchAlone: (colleague, asked, search) => searchAlone(deps, ofAnybody(deps, colleague, { ...asked, person: '' }), search),
    readAlone: (colleague, asked, part, ids) => readAlone(deps, ofAnybody(deps, colleague, { ...asked, person: '' }), part, ids),
    linkToPerson: async (colleague, asked, adopting) => {
      const { released, decide } = deps.inForce()
      const now = deps.clock()
      const whose = { ...asked, person: adopting.person }
      const facts = await gatherFacts(released, { person: whose.person, activity: whose.activity, colleague: colleague.id, now })
      if (facts === null) return { ok: false, why: 'unknown' }
      const theirs: AccessContext = { colleague, asked: whose, released, decide, ...whatHolds(facts, whose, released, now) }
      return linkToPerson(deps, { alone: ofNobody(deps, colleague, { ...asked, person: adopting.id }), theirs }, adopting)
    },
    workList(colleague, asked) {
      return makeWorkList(deps, ofMany(deps, colleague, asked), asked.activity, (person) => gate.open(colleague, { ...asked, person }))
    },
    lines: (colleague) => linesOf(deps, ofMany(deps, colleague, { activity: 'rights-requests', because: 'check' })),
  }
  return gate
}

/** Whether no circumstance could ever open it: nothing in the edition entitles any of the colleague's roles. */
function isClosedToAll({ decision }: Judgement): boolean {
  return decision.outcome !== 'permitted' && decision.basis === undefined
}

/** The context for items of many people: no circumstance of one of them counts. */
function ofMany(deps: Pick<GateDeps, 'inForce' | 'clock'>, colleague: Colleague, asked: AskedOfAlone): AccessContext {
  const access = ofAnybody(deps, colleague, { activity: asked.activity, because: asked.because, person: '' })
  // The list may include a child's items, so what is closed for a child is closed for the whole list.
  const circumstances = new Set<Circumstance>([...access.circumstances, 'under-18'])
  if (asked.vouched?.includes('private-setting') === true) circumstances.add('private-setting')
  return { ...access, asked: { ...asked, person: '' }, circumstances }
}

/** The context for somebody who is not on file: no circumstances of their own can widen it. */
function ofNobody(deps: Pick<GateDeps, 'inForce' | 'clock'>, colleague: Colleague, asked: AccessRequest): AccessContext {
  const { released, decide } = deps.inForce()
  const circumstances = new Set<Circumstance>(editionCircumstances(released, asked.activity, dateIn(deps.clock())))
  for (const vouched of asked.vouched ?? []) circumstances.add(vouched)
  return { colleague, asked, released, decide, circumstances, relationships: ['caller'] }
}

/** The same where it is about anybody to whom the activity applies: each of their relationships is asked for. */
function ofAnybody(deps: Pick<GateDeps, 'inForce' | 'clock'>, colleague: Colleague, asked: AccessRequest): AccessContext {
  const access = ofNobody(deps, colleague, asked)
  const relationships = access.released.edition.activities.find((entry) => entry.id === asked.activity)?.relationships ?? []
  return { ...access, relationships, crowd: true }
}

/** The facts for a decision about a person: what is on file, and what a colleague vouches for. */
export function whatHolds(
  facts: Facts | null,
  asked: AccessRequest,
  released: ReleasedEdition,
  now: Temporal.Instant,
): Pick<AccessContext, 'relationships' | 'circumstances'> {
  const onFile: Iterable<Circumstance> = facts?.circumstances ?? editionCircumstances(released, asked.activity, dateIn(now))
  const activity = released.edition.activities.find((entry) => entry.id === asked.activity)
  return {
    relationships: ownBasisFirst(activity, facts?.relationships ?? []),
    circumstances: new Set([...onFile, ...(asked.vouched ?? [])]),
  }
}
