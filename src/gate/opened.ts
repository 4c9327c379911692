import type { NotPermitted } from '#decisions/decision.ts'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity, Category, Role } from '#notice/vocabulary.ts'
import { type ActivityWith, isWithin } from '#notice/within-ceiling.ts'
import { type ChangeAnswer, type Correction, correctItem, type EraseAnswer, eraseItem, startClocks } from './change.ts'
import { mayCollect } from './collect.ts'
import { type Conflict, conflictsOf, forgetConflict } from './conflicts.ts'
import type { Fields } from './field.ts'
import { type AccessContext, entryOf, judge } from './judge.ts'
import {
  type Collected,
  collectMedia,
  type DeriveAnswer,
  deriveMedia,
  type HearAnswer,
  hear,
  type MediaShape,
  notePlayed,
  type TakenIn,
} from './media.ts'
import type { Incoming, Stretch } from './media-at-rest.ts'
import type { MediaFields } from './media-fields.ts'
import type { GateParts } from './parts.ts'
import { type PagesAnswer, readPages, type TakePage } from './read-pages.ts'
import { judgeBoth, type ReadAnswer, readPart, readTogether } from './read-part.ts'
import { readRows } from './read-rows.ts'
import type { Provenance, RecordPart } from './record-part.ts'
import type { RecordType } from './record-type.ts'
import type { Asking } from './row-reader.ts'
import { mayShare, type ShareAnswer, type Sharing } from './share.ts'
import { type NewItem, storeRow } from './store-row.ts'

export type CompareAnswer = Answer<{ readonly matched: boolean }>
export type StoreAnswer = Answer

/**
 * A person's record, opened for one activity. What its ceiling does not allow does not compile; what the edition, the role or the
 * facts do not allow comes back as a refusal. Every answer is on record, durably, before it is returned.
 */
export type Opened<A extends Activity> = {
  readonly ok: true
  readonly person: string
  readonly activity: A
  /** The role of the colleague's that opened it. */
  readonly role: Role | null
  /** Reads one part; of one item alone where its id is given. Reads begun together share one durable write of their evidence. `use`:
   * to work with it before others, where the notice says so (an extract that is played to a group). */
  read<Shape>(part: RecordPart<Ceiling<A>, Shape>, id?: string, act?: 'view' | 'use'): Promise<ReadAnswer<Shape>>
  /** Several parts with one look, in their order; each has its own answer and its own evidence. */
  readTogether(parts: readonly RecordPart<Ceiling<A>>[]): Promise<readonly ReadAnswer<unknown>[]>
  /** The same for however much there is: page by page, each let go when `take` has done with it, all as they stand at one moment. */
  readPages(parts: readonly RecordPart<Ceiling<A>>[], take: TakePage): Promise<readonly PagesAnswer[]>
  /** Where the person's items came from, for what, and since when their clocks run: nothing of what they say. */
  provenance(part: RecordPart<Ceiling<A>, Provenance>, id?: string): Promise<ReadAnswer<Provenance>>
  /** Uses a part without showing it: answers whether some row is as `same` says, and nothing else (SE2). */
  compare<Shape>(part: RecordPart<Ceiling<A>, Shape>, same: (row: Shape) => boolean): Promise<CompareAnswer>
  /** Whether items of the category could be stored and put right here: asked so that a page offers only what can be done. */
  allows(category: Ceiling<A>): boolean
  /** Whether what stands of the category outside the record types, as `what`, may be shown; on record before it is answered. Null where it may. */
  mayView(category: Ceiling<A>, what: string): Promise<NotPermitted | null>
  /** Stores a new item of the person's, with the evidence of it in the same transaction. */
  collect<F extends Fields>(type: RecordType<F>, item: NewItem<F>): Promise<StoreAnswer>
  /** The same with what was recorded, filmed or pictured, as it comes in; either all of it is stored or nothing. */
  collectMedia<F extends Fields & MediaFields>(type: RecordType<F>, item: NewItem<F>, incoming: Collected<F>): Promise<TakenIn>
  /** A stretch of what one item recorded, or of what was made of it as `derived`; each is on record with its bytes. */
  hear<Shape extends MediaShape>(
    part: RecordPart<Ceiling<A>, Shape>,
    stretch: { readonly id: string; readonly derived?: string; readonly act?: 'view' | 'use'; readonly from: number; readonly to: number },
  ): Promise<HearAnswer>
  /** That these seconds of one item were played, as the player says: what was fetched may be more. On record, and nothing else. */
  played<Shape extends MediaShape>(
    part: RecordPart<Ceiling<A>, Shape>,
    played: { readonly id: string; readonly fromSecond: number; readonly untilSecond: number },
  ): Promise<void>
  /** Makes something of what one item recorded (a thumbnail, a waveform) and keeps it beside, where it falls with the item. */
  deriveMedia<Shape extends MediaShape>(
    part: RecordPart<Ceiling<A>, Shape>,
    asked: { readonly id: string; readonly kind: string; readonly by: 'collect' | 'use' },
    make: (whole: Stretch) => Incoming,
  ): Promise<DeriveAnswer>
  /** Whether something may go to somebody outside; the answer is on record before it is given. */
  share(sharing: Sharing & { readonly category: Ceiling<A> }): Promise<ShareAnswer>
  /** What another system says otherwise than was put right here, on this record: of the categories that are open to the colleague. */
  conflicts(types: readonly RecordType[]): Promise<readonly Conflict[]>
  /** What is here stays: on record, and forgotten. False where it was decided already, or may not be by this colleague. What the other system says is taken by `correct`. */
  forgetConflict(conflict: Conflict): Promise<boolean>
  /** Puts an item right (P4), made from the version that was read: another's change meanwhile is never overwritten. */
  correct<F extends Fields>(type: RecordType<F>, correction: Correction<F>): Promise<ChangeAnswer>
  /** Takes an item away for good; what a hold keeps stays, and so does what has changed since `version` was read, where one is given. */
  erase(type: RecordType, id: string, version?: string): Promise<EraseAnswer>
  /** The event that the period of the person's items of a type runs from was on `date`: a case closed, a review done. */
  startClock(type: RecordType, date: Temporal.PlainDate): Promise<ChangeAnswer>
}

/** Whether what is open may have the category at all: by the ceiling of its activity, before the edition, the role and the facts are asked. */
export function mayHave<C extends Category>(opened: { readonly activity: Activity }, category: C): opened is Opened<ActivityWith<C>> {
  return isWithin(opened.activity, category)
}

export function makeOpened<A extends Activity>(parts: GateParts, access: AccessContext, activity: A, role: Role | null): Opened<A> {
  const { person } = access.asked
  return {
    ok: true,
    person,
    activity,
    role,
    read: <Shape>(part: RecordPart<Category, Shape>, id?: string, act: 'view' | 'use' = 'view') =>
      readPart(parts, access, part, asking(person, id), act),
    readTogether: (wanted) => readTogether(parts, access, wanted),
    readPages: (wanted, take) => readPages(parts, access, wanted, take),
    provenance: (part: RecordPart<Category, Provenance>, id?: string) =>
      readPart(parts, access, withoutContents(part), { ...asking(person, id), contents: false }),
    async compare<Shape>(part: RecordPart<Category, Shape>, same: (row: Shape) => boolean): Promise<CompareAnswer> {
      const { either, differ, free } = judgeBoth(access, 'use', part.category)
      await parts.record([entryOf(access, 'read', 'use', either, part.type.name, [part.category])])
      if (either.decision.outcome !== 'permitted') return refusedBy(either.decision)
      const items = await readRows(parts, activity, part, { scope: 'person', values: [person], alsoHeld: differ })
      const open = items.filter((item) => !differ || item.held === (free.decision.outcome !== 'permitted'))
      return { ok: true, matched: open.some((item) => same(item.row)) }
    },
    allows: (category) => judge(access, 'change', category).decision.outcome === 'permitted',
    async mayView(category, what) {
      const judgement = judge(access, 'view', category)
      await parts.record([entryOf(access, 'read', 'view', judgement, what, [category])])
      return judgement.decision.outcome === 'permitted' ? null : judgement.decision
    },
    async collect(type, item) {
      const may = await mayCollect(parts, access, type, item)
      if (!may.ok) return may
      await storeRow(parts, may.from, type, item, may.evidence)
      return { ok: true }
    },
    collectMedia: (type, item, incoming) => collectMedia(parts, access, type, item, incoming),
    hear: (part, stretch) => hear(parts, access, part, stretch),
    played: (part, { id, ...seconds }) => notePlayed(parts, access, part, { id, ...seconds }),
    deriveMedia: (part, asked, make) => deriveMedia(parts, access, part, asked, make),
    share: (sharing) => mayShare(parts, access, sharing),
    conflicts: (types) => conflictsOf(parts, access, types),
    forgetConflict: (conflict) => forgetConflict(parts, access, conflict),
    correct: (type, correction) => correctItem(parts, access, type, correction),
    erase: (type, id, version) => eraseItem(parts, access, type, id, version),
    startClock: (type, date) => startClocks(parts, access, type, date),
  }
}

function asking(person: string, id: string | undefined): Asking {
  return id === undefined ? { scope: 'person', values: [person] } : { scope: 'item', values: [person, id] }
}

/** The same rows by their frame alone. */
export function withoutContents<C extends Category>(part: RecordPart<C, Provenance>): RecordPart<C, Provenance> {
  return { ...part, fields: [], holds: isProvenance }
}

function isProvenance(row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & Provenance {
  return typeof row.id === 'string' && typeof row.activity === 'string' && typeof row.source === 'string'
}
