import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { type Consequences, consequencesOf, goesBecauseOfIt } from '#duties/publishing/consequences.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { makeExample } from '#exchange/example/make-example.ts'
import { tableOf } from '#gate/columns.ts'
import type { Edition, EditionActivity, ReleasedEdition } from '#notice/edition.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putAccount, putHold, putPerson, putRecording } from '../support/people.ts'

const released = await livewest()
const morning = Temporal.Instant.from('2026-11-23T00:00:30Z')
const noon = Temporal.Instant.from('2026-11-23T12:00:00Z')
const tonight = Temporal.Instant.from('2026-11-24T00:00:30Z')

const inForce = (edition: ReleasedEdition) => ({
  released: edition,
  decide: (request: Parameters<typeof decide>[1]) => decide(edition, request),
})

/** An invented landlord swept this morning, with items that are due soon, on hold, and kept for years. */
async function landlord() {
  const on = await testDatabase()
  const { deps, setNow, publish } = await testGate(on, released)
  setNow(morning)
  await makeExample(deps, { people: 10, seed: 3, today: dateIn(morning) })
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  const { person, tenure } = await putPerson(on)
  for (const day of ['2026-08-26', '2026-08-27', '2026-10-01', '2026-10-20', '2026-11-20']) await putRecording(on, person, day)
  const held = await putPerson(on, { name: 'Held' })
  const kept = await putRecording(on, held.person, '2026-10-02')
  await putHold(on, held.person, 'call-recording', kept)
  await putPerson(on, { name: 'Left', tenureEnded: '2022-01-01' })
  await putAccount(on, tenure, { activity: 'tenancy-management', yearEnded: '2021-03-31' })
  setNow(noon)
  const day = dateIn(tonight)
  return {
    on,
    deps,
    /** What publishing it would do, as it is told. */
    told: (edition: ReleasedEdition): Promise<Consequences> =>
      consequencesOf({ ...deps, types: everyRecordType }, { before: inForce(released), after: inForce(edition), day }),
    /** What tonight's sweep then really deletes, rule by rule and item by item. */
    async sweepTonight(edition: ReleasedEdition) {
      const before = await idsOf(on)
      await publish(edition)
      setNow(tonight)
      const rules = new Map<string, number>()
      await sweep(
        { ...deps, types: everyRecordType },
        {
          dryRun: false,
          gone: ({ type, rule }, items) => rules.set(`${type.name} ${rule.id}`, (rules.get(`${type.name} ${rule.id}`) ?? 0) + items),
        },
      )
      const after = await idsOf(on)
      return { rules: Object.fromEntries(rules), gone: new Set([...before].filter((each) => !after.has(each))) }
    },
  }
}

async function idsOf(on: Awaited<ReturnType<typeof testDatabase>>): Promise<ReadonlySet<string>> {
  const selects = everyRecordType.map((type) => `select '${type.name} ' || id as name from ${tableOf(type)}`)
  const rows = await on.asAdmin((admin) => admin.query<{ name: string }>(selects.join(' union all ')))
  return new Set(rows.map(({ name }) => name))
}

const goesOf = (consequences: Consequences) =>
  Object.fromEntries(consequences.goes.map(({ type, rule, items }) => [`${type} ${rule}`, items]))

const callsFor =
  (rule: Partial<Edition['retention'][number]>) =>
  (edition: Edition): Edition => ({
    ...edition,
    retention: edition.retention.map((each) => (each.id === 'call-recordings' ? { ...each, ...rule } : each)),
  })
const activities =
  (change: (activity: EditionActivity) => EditionActivity) =>
  (edition: Edition): Edition => ({
    ...edition,
    activities: edition.activities.map(change),
  })

const editions: readonly (readonly [string, (edition: Edition) => Edition])[] = [
  ['a shorter period', callsFor({ period: 'P30D' })],
  ['a longer period', callsFor({ period: 'P180D' })],
  ['an activity dropped', (edition) => ({ ...edition, activities: edition.activities.filter(({ id }) => id !== 'call-recording') })],
  [
    'a role dropped',
    activities((activity) => ({
      ...activity,
      colleagues: activity.colleagues
        .map((grant) => ({ ...grant, roles: grant.roles.filter((role) => role !== 'income-officer') }))
        .filter(({ roles }) => roles.length > 0),
    })),
  ],
  [
    'a category dropped',
    activities((activity) =>
      activity.id === 'repairs'
        ? {
            ...activity,
            categories: activity.categories.filter((each) => each !== 'support-needs'),
            colleagues: activity.colleagues.map((grant) => ({
              ...grant,
              categories: grant.categories.filter((each) => each !== 'support-needs'),
            })),
            sharing: activity.sharing.map((line) => ({ ...line, categories: line.categories.filter((each) => each !== 'support-needs') })),
          }
        : activity,
    ),
  ],
  ['a ground to keep calls dropped', callsFor({ exceptions: [] })],
  ['consent as the basis', activities((activity) => (activity.id === 'repairs' ? { ...activity, basis: 'consent' } : activity))],
  ['other words alone', (edition) => ({ ...edition, title: 'In other words', layers: edition.layers.slice(1) })],
  [
    'leavers kept for two years',
    (edition) => ({
      ...edition,
      retention: edition.retention.map((rule) => (rule.trigger === 'tenancy-ended' ? { ...rule, period: 'P2Y' } : rule)),
    }),
  ],
]

test.each(editions)('what is told of %s is what tonight’s sweep does, rule by rule and item by item', async (name, change) => {
  const { told, sweepTonight } = await landlord()
  const edition = changed(released, (each) => change({ ...each, id: 'changed' }))
  const [present, consequences] = [await told(released), await told(edition)]
  const swept = await sweepTonight(edition)
  expect(goesOf(consequences)).toEqual(swept.rules)
  expect(consequences.goes.reduce((sum, { items }) => sum + items, 0)).toBe(swept.gone.size)
  const [usual, stays] = [
    present.goes.reduce((sum, { items }) => sum + items, 0),
    consequences.stays.reduce((sum, { items }) => sum + items, 0),
  ]
  expect(swept.gone.size - goesBecauseOfIt(consequences)).toBe(usual - stays)
  expect({ name, ...summary(consequences) }).toMatchSnapshot()
})

/** Counts and ids of the notice: nothing about anybody. */
function summary({ goes, stays, held, periods, access, promises }: Consequences) {
  const because = goes.filter(({ more }) => more > 0)
  return {
    goes: because,
    stays,
    held,
    periods,
    access: access.map(({ change, activity, roles, recipients, acts, categories, asks, items, people }) =>
      [
        change,
        activity,
        [...roles, ...recipients].join('+'),
        acts.join('+'),
        categories.join('+'),
        asks.join('+'),
        `${items}/${people}`,
      ].join(' '),
    ),
    promises: promises.map(({ clause, from, to }) => `${clause}: ${from} → ${to}`),
  }
}

test('what an import’s wait keeps is not told to go, and does not go', async () => {
  const { on, told, sweepTonight } = await landlord()
  const edition = changed(released, (each) => callsFor({ period: 'P30D' })({ ...each, id: 'changed' }))
  const before = goesBecauseOfIt(await told(edition))
  // Nothing that was rehearsed stays done.
  expect(goesBecauseOfIt(await told(edition))).toBe(before)
  await on.asAdmin(async (admin) => {
    const wait = randomUUID()
    await admin.query(`insert into deletion_wait (id, cause, since) values ($1, 'import', '2026-11-23T11:00:00Z')`, [wait])
    const [call] = await admin.query<{ id: string }>(`select id from call_recording where clock_from = '2026-10-01' limit 1`)
    await admin.query(`insert into deletion_wait_item (wait_id, record_type, item_id) values ($1, 'call-recording', $2)`, [wait, call?.id])
  })
  const consequences = await told(edition)
  expect(goesBecauseOfIt(consequences)).toBe(before - 1)
  expect(goesOf(consequences)).toEqual((await sweepTonight(edition)).rules)
})
