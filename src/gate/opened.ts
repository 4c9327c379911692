import type { NotPermitted } from '#decisions/decision.ts'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Trigger } from '#notice/edition.ts'
import type { Activity, Category, Relationship, Role } from '#notice/vocabulary.ts'
import { type ActivityWith, mayEverHave } from '#notice/within-ceiling.ts'
import type { GateDeps } from './deps.ts'
import type { Fields } from './field.ts'
import { type AccessContext, entryOf, judge } from './judge.ts'
import { type Line, type LineAnswer, leaveLine, noteLine, writeLine } from './ledger/ledger.ts'
import { mayShare, type ShareAnswer, type SharedKind, type ShareOfSeveral, type ShareRequest, wouldShare } from './ledger/share.ts'
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
} from './media/media.ts'
import type { Incoming, Stretch } from './media/media-at-rest.ts'
import type { MediaFields } from './media-fields.ts'
import { usableIn } from './purpose.ts'
import { type PagesAnswer, readPages, type TakePage } from './read/read-pages.ts'
import { judgeBoth, type ReadAnswer, readPart, readTogether } from './read/read-part.ts'
import { readRows } from './read/read-rows.ts'
import type { Asking } from './read/row-reader.ts'
import type { Provenance, RecordPart } from './record-part.ts'
import type { RecordType } from './record-type.ts'
import { type ChangeAnswer, type Correction, correctItem, type EraseAnswer, eraseItem, startClocks } from './write/change.ts'
import { mayCollect } from './write/collect.ts'
import { type Conflict, conflictsOf, forgetConflict } from './write/conflicts.ts'
import { type NewItem, storeRow } from './write/store-row.ts'

export type CompareAnswer = Answer<{ readonly matched: boolean }>
export type StoreAnswer = Answer

/**
 * A person's record, opened for one activity. A category outside the activity's ceiling does not compile. Whatever the edition, the role or
 * the facts do not allow is answered with a refusal. Every answer is recorded durably before it is returned.
 */
export type Opened<A extends Activity> = {
  readonly ok: true
  readonly person: string
  readonly activity: A
  /** The colleague's role that the record was opened in. */
  readonly role: Role | null
  /** Whether it counts as shown that whoever is in contact is the person (SE2). */
  readonly isChecked: boolean
  /** What the person is to the landlord, as far as it is known. */
  readonly relationships: readonly Relationship[]
  /**
   * Reads one part, or one item of it where an id is given. Reads that start together share one durable write of evidence. `use`: to show
   * it to others, where the notice permits that (an extract that is played to a group).
   */
  read<Shape>(part: RecordPart<Ceiling<A>, Shape>, id?: string, act?: 'view' | 'use'): Promise<ReadAnswer<Shape>>
  /** Reads several parts at once and answers in the same order, with an answer and evidence for each. */
  readTogether(parts: readonly RecordPart<Ceiling<A>>[]): Promise<readonly ReadAnswer<unknown>[]>
  /**
   * The same for records of any size, page by page, all as they were at one moment. A page leaves memory once `take` has finished with it.
   */
  readPages(parts: readonly RecordPart<Ceiling<A>>[], take: TakePage): Promise<readonly PagesAnswer[]>
  /** Where the person's items came from, for what they were collected, and since when their clocks run. Their contents are not read. */
  provenance(part: RecordPart<Ceiling<A>, Provenance>, id?: string): Promise<ReadAnswer<Provenance>>
  /** Uses a part without showing it: answers only whether some row satisfies `same` (SE2). */
  compare<Shape>(part: RecordPart<Ceiling<A>, Shape>, same: (row: Shape) => boolean): Promise<CompareAnswer>
  /**
   * Whether items of the category could be stored and corrected here, so that a page offers only what can be done. `doing`: whether one thing
   * could be done with them. The notice may allow storing before anybody has shown who they are.
   */
  allows(category: Ceiling<A>, doing?: 'view' | 'collect' | 'change'): boolean
  /** Whether data of the category that is in no record type (named by `what`) may be shown; null if so. The answer is recorded first. */
  mayView(category: Ceiling<A>, what: string): Promise<NotPermitted | null>
  /** Stores a new item of the person's, with its evidence in the same transaction. */
  collect<F extends Fields>(type: RecordType<F>, item: NewItem<F>): Promise<StoreAnswer>
  /** The same with a recording, film or picture, as it arrives. Either all of it is stored or nothing is. */
  collectMedia<F extends Fields & MediaFields>(type: RecordType<F>, item: NewItem<F>, incoming: Collected<F>): Promise<TakenIn>
  /** A range of an item's recording, or of what was made from it as `derived`. Each range is recorded with its bytes. */
  hear<Shape extends MediaShape>(
    part: RecordPart<Ceiling<A>, Shape>,
    stretch: { readonly id: string; readonly derived?: string; readonly act?: 'view' | 'use'; readonly from: number; readonly to: number },
  ): Promise<HearAnswer>
  /** Records that these seconds of an item were played, according to the player; more may have been fetched. Does nothing else. */
  played<Shape extends MediaShape>(
    part: RecordPart<Ceiling<A>, Shape>,
    played: { readonly id: string; readonly fromSecond: number; readonly untilSecond: number },
  ): Promise<void>
  /** Makes something from an item's recording (a thumbnail, a waveform) and stores it beside the item, with which it is deleted. */
  deriveMedia<Shape extends MediaShape>(
    part: RecordPart<Ceiling<A>, Shape>,
    asked: { readonly id: string; readonly kind: string; readonly by: 'collect' | 'use' },
    make: (whole: Stretch) => Incoming,
  ): Promise<DeriveAnswer>
  /** Whether something may go to somebody outside. The answer is recorded before it is given. */
  share(sharing: ShareRequest & { readonly category: Ceiling<A> }): Promise<ShareAnswer>
  /** What the notice would answer for each kind of information, so that a page offers only what can go. */
  wouldShare(sharing: Omit<ShareOfSeveral<Ceiling<A>>, 'detail'>): readonly SharedKind[]
  /** Decides what is to go, and writes a new line of the ledger with its evidence. */
  writeLine<F extends Fields & MediaFields>(type: RecordType<F>, line: Line<F>, sharing: ShareOfSeveral<Ceiling<A>>): Promise<LineAnswer>
  /** Decides anew, and writes that what the line says leaves. Nothing goes without it. */
  leaveLine<F extends Fields>(type: RecordType<F>, correction: Correction<F>, sharing: ShareOfSeveral<Ceiling<A>>): Promise<ChangeAnswer>
  /** Notes what came of a line by which nothing leaves. */
  noteLine<F extends Fields>(type: RecordType<F>, correction: Correction<F>): Promise<ChangeAnswer>
  /** Values from other systems that contradict corrections made here, in the categories of this record that are open to the colleague. */
  conflicts(types: readonly RecordType[]): Promise<readonly Conflict[]>
  /**
   * Our value stays; the decision is recorded and the conflict removed. False if it was already decided, or this colleague may not decide
   * it. To take the other system's value, call `correct`.
   */
  forgetConflict(conflict: Conflict): Promise<boolean>
  /** Corrects an item (P4), starting from the version that was read, so that nobody else's change is overwritten. */
  correct<F extends Fields>(type: RecordType<F>, correction: Correction<F>): Promise<ChangeAnswer>
  /** Deletes an item for good, unless a hold keeps it or, where `version` is given, it has changed since that version. */
  erase(type: RecordType, id: string, version?: string): Promise<EraseAnswer>
  /**
   * Records the day of the event on which the period of the person's items of a type depends: a case was closed, a review was done. `event`: the field
   * that dates it has the day too.
   */
  startClock(type: RecordType, date: Temporal.PlainDate, event?: Trigger): Promise<ChangeAnswer>
}

/** Whether the ceiling of the open activity has the category at all. The edition, the role and the facts are asked later. */
export function mayHave<C extends Category>(opened: { readonly activity: Activity }, category: C): opened is Opened<ActivityWith<C>> {
  return mayEverHave(opened.activity, category)
}

/** Whether it is open for this activity, for what may be done in no other. */
export function isOpenFor<A extends Activity>(opened: { readonly activity: Activity }, activity: A): opened is Opened<A> {
  return opened.activity === activity
}

export function makeOpened<A extends Activity>(deps: GateDeps, access: AccessContext, activity: A, role: Role | null): Opened<A> {
  const { person } = access.asked
  return {
    ok: true,
    person,
    activity,
    role,
    isChecked: access.circumstances.has('identity-verified'),
    relationships: access.relationships,
    read: <Shape>(part: RecordPart<Category, Shape>, id?: string, act: 'view' | 'use' = 'view') =>
      readPart(deps, access, part, asking(person, id), act),
    readTogether: (wanted) => readTogether(deps, access, wanted),
    readPages: (wanted, take) => readPages(deps, access, wanted, take),
    provenance: (part: RecordPart<Category, Provenance>, id?: string) =>
      readPart(deps, access, withoutContents(part), { ...asking(person, id), contents: false }),
    async compare<Shape>(part: RecordPart<Category, Shape>, same: (row: Shape) => boolean): Promise<CompareAnswer> {
      const { either, differ, free } = judgeBoth(access, 'use', part)
      await deps.record([entryOf(access, 'read', 'use', either, part.type.name, [part.category])])
      if (either.decision.outcome !== 'permitted') return refusedBy(either.decision)
      const asking = { scope: 'person', values: [person], alsoHeld: differ } as const
      const { items } = await readRows(deps, activity, part, asking, usableIn(access))
      const open = items.filter((item) => !differ || item.held === (free.decision.outcome !== 'permitted'))
      return { ok: true, matched: open.some((item) => same(item.row)) }
    },
    allows: (category, doing = 'change') => judge(access, doing, category).decision.outcome === 'permitted',
    async mayView(category, what) {
      const judgement = judge(access, 'view', category)
      await deps.record([entryOf(access, 'read', 'view', judgement, what, [category])])
      return judgement.decision.outcome === 'permitted' ? null : judgement.decision
    },
    async collect(type, item) {
      const may = await mayCollect(deps, access, type, item)
      if (!may.ok) return may
      await storeRow(deps, may.from, type, item, may.evidence)
      return { ok: true }
    },
    collectMedia: (type, item, incoming) => collectMedia(deps, access, type, item, incoming),
    hear: (part, stretch) => hear(deps, access, part, stretch),
    played: (part, { id, ...seconds }) => notePlayed(deps, access, part, { id, ...seconds }),
    deriveMedia: (part, asked, make) => deriveMedia(deps, access, part, asked, make),
    share: (sharing) => mayShare(deps, access, sharing),
    wouldShare: (sharing) => wouldShare(access, sharing),
    writeLine: (type, line, sharing) => writeLine(deps, access, type, line, sharing),
    leaveLine: (type, correction, sharing) => leaveLine(deps, access, type, correction, sharing),
    noteLine: (type, correction) => noteLine(deps, access, type, correction),
    conflicts: (types) => conflictsOf(deps, access, types),
    forgetConflict: (conflict) => forgetConflict(deps, access, conflict),
    correct: (type, correction) => correctItem(deps, access, type, correction),
    erase: (type, id, version) => eraseItem(deps, access, type, id, version),
    startClock: (type, date, event) => startClocks(deps, access, type, date, event),
  }
}

function asking(person: string, id: string | undefined): Asking {
  return id === undefined ? { scope: 'person', values: [person] } : { scope: 'item', values: [person, id] }
}

/** The same rows, with only the columns that every row has. */
export function withoutContents<C extends Category>(part: RecordPart<C, Provenance>): RecordPart<C, Provenance> {
  return { ...part, fields: [], isRow: isProvenance }
}

function isProvenance(row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & Provenance {
  return typeof row.id === 'string' && typeof row.activity === 'string' && typeof row.source === 'string'
}
