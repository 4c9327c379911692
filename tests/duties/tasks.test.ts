import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import type { NewTask } from '#duties/tasks/task.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, setNow } = await testGate(on, await livewest())
const list = tasks(deps)
const officer = colleague('communications-officer')

async function raised(more: Partial<NewTask> = {}): Promise<NewTask> {
  const due = Temporal.PlainDate.from('2026-12-01')
  const task: NewTask = {
    kind: 'picture-take-down',
    role: 'communications-officer',
    about: randomUUID(),
    person: null,
    dueOn: due,
    ...more,
  }
  await list.raise(task)
  return task
}

async function waitingFor(about: string) {
  return (await list.waiting(officer, null)).filter((task) => task.about === about)
}

test('a task waits once for those whose role it is for, until the earliest day it was wanted, due first', async () => {
  const task = await raised()
  await raised({ about: task.about, dueOn: Temporal.PlainDate.from('2026-11-28') })
  const sooner = await raised({ dueOn: Temporal.PlainDate.from('2026-11-25') })
  const waiting = await list.waiting(officer, null)
  expect(waiting.map(({ about, dueOn }) => [about, dueOn.toString()])).toEqual([
    [sooner.about, '2026-11-25'],
    [task.about, '2026-11-28'],
  ])
  expect(await list.waiting(officer, waiting[0]?.id ?? '')).toMatchObject([{ about: task.about }])
  const another = colleague('housing-officer')
  expect(await list.waiting(another, null)).toEqual([])
  expect(await list.look(another, waiting[0]?.id ?? '')).toEqual({ ok: false, why: 'gone' })
  expect(await list.settle(another, waiting[0]?.id ?? '', 'it was done')).toEqual({ ok: false, why: 'gone' })
})

test('what was done is kept where nobody can read it on the disk, with who did it, and that it was looked at is on record', async () => {
  const { person } = await putPerson(on)
  const { about } = await raised({ person })
  const [task] = await waitingFor(about)
  const id = task?.id ?? ''
  expect(await list.settle(officer, id, 'Gone from the page, seen at noon')).toEqual({ ok: true })
  expect(await waitingFor(about)).toEqual([])
  expect(await list.settle(officer, id, 'again')).toEqual({ ok: false, why: 'gone' })
  expect((await list.past(officer)).map((each) => each.id)).toContain(id)
  const [row] = await on.asAdmin((admin) => admin.query<{ sealed_proof: Buffer }>('select * from task where id = $1', [id]))
  expect(row?.sealed_proof.includes('Gone')).toBe(false)
  expect(await list.look(officer, id)).toMatchObject({
    proof: 'Gone from the page, seen at noon',
    task: { done: { by: 'Dee Marsh', at: noon } },
  })
  const evidence = await pageOfEvidence(on.database, { subject: person })
  expect(evidence.filter(({ recordType }) => recordType === 'task').map(({ kind, detail }) => [kind, detail])).toEqual([
    ['read', { task: 'picture-take-down', item: about }],
    ['change', { task: 'picture-take-down', item: about }],
  ])
})

test('what has to be done elsewhere is not settled by saying so', async () => {
  const { about } = await raised({ kind: 'hold-review' })
  const [task] = await waitingFor(about)
  expect(await list.settle(officer, task?.id ?? '', 'it was done')).toEqual({ ok: false, why: 'not-by-hand' })
})

test('a task goes with the person it is about, and a year after it was done', async () => {
  const { person } = await putPerson(on)
  const theirs = await raised({ person })
  const done = await raised()
  const [task] = await waitingFor(done.about)
  await list.settle(officer, task?.id ?? '', 'it was done')
  const goneFor = async (now: string) => {
    setNow(Temporal.Instant.from(now))
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    const rows = await on.asAdmin((admin) => admin.query<{ about: string }>('select about from task'))
    return [theirs, done].map(({ about }) => !rows.some((row) => row.about === about))
  }
  expect(await goneFor('2027-11-23T11:59:59Z')).toEqual([false, false])
  expect(await goneFor('2027-11-23T12:00:00Z')).toEqual([false, true])
  await on.asAdmin(async (admin) => {
    await admin.query('delete from household_member where person_id = $1', [person])
    await admin.query('delete from person where id = $1', [person])
  })
  expect(await waitingFor(theirs.about)).toEqual([])
})
