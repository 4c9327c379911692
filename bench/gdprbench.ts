import { randomUUID } from 'node:crypto'
import { openingsOf } from '#evidence/read.ts'
import { knownIds } from '#gate/known-ids.ts'
import { readStatement } from '#gate/statements.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import type { Server } from '#store/server.ts'
import type { BenchResult } from './decisions.ts'
import { type Ground, ground } from './ground.ts'
import { fill, inventContact, officer } from './invented.ts'
import { atMost, concurrently, type Draw, dice, elapsed, interleaved, type Rounds, uniform, zipfian } from './rounds.ts'

const clients = 16
const visits = `with rows as (select * from evidence where subject = $1 and at >= $2)
  select opening, min(at) as at, (array_agg(actor order by seq))[1] as actor, (array_agg(rows.role order by seq))[1] as role,
    (array_agg(activity order by seq))[1] as activity, array_agg(distinct kind) as kinds,
    coalesce(array_agg(distinct category) filter (where category is not null and outcome in ('permitted', 'done')), '{}') as seen,
    coalesce(array_agg(distinct category) filter (where category is not null and outcome in ('refused', 'needs-consent')), '{}') as refused
  from rows left join lateral unnest(categories) as category on true
  group by opening, case when opening is null then seq end order by min(at) desc, min(seq) desc limit 500`
const since = '2020-01-01T00:00:00Z'
const insert = `insert into contact_log (id, activity, source, collected_at, edition, clock_from, person_id, happened_at, channel, direction,
  topic, taken_by, sealed_contact_log) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
/** As long as what the gate seals: the same bytes are stored on both sides. */
const words = Buffer.alloc(256, 'w')

type Operation = (client: number, index: number) => Promise<unknown>
type Workload = { readonly name: string; readonly ran: string; readonly ours: Operation; readonly bare: Operation }

/**
 * GDPRbench's four workloads over the gate, as far as the gate has their operations, beside the same statements bare. An operation is
 * whole: the gate's opens the record (facts, decision), acts, and answers when its evidence is on disk.
 */
export async function benchGdpr(server: Server, folder: string, quick: boolean): Promise<readonly BenchResult[]> {
  const small = await ground(server, folder, 'gdpr_small', clients)
  const people = await fill(small.parts, quick ? 1_000 : 10_000, quick ? 20 : 10)
  await small.copyToBare()
  const volume = `${people.length * (quick ? 20 : 10)} records of ${people.length} people, ${clients} clients`
  const count = quick ? 600 : 2_000
  const results: BenchResult[] = []
  for (const { name, ran, ours, bare } of workloads(small, people)) {
    const rounds = await compared(quick ? 7 : 15, count, ours, bare)
    const each = `per operation ${perOperation(rounds.ours, count)} over the gate, ${perOperation(rounds.other, count)} bare`
    results.push(atMost(`gdprbench-${name}`, rounds.ratio, 2, `${ran}; ${each}; ${volume}`))
  }
  if (!quick) results.push(...(await growth(server, folder, small, people, count)))
  await small.close()
  return results
}

function compared(rounds: number, count: number, ours: Operation, bare: Operation): Promise<Rounds> {
  return interleaved(
    rounds,
    () => elapsed(() => concurrently(clients, count, ours)),
    () => elapsed(() => concurrently(clients, count, bare)),
  )
}

/** The gate at a million records beside the gate at a hundred thousand: two databases on one server, by turns. */
async function growth(
  server: Server,
  folder: string,
  small: Ground,
  fewer: readonly string[],
  count: number,
): Promise<readonly BenchResult[]> {
  const large = await ground(server, folder, 'gdpr_large', clients)
  const people = await fill(large.parts, 100_000, 10)
  await large.admin.query('vacuum analyze')
  const few = workloads(small, fewer)
  const results: BenchResult[] = []
  for (const { name, ours } of workloads(large, people)) {
    const before = few.find((each) => each.name === name)
    if (before === undefined) continue
    const { ratio } = await compared(9, count, ours, before.ours)
    results.push(
      atMost(`gdprbench-${name}-growth`, ratio, 1.2, 'time per operation at 1,000,000 records by that at 100,000, over the gate'),
    )
  }
  await large.close()
  return results
}

function workloads(on: Ground, people: readonly string[]): readonly Workload[] {
  const read = readStatement(contacts)
  const bareRead = { ...read, name: 'bare-read' }
  const reading = (draw: Draw): Pick<Workload, 'ours' | 'bare'> => ({
    ours: () => readContacts(on, draw(), 'tenancy-management'),
    bare: (client) => session(on, client).query(bareRead, [draw()]),
  })
  const each = uniform(people, dice(1))
  const known = uniform(people, dice(2))
  const regulator: readonly { readonly ours: Operation; readonly bare: Operation }[] = [
    {
      ours: () => readContacts(on, each(), 'rights-requests'),
      bare: (client) => session(on, client).query(bareRead, [each()]),
    },
    {
      ours: () => openingsOf(on.parts.database, each(), Temporal.Instant.from(since)),
      bare: (client) => session(on, client).query({ name: 'bare-visits', text: visits }, [each(), since]),
    },
    {
      ours: () => knownIds(on.parts, contactLog, [randomUUID()]),
      bare: (client) => session(on, client).query('select id from contact_log where id = any($1)', [[randomUUID()]]),
    },
  ]
  return [
    {
      name: 'controller',
      ran: 'create record 100 % (delete record, update metadata by purpose and by user are not at the gate yet: left out of both)',
      ours: () => create(on, known()),
      bare: (client) => createBare(on, client, known()),
    },
    {
      name: 'customer',
      ran: 'read by user 100 %, Zipfian (update, delete, read by key and by purpose, update metadata are not at the gate yet: left out of both)',
      ...reading(zipfian(people, dice(3))),
    },
    {
      name: 'processor',
      ran: 'read by user 100 %, uniform (read by key and by purpose are not at the gate yet: left out of both)',
      ...reading(uniform(people, dice(4))),
    },
    {
      name: 'regulator',
      ran: 'read metadata by user, read the evidence of a user, verify a deletion, a third each',
      ours: (client, index) => regulator[index % 3]?.ours(client, index) ?? Promise.resolve(),
      bare: (client, index) => regulator[index % 3]?.bare(client, index) ?? Promise.resolve(),
    },
  ]
}

const protection = { id: 'bench', name: 'Bench', team: 'Bench', roles: ['data-protection-officer'] } as const

async function readContacts(on: Ground, person: string, activity: 'tenancy-management' | 'rights-requests'): Promise<void> {
  const who = activity === 'rights-requests' ? protection : officer
  const opened = await on.gate.open(who, { activity, person, because: 'case', vouched: ['identity-verified'] })
  if (!opened.permitted) throw new Error('the gate refused a benchmark’s opening')
  const answer = await opened.read(contacts)
  if (!answer.read || answer.rows.length === 0) throw new Error('the gate withheld what a benchmark reads')
}

async function create(on: Ground, person: string): Promise<void> {
  const opened = await on.gate.open(officer, { activity: 'tenancy-management', person, because: 'case' })
  if (!opened.permitted) throw new Error('the gate refused a benchmark’s opening')
  const { person: _, ...item } = inventContact(person)
  const answer = await opened.collect(contactLog, { ...item, source: 'the-person', values: contactValues })
  if (!answer.stored) throw new Error('the gate refused a benchmark’s item')
}

const contactValues = {
  happenedAt: '2026-06-01T09:00:00Z',
  channel: 'telephone',
  direction: 'in',
  topic: 'repairs',
  summary: 'w'.repeat(214),
  takenBy: 'Dee Marsh',
}

function createBare(on: Ground, client: number, person: string): Promise<unknown> {
  const { happenedAt, channel, direction, topic, takenBy } = contactValues
  const edition = on.parts.inForce().released.hash
  const came = ['tenancy-management', 'the-person', '2026-06-01T09:00:00Z', edition, '2026-06-01', person]
  const values = [randomUUID(), ...came, happenedAt, channel, direction, topic, takenBy, words]
  return session(on, client).query({ name: 'bare-create', text: insert }, values)
}

function session(on: Ground, client: number): Ground['admin'] {
  return on.bare[client] ?? on.admin
}

function perOperation(block: number, count: number): string {
  return `${((block / count) * 1000).toFixed(0)} µs`
}
