import { sweep } from '#duties/retention/sweep.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { Server } from '#store/server.ts'
import { letGo } from '../tests/support/pack.ts'
import type { BenchResult } from './decisions.ts'
import { type Ground, ground } from './ground.ts'
import { atMost, elapsed, interleaved } from './rounds.ts'

const contactsEach = 40
/** Rows that fall due in each block of a sweep, whatever else the table has. */
const due = 100_000
const protection = { id: 'bench', name: 'Bench', team: 'Bench', roles: ['data-protection-officer'] } as const

/** A search and a sweep at five million rows compared with one million: two databases on one server, by turns. */
export async function benchGrowth(server: Server, folder: string): Promise<readonly BenchResult[]> {
  const [small, large] = [await filled(server, folder, 'one_million', 1_000_000), await filled(server, folder, 'five_million', 5_000_000)]
  const gathered = await interleaved(11, gathering(large), gathering(small))
  const swept = await interleaved(11, sweeping(large), sweeping(small))
  for (const { on } of [small, large]) await on.close()
  const each = (time: number): string => `${(time / people).toFixed(2)} ms`
  return [
    atMost(
      'subject-access-growth',
      gathered.ratio,
      1.15,
      `gather at 5,000,000 contacts by that at 1,000,000; ${each(gathered.ours)} and ${each(gathered.other)} for a person with ${contactsEach}`,
    ),
    atMost('sweep-growth', swept.ratio, 1.2, `time per deleted row at 5,000,000 recordings by that at 1,000,000, ${due} due in each`),
  ]
}

type Filled = { readonly on: Ground; readonly people: readonly string[] }
/** People for whom a pack is gathered in one block. */
const people = 100

/** Rows inserted by the superuser: the lookups grow with their number, and not with their contents. */
async function filled(server: Server, folder: string, name: string, rows: number): Promise<Filled> {
  const on = await ground(server, folder, name)
  const came = `'tenancy-management', 'own-systems', now(), 'bench'`
  const item = 'id, activity, source, collected_at, edition'
  const tenants = rows / contactsEach
  await on.admin.query(`insert into person (${item}, first_name, last_name, date_of_birth)
    select gen_random_uuid(), ${came}, 'Amina', 'Test' || n, '1981-03-04' from generate_series(1, ${tenants}) n`)
  await on.admin.query(`insert into asset (${item}, asset_type, address) select id, ${came}, 'Dwelling', '6 Alder Court' from person`)
  await on.admin.query(
    `insert into tenure (${item}, asset_id, tenure_type, started_on) select id, ${came}, id, 'Secure', '2010-04-01' from person`,
  )
  await on.admin.query(`insert into household_member (${item}, person_id, tenure_id, full_name, is_responsible)
    select gen_random_uuid(), ${came}, id, id, 'Amina Test', true from person`)
  await on.admin.query(`insert into contact_log (${item}, clock_from, person_id, happened_at, channel, direction)
    select gen_random_uuid(), ${came}, current_date, p.id, now(), 'telephone', 'in' from generate_series(1, ${contactsEach}) n, person p`)
  await on.admin.query(`insert into call_recording (${item}, clock_from, person_id, started_at, seconds, direction)
    select gen_random_uuid(), 'call-recording', 'telephone-system', now(), 'bench', date '2026-11-20', p.id, now(), 60, 'in'
    from generate_series(1, ${contactsEach}) n, person p`)
  await on.admin.query('vacuum analyze')
  const ids = await on.admin.query<{ id: string }>(`select id from person order by id limit ${people * 20}`)
  return { on, people: ids.map(({ id }) => id) }
}

function gathering({ on, people: all }: Filled): () => Promise<number> {
  const asked = { now: on.parts.clock(), edition: on.parts.inForce().released.hash }
  let next = 0
  return () =>
    elapsed(async () => {
      for (let count = 0; count < people; count += 1) {
        next += 7
        const person = all[next % all.length] ?? ''
        const pack = await gatherPack(on.gate, protection, everyPart, { person, ...asked }, letGo)
        if (!pack.ok || Object.keys(pack.items).length < 4) throw new Error('the gate withheld what a benchmark gathers')
      }
    })
}

function sweeping({ on }: Filled): () => Promise<number> {
  return async () => {
    await on.admin.query(`insert into call_recording (id, activity, source, collected_at, edition, clock_from, person_id, started_at, seconds, direction)
      select gen_random_uuid(), 'call-recording', 'telephone-system', now(), 'bench', date '2020-01-01' + (n % 365)::int, p.id, now(), 60, 'in'
      from (select id, row_number() over () as n from person limit ${due / 4}) p, generate_series(1, 4) k`)
    await on.admin.query('vacuum analyze call_recording')
    return elapsed(async () => {
      const { deleted } = await sweep({ ...on.parts, types: everyRecordType }, { dryRun: false })
      if (deleted['call-recording'] !== due) throw new Error('the sweep left a benchmark’s due rows')
    })
  }
}
