import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { isUuid } from '#shared/uuid.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf } from '../judge.ts'
import { usableIn } from '../purpose.ts'
import type { RecordPart } from '../record-part.ts'
import { isTold } from '../record-type.ts'
import { asOneAct, judgeBoth, type OnHold, type TwoJudgements } from './read-part.ts'
import { type Item, readOf, readRowsTogether } from './read-rows.ts'
import { readStatement } from './statements.ts'

/** How reading one part ended. */
export type PagesAnswer = Answer<{ readonly onHold: OnHold | null }>

/** What to do with a page of one part's rows before the next page is fetched. */
export type TakePage = (part: RecordPart, rows: readonly unknown[]) => Promise<void>

type Judged = { readonly part: RecordPart; readonly both: TwoJudgements }

/** Rows on a page: few enough to keep memory small, and enough that the round trips cost little. */
const pageOf = 250

/**
 * Reads several parts of one person's record, in their order and of any size, each as it was at one moment. Short parts come with one
 * statement, longer ones page by page. The read is recorded durably before the first page. A page leaves memory once `take` has finished
 * with it. The answers are in the order asked.
 */
export async function readPages(
  deps: GateDeps,
  access: AccessContext,
  wanted: readonly RecordPart[],
  take: TakePage,
): Promise<readonly PagesAnswer[]> {
  // Nothing here tells what is left out for its purpose (P2), so whoever reads pages may use everything.
  if (usableIn(access) !== null)
    throw new Fault('pages-of-one-purpose', 'pages of a record are read only where every purpose is compatible')
  const judged = wanted.map((part) => ({ part, both: judgeBoth(access, 'view', part) }))
  const entries = judged.map(({ part, both }) => entryOf(access, 'read', 'view', both.either, part.type.name, [part.category]))
  const permitted = judged.filter(({ both }) => both.either.decision.outcome === 'permitted')
  const asked = permitted.map(({ part, both }) => ({ part, alsoHeld: both.differ }))
  const { activity, person } = access.asked
  const [begun] = await Promise.all([
    readRowsTogether(deps, activity, asked, { person, usable: null, most: pageOf + 1 }),
    deps.record(asOneAct(entries)),
  ])
  const answers: PagesAnswer[] = []
  const behind: EvidenceEntry[] = []
  for (const each of judged) {
    const { decision } = each.both.either
    if (decision.outcome !== 'permitted') {
      answers.push(refusedBy(decision))
      continue
    }
    const first = begun[permitted.indexOf(each)]?.items ?? []
    const closed = first.length > pageOf ? await turnPages(deps, access, each, take) : await takeOpen(each, first, take)
    const onHold = closedBehind(each, closed)
    if (onHold !== null) behind.push(entryBehind(access, each, onHold))
    answers.push({ ok: true, onHold: onHold })
  }
  if (behind.length > 0) await deps.record(behind)
  return answers
}

/** All pages of one part, through the cursor of one statement. Answers how many rows stay closed. */
async function turnPages(deps: GateDeps, access: AccessContext, judged: Judged, take: TakePage): Promise<number> {
  const { activity, person } = access.asked
  // The statement of a cursor takes no parameters, so the id is written into it. Nothing but an id may be.
  if (!isUuid(person)) throw new Fault('no-id', 'pages of a record are asked for by something that is no id')
  const { text } = readStatement(judged.part, { scope: 'person', alsoHeld: judged.both.differ })
  return deps.database.transaction(roleName(deps.database.schema, 'activity', activity), async (session) => {
    await session.query(`declare pages no scroll cursor for ${text.replaceAll('$1', `'${person}'::uuid`)}`)
    let closed = 0
    for (;;) {
      const rows = await session.query<Row>(`fetch ${pageOf} from pages`)
      closed += await takeOpen(judged, (await readOf(deps, judged.part, rows, null)).items, take)
      if (rows.length < pageOf) return closed
    }
  })
}

/** Answers how many stay closed. What the person is not told of is neither handed on nor counted. */
async function takeOpen({ part, both }: Judged, all: readonly Item<unknown>[], take: TakePage): Promise<number> {
  const items = all.filter(({ row }) => isRecord(row) && isTold(part.type, row))
  const permitted = items.filter(({ held }) => !both.differ || (held ? both.held : both.free).decision.outcome === 'permitted')
  const rows = permitted.map(({ row }) => row)
  if (rows.length > 0) await take(part, rows)
  return items.length - permitted.length
}

function closedBehind({ both: { free, held } }: Judged, items: number): OnHold | null {
  const { decision } = free.decision.outcome === 'permitted' ? held : free
  return items === 0 || decision.outcome === 'permitted' ? null : { items, refusal: decision }
}

function entryBehind(access: AccessContext, { part, both: { free, held } }: Judged, { items }: OnHold): EvidenceEntry {
  const closed = free.decision.outcome === 'permitted' ? held : free
  const entry = entryOf(access, 'read', 'view', closed, part.type.name, [part.category])
  return { ...entry, detail: { ...entry.detail, items } }
}
