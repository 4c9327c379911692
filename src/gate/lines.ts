import { type Answer, gone, refusedBy } from '#decisions/done-or-refused.ts'
import { digestOf } from '#evidence/digest.ts'
import type { EvidenceDetail } from '#evidence/entry.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Category } from '#notice/vocabulary.ts'
import { zone } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { isUuid } from '#shared/uuid.ts'
import type { Row, Statement } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { type ChangeAnswer, type Correction, correctAs } from './change.ts'
import { columnOf, tableOf } from './columns.ts'
import type { GateDeps } from './deps.ts'
import type { Fields } from './field.ts'
import { type AccessContext, entryOf, judgeFor } from './judge.ts'
import { needLedger } from './ledger.ts'
import { otherPurpose, usableIn } from './purpose.ts'
import { readOf } from './read-rows.ts'
import type { Provenance, RecordPart } from './record-part.ts'
import { isTold, type RecordType } from './record-type.ts'
import { columnsRead } from './statements.ts'

/**
 * Which lines are listed, the newest first: of these days, by the moment in the field `datedBy` or, where that is empty, the one at which they were last
 * written. `matching`: what unsealed fields say, or the activity. `noted`: what evidence says of the look besides.
 */
export type LinesAsked = {
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly datedBy: string
  readonly matching: Readonly<Record<string, string>>
  readonly limit: number
  readonly noted?: EvidenceDetail
}

type Part<Shape> = RecordPart<Ceiling<'rights-requests'>, Shape>
type LineShape = Provenance & Row

/**
 * Lines of the ledger of all activities, for the work on people's rights. The look is on record about each person who is told of their line. Of a line that
 * stays hidden it is on record about nobody, with a digest of the ids: what is about them can be in what they ask for.
 */
export type Lines = {
  /** Without sealed fields: nothing is unsealed to look through many lines. */
  list<Shape extends Provenance>(part: Part<Shape>, asked: LinesAsked): Promise<Answer<{ readonly rows: readonly Shape[] }>>
  one<Shape extends Provenance>(part: Part<Shape>, id: string): Promise<Answer<{ readonly item: Shape }, 'gone'>>
  /** Notes something of a line by which nothing leaves. `line`: as it was read. */
  note<F extends Fields>(type: RecordType<F>, line: LineShape, correction: Omit<Correction<F>, 'id' | 'version'>): Promise<ChangeAnswer>
}

export function linesOf(deps: GateDeps, access: AccessContext): Lines {
  const { activity } = access.asked
  const role = roleName(deps.database.schema, 'activity', activity)

  /** Whether the lines may be seen at all; a refusal is recorded. */
  async function allowed({ type, category }: RecordPart): Promise<Answer<ReturnType<typeof entryFor>>> {
    needLedger(type)
    const { entry, decision } = entryFor(type, category)
    const refusal = usableIn(access) === null ? decision : otherPurpose
    if (refusal.outcome === 'permitted') return { ok: true, entry, decision }
    await deps.record([
      refusal === decision ? entry : { ...entry, kind: 'refusal', outcome: 'refused', reasons: ['collected-for-another-activity'] },
    ])
    return refusedBy(refusal)
  }

  function entryFor(type: RecordType, category: Category) {
    const judgement = judgeFor(access, 'view', type, category)
    return {
      entry: { ...entryOf(access, 'read', 'view', judgement, type.name, [category]), subject: null },
      decision: judgement.decision,
    }
  }

  async function rowsOf<Shape>(
    part: RecordPart<Category, Shape>,
    statement: Statement,
    values: readonly unknown[],
  ): Promise<readonly Shape[]> {
    const rows = await deps.database.once<Row>(role, statement, values)
    return (await readOf(deps, part, rows, null)).items.map(({ row }) => row)
  }

  return {
    async list(part, asked) {
      if (part.plain !== true) throw new Fault('lines-unsealed', 'many lines are listed by their unsealed fields alone')
      const may = await allowed(part)
      if (!may.ok) return may
      const rows = await rowsOf(part, listing(part, asked), [
        asked.from.toString(),
        asked.until.toString(),
        ...Object.values(asked.matching),
      ])
      const subjects = [...new Set(rows.flatMap((row) => (isShown(part.type, row) && row.personId !== null ? [row.personId] : [])))]
      const detail = { ...may.entry.detail, items: rows.length, digest: digestOf(rows.map(({ id }) => id)), ...asked.noted }
      await deps.record([{ ...may.entry, detail, subjects }])
      return { ok: true, rows }
    },
    async one(part, id) {
      const may = await allowed(part)
      if (!may.ok) return may
      const text = `select ${columnsRead(part)} from ${tableOf(part.type)} t where t.id = $1`
      const [item] = isUuid(id) ? await rowsOf(part, { name: `line-${part.type.name}-${part.category}`, text }, [id]) : []
      await deps.record([{ ...may.entry, ...about(part.type, item, { ...may.entry.detail, item: isUuid(id) ? id : 'none' }) }])
      return item === undefined ? gone : { ok: true, item }
    },
    async note(type, line, correction) {
      const may = await allowed({ type, category: type.category, fields: [], isRow: isAny })
      if (!may.ok) return may
      const { personId, id, version } = line
      if (personId === null) return { ok: false, why: 'stale' }
      const becomes = { ...line, ...correction.values }
      const entry = { ...may.entry, kind: 'change', act: 'collect', ...about(type, becomes, { ...may.entry.detail, item: id }) } as const
      const theirs = { ...access, asked: { ...access.asked, person: personId } }
      return correctAs(deps, theirs, type, { ...correction, id, version }, entry)
    },
  }
}

function isAny(row: Row): row is Row {
  return isRecord(row)
}

function isShown(type: RecordType, row: unknown): boolean {
  return isRecord(row) && isTold(type, row)
}

/** Whom evidence names: the person, where they are told of the line. */
function about(
  type: RecordType,
  row: unknown,
  detail: EvidenceDetail,
): { readonly subject: string | null; readonly detail: EvidenceDetail } {
  const person = isRecord(row) && isTold(type, row) ? row.personId : null
  return { subject: typeof person === 'string' ? person : null, detail }
}

/** The frame's column that lines can be looked for by, beside their own unsealed fields. */
const frame: ReadonlySet<string> = new Set(['activity'])

function listing(part: RecordPart, { datedBy, matching, limit }: LinesAsked): Statement {
  const { type } = part
  const names = Object.keys(matching)
  const unknown = [datedBy, ...names].find((name) => !frame.has(name) && type.fields[name]?.sealed !== false)
  if (unknown !== undefined) throw new Fault('field-not-declared', `lines are not looked for by \`${unknown}\``)
  const moment = `coalesce(t.${columnOf(datedBy)}, t.collected_at)`
  const day = `(${moment} at time zone '${zone}')::date`
  const asked = names.map((name, index) => ` and t.${columnOf(name)}::text = $${index + 3}`).join('')
  const most = Math.max(1, Math.trunc(limit))
  return {
    name: `lines-${type.name}-${part.category}-${datedBy}-${names.join('-')}-${most}`,
    text: `select ${columnsRead(part)} from ${tableOf(type)} t where ${day} between $1::date and $2::date${asked} order by ${moment} desc, t.id limit ${most}`,
  }
}
