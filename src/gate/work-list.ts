import type { NotPermitted } from '#decisions/decision.ts'
import { refusedBy } from '#decisions/done-or-refused.ts'
import { evidenceOfChanged } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import type { EvidenceEntry, Recorded } from '#evidence/entry.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { ChangeAnswer } from './change.ts'
import { tableOf } from './columns.ts'
import type { Fields } from './field.ts'
import { type AccessContext, entryOf, judge } from './judge.ts'
import { type Collected, collectMedia, type TakenIn } from './media.ts'
import type { MediaFields } from './media-fields.ts'
import { withoutContents } from './opened.ts'
import type { GateParts } from './parts.ts'
import type { ReadAnswer } from './read-part.ts'
import { readRows } from './read-rows.ts'
import type { Provenance, RecordPart } from './record-part.ts'
import type { RecordType } from './record-type.ts'
import type { Asking } from './row-reader.ts'
import { listed } from './statements.ts'
import { type NewItem, needPast } from './store-row.ts'

/** A page of the items collected for the activity, in the order of their ids: those after `after`, at most `limit` (1 to 500). */
export type ItemPage = { readonly after: string; readonly limit: number }
/** `open`: those alone whose event has not happened yet, oldest first. */
export type WorkPage = ItemPage & { readonly open?: true }

/** How many of the newest, of those collected for another activity: where the notice lets this one look at such items too. */
export type NewestOf = { readonly collectedFor: Activity; readonly limit: number }

const mostOfPage = 500

/** Before every id. */
export const firstPage = '00000000-0000-0000-0000-000000000000'

/**
 * Items of many people, collected for the one activity that they are now looked at for (P2): work lists and reviews. Nothing that
 * depends on one person's own say or check is taken as given, so what needs a consent or an identity check stays closed here.
 * What is on hold, or somebody objects to, is left out.
 */
export type WorkList<A extends Activity> = {
  /** Every person whose item is shown has it on their own record that it was. A page that is not full is the last. */
  read<Shape extends Provenance>(part: RecordPart<Ceiling<A>, Shape>, page: WorkPage): Promise<ReadAnswer<Shape>>
  /** The newest of what was collected for another activity; on every such person's own record too. What this activity's people object to is left out. */
  newest<Shape extends Provenance>(part: RecordPart<Ceiling<A>, Shape>, page: NewestOf): Promise<ReadAnswer<Shape>>
  /** Where items came from and since when their clocks run, and nothing of what they say: one row of evidence with their digest. */
  provenance(part: RecordPart<Ceiling<A>, Provenance>, page: ItemPage): Promise<ReadAnswer<Provenance>>
  /** Why the colleague may take in nothing of the type; null where they may. Asked before something large comes; a refusal is on record. */
  mayNotCollect(type: RecordType): Promise<NotPermitted | null>
  /** Takes in something that is about no one person, with what was recorded or pictured: it is opened by its own id from then on. */
  collectMedia<F extends Fields & MediaFields>(type: RecordType<F>, item: NewItem<F>, incoming: Collected<F>): Promise<TakenIn>
  /** The event their period runs from was on `date`: a review that ended in keeping them, a case that was closed. */
  startClock(type: RecordType, page: ItemPage, date: Temporal.PlainDate): Promise<ChangeAnswer>
}

export function makeWorkList<A extends Activity>(parts: GateParts, access: AccessContext, activity: A): WorkList<A> {
  const role = roleName(parts.database.schema, 'activity', activity)
  const limitOf = ({ limit }: Pick<ItemPage, 'limit'>) => Math.max(1, Math.min(mostOfPage, Math.trunc(limit)))

  /** What `told` says of the rows goes on record while their words are opened; nothing is answered before it is there. */
  async function shown<Shape>(
    part: RecordPart<Category, Shape>,
    asking: Asking,
    told: (entry: EvidenceEntry, rows: readonly Row[]) => Promise<Recorded>,
  ): Promise<ReadAnswer<Shape>> {
    const judgement = judge(access, 'view', part.category)
    const entry = { ...entryOf(access, 'read', 'view', judgement, part.type.name, [part.category]), subject: null }
    const { decision } = judgement
    if (decision.outcome !== 'permitted') {
      await parts.record([entry])
      return refusedBy(decision)
    }
    const noted = async (rows: readonly Row[]) => parts.record([await told(entry, rows)])
    const items = await readRows(parts, activity, part, asking, noted)
    return { ok: true, rows: items.map((item) => item.row), heldBack: null }
  }

  /** Where nobody is shown, or nobody known, that somebody looked is on record all the same: one row, of nobody's. */
  function byName<Shape>(part: RecordPart<Category, Shape>, asking: Asking): Promise<ReadAnswer<Shape>> {
    return shown(part, asking, async (entry, rows) => ({ ...entry, subjects: await peopleOf(part.type, rows) }))
  }

  /** Whose items are shown. A tenancy and what hangs on it are of those responsible for it. */
  async function peopleOf(type: RecordType, rows: readonly Row[]): Promise<readonly string[]> {
    const { person, tenure, standsAlone } = type.tie
    if (person !== null || tenure === null) return idsIn(rows, standsAlone ? 'id' : 'personId')
    const text = 'select distinct person_id from responsible_for where tenure_id = any($1)'
    const tenures = idsIn(rows, tenure)
    const found = await parts.database.once<{ person_id: string }>(role, { name: 'responsible-for', text }, [tenures])
    return found.map((row) => row.person_id)
  }

  const pageOf = (page: WorkPage): Asking => ({
    scope: page.open === true ? 'open' : 'purpose',
    limit: limitOf(page),
    values: [activity, page.after],
  })

  return {
    read: (part, page) => byName(part, pageOf(page)),
    newest: (part, { collectedFor, limit }) =>
      byName(part, { scope: 'recent', limit: limitOf({ limit }), values: [collectedFor, firstPage], usedFor: activity }),
    provenance: (part: RecordPart<Category, Provenance>, page: ItemPage) =>
      shown(withoutContents(part), { ...pageOf(page), contents: false }, async (entry, rows) => {
        const ids = idsIn(rows, 'id')
        return { ...entry, detail: { ...entry.detail, items: ids.length, digest: digestOf(ids) } }
      }),
    async mayNotCollect(type) {
      const judgement = judge(access, 'collect', type.category)
      if (judgement.decision.outcome === 'permitted') return null
      await parts.record([{ ...entryOf(access, 'change', 'collect', judgement, type.name, [type.category]), subject: null }])
      return judgement.decision
    },
    collectMedia: (type, item, incoming) =>
      collectMedia(parts, { ...access, asked: { ...access.asked, person: item.id } }, type, item, incoming),
    async startClock(type, page, date) {
      needPast(parts.clock, date)
      const judgement = judge(access, 'change', type.category)
      const entry = { ...entryOf(access, 'change', 'collect', judgement, type.name, [type.category]), subject: null }
      if (judgement.decision.outcome !== 'permitted') {
        await parts.record([entry])
        return refusedBy(judgement.decision)
      }
      const recorded = evidenceOfChanged(4, entry, 'changed')
      const text = `with page as (select id from ${tableOf(type)} t where activity = $1 and id > $2 and ${listed(type)} order by id
            limit ${limitOf(page)} for no key update),
          changed as (update ${tableOf(type)} d set clock_from = $3::date from page where d.id = page.id returning d.id),
          ${recorded.recorded} select id from changed where ${recorded.whole}`
      const changed = await parts.database.once(role, { name: `start-clocks-${type.name}-${limitOf(page)}`, text }, [
        activity,
        page.after,
        date.toString(),
        recorded.value,
      ])
      return changed.length > 0 ? { ok: true } : { ok: false, why: 'stale' }
    },
  }
}

/** Each id that stands in a column of the rows, once. */
function idsIn(rows: readonly Row[], column: 'id' | 'personId' | 'tenureId'): readonly string[] {
  const ids = new Set<string>()
  for (const row of rows) {
    const id = row[column]
    if (typeof id === 'string') ids.add(id)
  }
  return [...ids]
}
