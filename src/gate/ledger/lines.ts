import { createHash } from 'node:crypto'
import { type Answer, gone, refusedBy } from '#decisions/done-or-refused.ts'
import { digestOf } from '#evidence/digest.ts'
import type { EvidenceDetail, EvidenceEntry, Recorded } from '#evidence/entry.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { zone } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { isUuid } from '#shared/uuid.ts'
import type { Row, Statement } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { lineSql, tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf, type Judgement, judgeFor } from '../judge.ts'
import { otherPurpose, usableIn } from '../purpose.ts'
import { readOf } from '../read/read-rows.ts'
import { columnsRead } from '../read/statements.ts'
import type { Provenance, RecordPart } from '../record-part.ts'
import { isTold, type RecordType } from '../record-type.ts'
import { type ChangeAnswer, type Correction, correctAs } from '../write/change.ts'
import { needLine } from './ledger.ts'
import { headsSql, isLineHead, isSoughtBy, type LineHead } from './ledger-line.ts'

/** Which lines are looked for: those dated on these days. `matching`: what their heads say, or the activity. */
export type LinesSought = {
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly matching: Readonly<Record<string, string>>
}
/** The line after which a page begins. */
export type LineKey = Pick<LineHead, 'at' | 'id'>
/** `after`: null for the newest. `noted`: what evidence says of the look besides. */
export type LinesPage = { readonly after: LineKey | null; readonly limit: number; readonly noted?: EvidenceDetail }

/** `more`: older ones follow. `closed`: types whose lines the notice does not open to the colleague. */
export type LinesListed = { readonly rows: readonly LineHead[]; readonly more: boolean; readonly closed: readonly RecordType[] }
export type LinesCounted = { readonly lines: number; readonly hidden: number }

/** A line of any type, as the whole of it is read. */
export type AnyLine = Provenance & Row
type Part<Shape> = RecordPart<Ceiling<'rights-requests'>, Shape>

/**
 * Lines of the ledger of all activities, for the work on people's rights. The look is on record about each person who is told of their line. Of a line that
 * stays hidden it is on record about nobody, with a digest of the ids: what is about them can be in what they ask for.
 */
export type Lines = {
  /** The newest first, by their heads: nothing is unsealed to look through many lines. */
  list(types: readonly RecordType[], sought: LinesSought, page: LinesPage): Promise<Answer<LinesListed>>
  /** How many there are, of the types that are open to the colleague, and how many of them stay hidden. Nothing of any is told. */
  count(types: readonly RecordType[], sought: LinesSought): Promise<LinesCounted>
  /** One line, of whichever type it is. */
  one<Shape>(parts: readonly Part<Shape>[], id: string): Promise<Answer<{ readonly item: Shape; readonly type: RecordType }, 'gone'>>
  /** Notes something of a line by which nothing leaves. `line`: as it was read. */
  note(type: RecordType, line: AnyLine, correction: Omit<Correction, 'id' | 'version'>): Promise<ChangeAnswer>
}

type Allowed = { readonly type: RecordType; readonly entry: EvidenceEntry }

export function linesOf(deps: GateDeps, access: AccessContext): Lines {
  const { activity } = access.asked
  const role = roleName(deps.database.schema, 'activity', activity)

  function judged(type: RecordType, doing: 'view' | 'change'): Judgement {
    needLine(type)
    if (usableIn(access) !== null) return { decision: otherPurpose, role: null }
    return judgeFor(access, doing, type, type.category)
  }

  const entryFor = (type: RecordType, judgement: Judgement): EvidenceEntry => ({
    ...entryOf(access, 'read', 'view', judgement, type.name, [type.category]),
    subject: null,
  })

  /** Whether lines of the type may be seen at all; a refusal is recorded. */
  async function allowed(type: RecordType, doing: 'view' | 'change' = 'view'): Promise<Answer<Allowed>> {
    const judgement = judged(type, doing)
    const entry = entryFor(type, judgement)
    if (judgement.decision.outcome === 'permitted') return { ok: true, type, entry }
    await deps.record([entry])
    return refusedBy(judgement.decision)
  }

  return {
    async list(types, sought, { after, limit, noted }) {
      const asked = await Promise.all(types.map((type) => allowed(type)))
      const open = asked.filter((each) => each.ok)
      const refused = asked.find((each) => !each.ok)
      if (open.length === 0 && refused !== undefined) return refused
      const most = Math.max(1, Math.trunc(limit))
      const heads = await deps.database.once<Row>(role, listing(open, sought, after, most), valuesOf(sought, after))
      if (!heads.every(isLineHead)) throw new Fault('row-not-of-part', 'the head of a line is not what lines declare')
      const rows = heads.slice(0, most)
      await deps.record(open.map((each) => looked(each, rows, noted)))
      const closed = types.filter((type) => !open.some((each) => each.type === type))
      return { ok: true, rows, more: heads.length > most, closed }
    },
    async count(types, sought) {
      const open = types.filter((type) => judged(type, 'view').decision.outcome === 'permitted').map((type) => ({ type }))
      if (open.length === 0) return { lines: 0, hidden: 0 }
      const text = `select count(*)::int as lines, (count(*) filter (where shown is distinct from 'yes'))::int as hidden from ${soughtSql(open, sought)} l`
      const [row] = await deps.database.once<LinesCounted>(role, named(text), valuesOf(sought, null))
      return row ?? { lines: 0, hidden: 0 }
    },
    async one(parts, id) {
      const asked = await Promise.all(parts.map(async (part) => ({ part, may: await allowed(part.type) })))
      const open = asked.flatMap(({ part, may }) => (may.ok ? [{ part, entry: may.entry }] : []))
      const [first] = asked
      if (open.length === 0 && first?.may.ok === false) return first.may
      for (const { part, entry } of open) {
        const [item] = isUuid(id) ? await rowsOf(part, id) : []
        if (item === undefined) continue
        await deps.record([{ ...entry, ...about(part.type, item, { ...entry.detail, item: id }) }])
        return { ok: true, item, type: part.type }
      }
      await deps.record(open.map(({ entry }) => ({ ...entry, detail: { ...entry.detail, item: isUuid(id) ? id : 'none' } })))
      return gone
    },
    async note(type, line, correction) {
      const may = await allowed(type, type.writtenOnSharing === true ? 'view' : 'change')
      if (!may.ok) return may
      const opened = line[type.tie.key]
      if (typeof opened !== 'string') return { ok: false, why: 'stale' }
      const { id, version } = line
      const becomes = { ...line, ...correction.values }
      const entry = { ...may.entry, kind: 'change', act: 'collect', ...about(type, becomes, { ...may.entry.detail, item: id }) } as const
      const theirs = { ...access, asked: { ...access.asked, person: opened } }
      return correctAs(deps, theirs, type, { ...correction, id, version }, entry)
    },
  }

  async function rowsOf<Shape>(part: Part<Shape>, id: string): Promise<readonly Shape[]> {
    const text = `select ${columnsRead(part)} from ${tableOf(part.type)} t where t.id = $1${lineSql(part.type)}`
    const rows = await deps.database.once<Row>(role, named(text), [id])
    return (await readOf(deps, part, rows, null)).items.map(({ row }) => row)
  }
}

/** The evidence that lines of a type were looked through: about those who are told of theirs. */
function looked({ type, entry }: Allowed, rows: readonly LineHead[], noted: EvidenceDetail | undefined): Recorded {
  const own = rows.filter((row) => row.type === type.name)
  const subjects = [...new Set(own.flatMap((row) => (isTold(type, row) && row.person !== null ? [row.person] : [])))]
  return { ...entry, subjects, detail: { ...entry.detail, items: own.length, digest: digestOf(own.map(({ id }) => id)), ...noted } }
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

type Open = Pick<Allowed, 'type'>

/** The lines that are sought, of all types together; $1 and $2 are the days, and what they match follows. */
function soughtSql(open: readonly Open[], { matching }: LinesSought): string {
  const names = Object.keys(matching)
  const unknown = names.find((name) => !isSoughtBy(name))
  if (unknown !== undefined) throw new Fault('field-not-declared', `lines are not looked for by \`${unknown}\``)
  const asked = names.map((name, index) => ` and l."${name}"::text = $${index + 3}`).join('')
  const every = open.map(({ type }) => headsSql(type)).join(' union all ')
  return `(select l.* from (${every}) l where (l.at at time zone '${zone}')::date between $1::date and $2::date${asked})`
}

function listing(open: readonly Open[], sought: LinesSought, after: LineKey | null, most: number): Statement {
  const first = Object.keys(sought.matching).length + 3
  const older = after === null ? '' : ` where (l.at, l.id) < ($${first}::timestamptz, $${first + 1}::uuid)`
  return named(`select l.* from ${soughtSql(open, sought)} l${older} order by l.at desc, l.id desc limit ${most + 1}`)
}

function valuesOf({ from, until, matching }: LinesSought, after: LineKey | null): readonly string[] {
  return [from.toString(), until.toString(), ...Object.values(matching), ...(after === null ? [] : [after.at, after.id])]
}

/** PostgreSQL prepares statements by name. */
function named(text: string): Statement {
  return { name: `lines-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`, text }
}
