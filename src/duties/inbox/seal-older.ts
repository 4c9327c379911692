import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { tableOf } from '#gate/columns.ts'
import type { GateParts } from '#gate/parts.ts'
import { rowOf } from '#gate/store-row.ts'
import { message } from '#records/message/message.ts'
import { dateIn } from '#shared/clock.ts'
import type { Row, Session } from '#store/database.ts'

type Older = { readonly id: string; readonly at: string; readonly closed: string | null; readonly values: Readonly<Record<string, string>> }

/**
 * What was sent in before messages were sealed stands in two tables in plain, where there was any: it becomes messages, and the tables
 * go, with the evidence of it. As the schema's owner, in the caller's transaction, at the first start after the migration. Answers how many.
 */
export async function sealOlderMessages(owner: Session, parts: Pick<GateParts, 'database' | 'keys' | 'inForce'>): Promise<number> {
  // Another process may be starting too.
  await owner.query(`select pg_advisory_xact_lock(hashtext('older messages'))`)
  const [there] = await owner.query(`select where to_regclass('feedback') is not null`)
  if (there === undefined) return 0
  await owner.query('lock table feedback, concern in access exclusive mode')
  const { hash: edition } = parts.inForce().released
  const older = [...(await owner.query(feedbackSql)).map(feedbackOf), ...(await owner.query(concernSql)).map(concernOf)]
  for (const { id, at, closed, values } of older) {
    const clockFrom = closed === null ? null : dateIn(Temporal.Instant.from(closed))
    const item = { id, values, source: 'website', collectedAt: Temporal.Instant.from(at), clockFrom } as const
    const row = await rowOf(parts, { activity: 'rights-requests', edition: values.noticeEdition ?? edition, person: null }, message, item)
    const columns = Object.entries(row).filter(([name, value]) => value !== null && !links.has(name))
    const places = columns.map((_, index) => `$${index + 1}`)
    const text = `insert into ${tableOf(message)} (${columns.map(([name]) => name).join(', ')}) values (${places.join(', ')})`
    await owner.query(
      text,
      columns.map(([, value]) => value),
    )
  }
  await owner.query('drop table feedback, concern')
  await insertEvidence(owner, [evidenceOf(older.length, edition)])
  return older.length
}

/** What a row of another type would be tied by; a message has none of them. */
const links: ReadonlySet<string> = new Set(['person_id', 'tenure_id'])

const feedbackSql = 'select id, reference, about, words, edition, sent_at as at, answered_at as closed from feedback'
const concernSql = 'select id, reference, words, name, contact, acknowledge_by as by, sent_at as at, null as closed from concern'

function feedbackOf(row: Row): Older {
  const values = { about: String(row.about), noticeEdition: String(row.edition) }
  return olderOf(row, { ...headOf(row, 'feedback'), ...values })
}

function concernOf(row: Row): Older {
  const values = { answerBy: String(row.by), name: String(row.name), contact: String(row.contact) }
  return olderOf(row, { ...headOf(row, 'concern'), ...values })
}

function headOf(row: Row, kind: 'concern' | 'feedback') {
  return { kind, reference: String(row.reference), sentAt: String(row.at), words: String(row.words) }
}

function olderOf(row: Row, values: Older['values']): Older {
  const closed = typeof row.closed === 'string' ? row.closed : null
  const closedOn = closed === null ? {} : { closedOn: dateIn(Temporal.Instant.from(closed)).toString() }
  return { id: String(row.id), at: String(row.at), closed, values: { ...values, ...closedOn } }
}

function evidenceOf(items: number, edition: string): EvidenceEntry {
  const what = { activity: 'rights-requests', recordType: message.name, clauses: ['N5', 'N6'] } as const
  return systemEntry({ kind: 'system', actor: 'system:upgrade', act: 'collect', edition, detail: { items }, ...what })
}
