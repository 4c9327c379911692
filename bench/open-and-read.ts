import { randomUUID } from 'node:crypto'
import { readStatement } from '#gate/read/statements.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { personalDetails } from '#records/person/person.ts'
import { tenures } from '#records/tenure/tenure.ts'
import type { BenchResult } from './decisions.ts'
import type { Ground } from './ground.ts'
import { officer } from './invented.ts'
import { atMost, elapsed, interleaved } from './rounds.ts'

/** What must be known about a person before anything is shown, as somebody would write it by hand. */
const facts = {
  name: 'hand-facts',
  text: `select exists (select from person where id = $1) as known,
    (select date_of_birth > ($4::date - interval '18 years') from person where id = $1) as under_18,
    (select answer from consent where person_id = $1 and for_activity = $2 and ended_on is null order by answered_at desc limit 1) as consent,
    exists (select from hold where person_id = $1 and lifted_on is null) as on_hold,
    exists (select from identity_check where person_id = $1 and colleague = $3 and passed
      and checked_at > $5::timestamptz - interval '30 minutes' and checked_at <= $5::timestamptz) as identity_verified,
    coalesce((select jsonb_agg(distinct jsonb_build_object('type', t.tenure_type, 'responsible', m.is_responsible,
        'current', t.ended_on is null or t.ended_on >= $4::date))
      from household_member m join tenure t on t.id = m.tenure_id where m.person_id = $1), '[]') as tenure_types`,
}
const audit = { name: 'hand-audit', text: 'insert into audit (id, person_id, colleague, words) values ($1, $2, $3, $4)' }
const parts = [personalDetails, contactDetails, tenures] as const

/** One colleague, one person after another: open, read three record types, evidence durable. By hand: the same with one audit insert. */
export async function benchOpenAndRead(on: Ground, people: readonly string[], quick: boolean): Promise<BenchResult> {
  const [hand] = on.bare
  if (hand === undefined) throw new Error('there is no bare connection')
  await hand.query(
    'create table if not exists audit (id uuid primary key, person_id uuid not null, colleague text, words text, at timestamptz default now())',
  )
  await hand.query('create index if not exists audit_person on audit (person_id, at)')
  const some = people.slice(0, 250)
  const now = on.parts.clock().toString()
  const reads = parts.map((part) => {
    const { text } = readStatement(part)
    return { text, name: `hand-${part.type.name}` }
  })
  const byHand = async (person: string): Promise<void> => {
    await hand.query(facts, [person, 'tenancy-management', 'bench', '2026-11-23', now])
    for (const read of reads) await hand.query(read, [person])
    await hand.query(audit, [randomUUID(), person, 'bench', 'opened: personal details, contact details, tenures'])
  }
  const ours = async (person: string): Promise<void> => {
    const opened = await on.gate.open(officer, { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.ok) throw new Error('the gate refused a benchmark’s opening')
    const answers = await Promise.all([opened.read(personalDetails), opened.read(contactDetails), opened.read(tenures)])
    if (!answers.every((answer) => answer.ok)) throw new Error('the gate withheld what a benchmark reads')
  }
  const block = (each: (person: string) => Promise<void>) => () =>
    elapsed(async () => {
      for (const person of some) await each(person)
    })
  const rounds = await interleaved(quick ? 9 : 25, block(ours), block(byHand))
  const each = (time: number): string => `${(time / some.length).toFixed(2)} ms`
  const detail = `one client; ${each(rounds.ours)} over the gate, ${each(rounds.other)} by hand (five statements one after another on one connection)`
  return atMost('open-and-read', rounds.ratio, 1.3, detail)
}
