import { join } from 'node:path'
import { expect, test } from 'vitest'
import { awaitedLines, awaitedOf, mostAwaited } from '#duties/shares/awaited.ts'
import { prepareAgain } from '#duties/shares/preview.ts'
import { stopShare } from '#duties/shares/settle.ts'
import { share } from '#records/share/share.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { deps } = tested
const { all, chosenOf, factsFor, line, open, prepare, register, release } = sharingPath(on, tested, join(on.data, 'set-aside'))
const tasksOf = (about: string) =>
  on.asAdmin((admin) =>
    admin.query(
      'select kind, role, person_id as person, due_on::text as due, done_at is not null as done from task where about = $1 order by raised_at',
      [about],
    ),
  )

async function prepared(going: Omit<Going, 'person'>) {
  const { person } = await putPerson(on)
  const who = colleague(going.role)
  const organisation = await register(going.to)
  const opened = await open(who, { activity: going.activity, person })
  const asked = { ...factsFor({ ...going, to: going.to }), organisation, chosen: chosenOf(going) }
  const made = ok(await prepare(opened, who, asked))
  return { person, who, opened, row: await line(opened, made.id) }
}

const councilTax = {
  role: 'senior-manager',
  activity: 'regulatory-requirements',
  to: 'council-tax',
  what: [['person', 'personal-details']],
} as const
const police = { role: 'anti-social-behaviour-officer', activity: 'crime-prevention', to: 'police', what: [['tenure', 'tenure']] } as const

test('the council tax office has its answer within 21 days of its question, and the task is whose role took it in', async () => {
  const { person, row, opened, who } = await prepared({ ...councilTax, facts: { requestedOn: '2026-11-16', neededBy: '2027-06-01' } })
  expect(row).toMatchObject({ requestedOn: '2026-11-16', neededBy: '2026-12-06' })
  expect(await tasksOf(row.id)).toEqual([{ kind: 'share-answer', role: 'senior-manager', person, due: '2026-12-06', done: false }])
  expect((await awaitedLines(deps)).find(({ id }) => id === row.id)).toMatchObject({
    role: 'senior-manager',
    organisation: 'Test council-tax',
  })
  ok(await release(opened, who, row))
  expect(await tasksOf(row.id)).toMatchObject([{ kind: 'share-answer', done: true }])
  expect((await awaitedLines(deps)).filter(({ id }) => id === row.id)).toEqual([])
})

test.each([
  // The law's last day is the twentieth after the question; what they said counts where it is earlier.
  ['2026-11-16', null, '2026-12-06'],
  ['2026-11-16', '2026-12-05', '2026-12-05'],
  ['2026-11-16', '2026-12-06', '2026-12-06'],
  ['2026-11-16', '2026-12-07', '2026-12-06'],
  ['2026-11-16', '2026-11-16', '2026-11-16'],
])(
  'of a question of %s that is needed by %s the answer is due on %s, the earlier of that day and the law’s',
  async (requestedOn, neededBy, due) => {
    const { row, opened, who } = await prepared({ ...councilTax, facts: { requestedOn, neededBy } })
    expect(row).toMatchObject({ requestedOn, neededBy: due })
    expect(await tasksOf(row.id)).toMatchObject([{ kind: 'share-answer', due, done: false }])
    const again = ok(await prepareAgain(all, opened, who, row, { kept: null }))
    expect(await line(opened, again.id)).toMatchObject({ requestedOn, neededBy: due })
  },
)

test('nothing is prepared for the council tax office while nobody says when its question came in', async () => {
  await expect(prepared({ ...councilTax, facts: { requestedOn: null } })).rejects.toThrow('facts')
})

test('a line without a day has no task, and one that is stopped or prepared anew leaves none behind', async () => {
  expect(await tasksOf((await prepared(police)).row.id)).toEqual([])
  const asked = { ...police, facts: { neededBy: '2026-12-01' } } as const
  const first = await prepared({ ...councilTax, facts: { requestedOn: '2026-11-20' } })
  const again = ok(await prepareAgain(all, first.opened, first.who, first.row, { kept: null }))
  expect(await tasksOf(first.row.id)).toMatchObject([{ kind: 'share-answer', done: true }])
  expect(await tasksOf(again.id)).toMatchObject([{ kind: 'share-answer', due: '2026-12-10', done: false }])
  const stopped = await prepared(asked)
  ok(await stopShare(deps, stopped.opened, stopped.who, stopped.row, 'They withdrew it.'))
  // What was asked about the person is to be decided on still.
  expect(await tasksOf(stopped.row.id)).toMatchObject([
    { kind: 'share-answer', done: true },
    { kind: 'shown-review', role: 'data-protection-officer', done: false },
  ])
})

test('what the police wait for is nobody’s task, so that nothing in a copy tells of it', async () => {
  const { person, row, opened, who } = await prepared({ ...police, facts: { neededBy: '2026-12-01' } })
  expect(await tasksOf(row.id)).toEqual([{ kind: 'share-answer', role: police.role, person: null, due: '2026-12-01', done: false }])
  ok(await release(opened, who, row))
  expect(await tasksOf(row.id)).toMatchObject([
    { kind: 'share-answer', person: null, done: true },
    { kind: 'shown-review', person: null, done: false },
  ])
  expect(person).toBe(row.personId)
})

test('a line is found by its id, however many are needed before it', async () => {
  const { person, row } = await prepared({ ...councilTax, facts: { requestedOn: '2026-11-20' } })
  const values = { recipient: 'council-tax', occasion: 'request', outcome: null, closedOn: null, neededBy: '2026-11-01', shown: 'yes' }
  const given = { ...values, preparedBy: 'Dee Marsh', preparedById: 'dee', needsConsent: 'false' }
  for (let n = 0; n < mostAwaited; n += 1)
    await putItem(on, share, { activity: 'regulatory-requirements', collectedOn: today, person, values: given })
  expect((await awaitedLines(deps)).map(({ id }) => id)).not.toContain(row.id)
  expect(await awaitedOf(deps, [row.id, 'none'])).toMatchObject([{ id: row.id, neededBy: Temporal.PlainDate.from('2026-12-10') }])
})
