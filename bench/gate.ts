import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeEngine } from '#decisions/engine.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import { makeExample } from '#exchange/example/make-example.ts'
import { makeGate } from '#gate/gate.ts'
import type { GateParts } from '#gate/parts.ts'
import { publish } from '#gate/publish.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { personalDetails } from '#records/person/person.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { newClient } from '#store/client.ts'
import { openDatabase, sessionOn } from '#store/database.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { personKeys } from '#store/keys.ts'
import { migrate } from '#store/migrate.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { liveWest } from '../tests/decisions/editions.ts'
import type { BenchResult } from './decisions.ts'

const home = join(import.meta.dirname, '..')
const today = Temporal.PlainDate.from('2026-11-23')

/** The gate and the sweep beside the same statements by hand, on one embedded server with fsync on, blocks of both by turns. */
export async function benchGate(quick: boolean): Promise<readonly BenchResult[]> {
  const data = await mkdtemp(join(tmpdir(), 'assured-bench-'))
  await chmod(data, 0o755)
  const server = await startServer(data)
  const released = await liveWest()
  const target = await targetOf(server.admin, 'livewest', data)
  await migrate(target, join(home, 'src/store/migrations'))
  await asAdmin(target, (admin) => publish(admin, 'livewest', released, everyRecordType))
  const database = openDatabase(target.app, 'livewest')
  const committer = groupCommitter(database)
  const parts: GateParts = {
    database,
    inForce: () => ({ released, decide: engine.decide }),
    record: committer.record,
    keys: personKeys(database, await fileKeyProvider(join(data, 'keys', 'kek'))),
    clock: () => Temporal.Instant.from('2026-11-23T12:00:00Z'),
  }
  const engine = makeEngine(released)
  try {
    await makeExample(parts, { people: quick ? 1_000 : 5_000, seed: 1, today })
    const plain = newClient(server.admin, { schema: 'livewest', statementTimeout: 0 })
    await plain.connect()
    const hand = sessionOn(plain)
    const results = [await openAndRead(parts, hand, quick), await sweepBesideDelete(parts, hand, quick)]
    await plain.end()
    return results
  } finally {
    await committer.close()
    await database.close()
    await server.stop()
    await rm(data, { recursive: true, force: true })
  }
}

type Hand = ReturnType<typeof sessionOn>

/** One colleague, one person after another: open, read three parts, evidence durable; by hand the same reads and one audit insert. */
async function openAndRead(parts: GateParts, hand: Hand, quick: boolean): Promise<BenchResult> {
  const gate = makeGate(parts)
  const colleague = { id: 'bench', name: 'Bench', team: 'Bench', roles: ['housing-officer'] } as const
  const people = (await hand.query<{ id: string }>('select id from person order by id limit 500')).map((row) => row.id)
  await hand.query(
    'create table if not exists bench_audit (id uuid primary key, person uuid, who text, what text, at timestamptz default now())',
  )
  const ours = async (person: string): Promise<void> => {
    const opened = await gate.open(colleague, { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.permitted) throw new Error('refused')
    const answers = await Promise.all([opened.read(personalDetails), opened.read(contactDetails), opened.read(tenures)])
    if (!answers.every((answer) => answer.read)) throw new Error('refused')
  }
  const byHand = async (person: string): Promise<void> => {
    await hand.query(
      {
        name: 'h0',
        text: 'select exists (select from person where id = $1), exists (select from hold where person_id = $1 and lifted_on is null)',
      },
      [person],
    )
    await hand.query(
      { name: 'h1', text: 'select id, title, first_name, middle_name, last_name, preferred_name, date_of_birth from person where id = $1' },
      [person],
    )
    await hand.query(
      { name: 'h2', text: 'select id, contact_type, sub_type, value, valid_until from contact_detail where person_id = $1' },
      [person],
    )
    await hand.query(
      {
        name: 'h3',
        text: 'select t.* from tenure t join household_member m on m.tenure_id = t.id where m.person_id = $1 and m.is_responsible',
      },
      [person],
    )
    await hand.query({ name: 'h4', text: 'insert into bench_audit (id, person, who, what) values ($1, $2, $3, $4)' }, [
      randomUUID(),
      person,
      'bench',
      'read',
    ])
  }
  const ratio = await medianRatio(
    quick ? 5 : 11,
    async () => timed(ours, people),
    async () => timed(byHand, people),
  )
  return {
    name: 'open-and-read',
    ratio,
    target: '<= 1.3',
    met: ratio <= 1.3,
    detail: `${people.length} people a block, one client; time of ours by time by hand`,
  }
}

/** Rows put in due, then deleted: by the sweep with holds and evidence, and by a bare indexed DELETE in batches of the same size. */
async function sweepBesideDelete(parts: GateParts, hand: Hand, quick: boolean): Promise<BenchResult> {
  const rows = quick ? 100_000 : 400_000
  const fill = async (activity: string): Promise<void> => {
    await hand.query(`insert into call_recording (id, activity, source, collected_at, edition, clock_from, person_id, started_at, seconds, direction)
      select gen_random_uuid(), '${activity}', 'telephone-system', now(), 'bench', date '2020-01-01', (select id from person limit 1), now(), 60, 'in' from generate_series(1, ${rows})`)
    await hand.query('analyze call_recording')
  }
  await sweep({ ...parts, types: everyRecordType }, { dryRun: false })
  const ours = async (): Promise<number> => {
    const empty = await elapsed(() => sweep({ ...parts, types: everyRecordType }, { dryRun: false }))
    await fill('call-recording')
    return Math.max(1, (await elapsed(() => sweep({ ...parts, types: everyRecordType }, { dryRun: false }))) - empty)
  }
  const bare = async (): Promise<number> => {
    await fill('bench')
    return elapsed(async () => {
      for (;;) {
        const gone =
          await hand.query(`with due as (select id from call_recording where clock_from <= date '2026-01-01' and activity = 'bench' limit 20000)
          delete from call_recording c using due where c.id = due.id returning 1`)
        if (gone.length < 20_000) return
      }
    })
  }
  const ratio = 1 / (await medianRatio(quick ? 3 : 5, ours, bare))
  return {
    name: 'sweep',
    ratio,
    target: '>= 0.7',
    met: ratio >= 0.7,
    detail: `${rows} due rows a block; rows a second of ours by the bare DELETE's; the time of a sweep with nothing due is taken off`,
  }
}

async function timed(each: (person: string) => Promise<void>, people: readonly string[]): Promise<number> {
  return elapsed(async () => {
    for (const person of people) await each(person)
  })
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Blocks of both sides by turns, the first of each thrown away; the median of the rounds' ratios. */
async function medianRatio(rounds: number, ours: () => Promise<number>, other: () => Promise<number>): Promise<number> {
  await ours()
  await other()
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) ratios.push((await ours()) / (await other()))
  ratios.sort((one, two) => one - two)
  return ratios[Math.floor(ratios.length / 2)] ?? Number.NaN
}
