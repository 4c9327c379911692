import type { NotPermitted } from '#decisions/decision.ts'
import { type Answer, type Refused, refusedBy } from '#decisions/done-or-refused.ts'
import { evidenceOfChanged } from '#evidence/append.ts'
import { digestOf } from '#evidence/digest.ts'
import type { EvidenceEntry, Recorded } from '#evidence/entry.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { Fields } from '../field.ts'
import { type AccessContext, entryOf, judgeFor } from '../judge.ts'
import { type Collected, collectMedia, type TakenIn } from '../media/media.ts'
import type { MediaFields } from '../media-fields.ts'
import { type Opened, withoutContents } from '../opened.ts'
import { otherPurpose, usableIn } from '../purpose.ts'
import type { ReadAnswer } from '../read/read-part.ts'
import { readRows } from '../read/read-rows.ts'
import type { Asking } from '../read/row-reader.ts'
import { listed } from '../read/statements.ts'
import { goneIfUnknown, theOne } from '../read/the-one.ts'
import type { Provenance, RecordPart } from '../record-part.ts'
import type { RecordType } from '../record-type.ts'
import type { ChangeAnswer } from '../write/change.ts'
import { type NewItem, needPast } from '../write/store-row.ts'

/** A page of the items that were collected for the activity, in the order of their ids: at most `limit` (1 to 500) after `after`. */
export type ItemPage = { readonly after: string; readonly limit: number }
/** `open`: only items whose event has not happened yet, oldest first. */
export type WorkPage = ItemPage & { readonly open?: true }

/** How many of the newest items that were collected for another activity, where the notice lets this activity look at such items too. */
export type NewestOf = { readonly collectedFor: Activity; readonly limit: number }

const mostOfPage = 500
/** The most pages of a register that are read: together more items than any landlord has of such a kind. */
const mostPages = 10

/** An id before every other. */
export const firstPage = '00000000-0000-0000-0000-000000000000'

/**
 * Items of many people, collected for the one activity that they are looked at for (P2): work lists and reviews. What depends on one
 * person's consent or identity check is never assumed, so whatever needs it stays closed here. Items on hold, or that somebody objects to,
 * are left out.
 */
export type WorkList<A extends Activity> = {
  /** Each person whose item is shown has this look in the evidence about them. A page that is not full is the last one. */
  read<Shape extends Provenance>(part: RecordPart<Ceiling<A>, Shape>, page: WorkPage): Promise<ReadAnswer<Shape>>
  /** All of them, page by page, in no particular order: for a register, which is never long. */
  all<Shape extends Provenance>(part: RecordPart<Ceiling<A>, Shape>): Promise<ReadAnswer<Shape>>
  /** One that is about nobody, which is opened by its own id. Recorded as any record that is opened. */
  one<Shape>(part: RecordPart<Ceiling<A>, Shape>, id: string): Promise<Answer<{ readonly item: Shape }, 'gone'>>
  /**
   * The newest items that were collected for another activity, recorded in the same way. Leaves out items whose use for this activity
   * somebody objects to.
   */
  newest<Shape extends Provenance>(part: RecordPart<Ceiling<A>, Shape>, page: NewestOf): Promise<ReadAnswer<Shape>>
  /** Where items came from and since when their clocks run, without their contents: one row of evidence with their digest. */
  provenance(part: RecordPart<Ceiling<A>, Provenance>, page: ItemPage): Promise<ReadAnswer<Provenance>>
  /** Why the colleague may not collect items of the type; null if they may. Asked before a large upload; a refusal is recorded. */
  mayNotCollect(type: RecordType): Promise<NotPermitted | null>
  /** Stores something that is about no one person, with its recording or picture. It is opened by its own id from then on. */
  collectMedia<F extends Fields & MediaFields>(type: RecordType<F>, item: NewItem<F>, incoming: Collected<F>): Promise<TakenIn>
  /** Records the day of the event on which the items' period depends: a review kept them, a case was closed. */
  startClock(type: RecordType, page: ItemPage, date: Temporal.PlainDate): Promise<ChangeAnswer>
}

/** `open`: opens what has this id, as the gate does. */
export function makeWorkList<A extends Activity>(
  deps: GateDeps,
  access: AccessContext,
  activity: A,
  open: (id: string) => Promise<Opened<A> | Refused>,
): WorkList<A> {
  const role = roleName(deps.database.schema, 'activity', activity)
  const limitOf = ({ limit }: Pick<ItemPage, 'limit'>) => Math.max(1, Math.min(mostOfPage, Math.trunc(limit)))

  /** Records what `told` says about the rows while they are unsealed. Nothing is answered before it is recorded. */
  async function shown<Shape>(
    part: RecordPart<Category, Shape>,
    asking: Asking,
    told: (entry: EvidenceEntry, rows: readonly Row[]) => Promise<Recorded>,
  ): Promise<ReadAnswer<Shape>> {
    const judgement = judgeFor(access, 'view', part.type, part.category)
    const entry = { ...entryOf(access, 'read', 'view', judgement, part.type.name, [part.category]), subject: null }
    const { decision } = judgement
    if (decision.outcome !== 'permitted') {
      await deps.record([entry])
      return refusedBy(decision)
    }
    const noted = async (rows: readonly Row[]) => deps.record([await told(entry, rows)])
    // The statement asks for items of one activity only.
    const { items } = await readRows(deps, activity, part, asking, null, noted)
    return { ok: true, rows: items.map((item) => item.row), onHold: null }
  }

  /** If no items are shown, or they are about nobody known, one row of evidence about nobody still says that somebody looked. */
  function byName<Shape>(part: RecordPart<Category, Shape>, asking: Asking): Promise<ReadAnswer<Shape>> {
    return shown(part, asking, async (entry, rows) => ({ ...entry, subjects: await peopleOf(part.type, rows) }))
  }

  /** Whose items are shown. A tenure and what is tied to it are about those responsible for it. */
  async function peopleOf(type: RecordType, rows: readonly Row[]): Promise<readonly string[]> {
    const { person, tenure, standsAlone } = type.tie
    if (person !== null || tenure === null) return idsIn(rows, standsAlone ? 'id' : 'personId')
    const text = 'select distinct person_id from responsible_for where tenure_id = any($1)'
    const tenures = idsIn(rows, tenure)
    const found = await deps.database.once<{ person_id: string }>(role, { name: 'responsible-for', text }, [tenures])
    return found.map((row) => row.person_id)
  }

  const pageOf = (page: WorkPage): Asking => ({
    scope: page.open === true ? 'open' : 'purpose',
    limit: limitOf(page),
    values: [activity, page.after],
  })

  return {
    read: (part, page) => byName(part, pageOf(page)),
    async all<Shape extends Provenance>(part: RecordPart<Category, Shape>): Promise<ReadAnswer<Shape>> {
      const rows: Shape[] = []
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await byName(part, pageOf({ after: rows.at(-1)?.id ?? firstPage, limit: mostOfPage }))
        if (!answer.ok) return answer
        rows.push(...answer.rows)
        if (answer.rows.length < mostOfPage) break
      }
      return { ok: true, rows, onHold: null }
    },
    async one(part, id) {
      const opened = await open(id)
      return opened.ok ? theOne(await opened.read(part, id)) : goneIfUnknown(opened)
    },
    async newest(part, { collectedFor, limit }) {
      if (usableIn(access)?.includes(collectedFor) !== false)
        return byName(part, { scope: 'recent', limit: limitOf({ limit }), values: [collectedFor, firstPage], usedFor: activity })
      const judgement = { decision: otherPurpose, role: null }
      await deps.record([{ ...entryOf(access, 'read', 'view', judgement, part.type.name, [part.category]), subject: null }])
      return refusedBy(otherPurpose)
    },
    provenance: (part: RecordPart<Category, Provenance>, page: ItemPage) =>
      shown(withoutContents(part), { ...pageOf(page), contents: false }, async (entry, rows) => {
        const ids = idsIn(rows, 'id')
        return { ...entry, detail: { ...entry.detail, items: ids.length, digest: digestOf(ids) } }
      }),
    async mayNotCollect(type) {
      const judgement = judgeFor(access, 'collect', type, type.category)
      if (judgement.decision.outcome === 'permitted') return null
      await deps.record([{ ...entryOf(access, 'change', 'collect', judgement, type.name, [type.category]), subject: null }])
      return judgement.decision
    },
    collectMedia: (type, item, incoming) =>
      collectMedia(deps, { ...access, asked: { ...access.asked, person: item.id } }, type, item, incoming),
    async startClock(type, page, date) {
      needPast(deps.clock, date)
      const judgement = judgeFor(access, 'change', type, type.category)
      const entry = { ...entryOf(access, 'change', 'collect', judgement, type.name, [type.category]), subject: null }
      if (judgement.decision.outcome !== 'permitted') {
        await deps.record([entry])
        return refusedBy(judgement.decision)
      }
      const recorded = evidenceOfChanged(4, entry, 'changed')
      const text = `with page as (select id from ${tableOf(type)} t where activity = $1 and id > $2 and ${listed(type)} order by id
            limit ${limitOf(page)} for no key update),
          changed as (update ${tableOf(type)} d set clock_from = $3::date from page where d.id = page.id returning d.id),
          ${recorded.recorded} select id from changed where ${recorded.whole}`
      const changed = await deps.database.once(role, { name: `start-clocks-${type.name}-${limitOf(page)}`, text }, [
        activity,
        page.after,
        date.toString(),
        recorded.value,
      ])
      return changed.length > 0 ? { ok: true } : { ok: false, why: 'stale' }
    },
  }
}

/** Each id in a column of the rows, once. */
function idsIn(rows: readonly Row[], column: 'id' | 'personId' | 'tenureId'): readonly string[] {
  const ids = new Set<string>()
  for (const row of rows) {
    const id = row[column]
    if (typeof id === 'string') ids.add(id)
  }
  return [...ids]
}
