import { beforeEach, describe, expect, test } from 'vitest'
import { figures } from '#duties/promises/live-figures.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { tableOf } from '#gate/columns.ts'
import type { RecordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { camera } from '#records/camera/camera.ts'
import { clockFrom } from '#records/clock-of.ts'
import { consent } from '#records/consent/consent.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { person } from '#records/person/person.ts'
import { rentAccount } from '#records/rent-account/rent-account.ts'
import { tenure } from '#records/tenure/tenure.ts'
import type { Database } from '#store/database.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { putWholeOf } from '../support/falling.ts'
import { testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putHold, putPerson } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { edition } = released
const { deps, setNow } = await testGate(on, released)

const day = (text: string) => Temporal.PlainDate.from(text)

async function sweepOn(text: string, options = { dryRun: false }) {
  setNow(Temporal.Instant.from(`${text}T12:00:00Z`))
  return sweep({ ...deps, types: everyRecordType }, options)
}

async function idsOf(type: RecordType): Promise<ReadonlySet<string>> {
  const rows = await on.asAdmin((admin) => admin.query<{ id: string }>(`select id from ${tableOf(type)}`))
  return new Set(rows.map(({ id }) => id))
}

/** Somebody who never had a tenancy. */
const putCaller = (collectedOn: string, activity = 'contact-handling') => putItem(on, person, { activity, collectedOn: day(collectedOn) })

beforeEach(() =>
  on.asAdmin((admin) =>
    admin.query(`truncate ${everyRecordType.map(tableOf).join(', ')}, leaver, without_tenancy, task, source_conflict cascade`),
  ),
)

/** Every kind of record about people, for every activity in which the notice lets somebody take it in. */
const takenIn = everyRecordType
  .filter((type) => type.tie !== ties.home && type.tie !== ties.place.itself)
  .flatMap((type) =>
    edition.activities
      .filter(({ colleagues }) => colleagues.some((grant) => grant.acts.includes('collect') && grant.categories.includes(type.category)))
      .map(({ id }) => ({ type, activity: id, rule: retentionRuleFor(edition, type.category, id) })),
  )

const longAgo = day('2001-06-01')
const came = { activity: 'tenancy-management', collectedOn: longAgo }

/** One item of each, of which nothing is known but when it was collected; answers whether a tenancy that goes on keeps it. */
async function putAll(at: Pick<typeof on, 'asAdmin'>) {
  const put: { type: RecordType; id: string; kept: boolean }[] = []
  for (const { type, activity, rule } of takenIn) {
    const who = type.tie === ties.person.about ? await putItem(at, person, came) : null
    if (who !== null) put.push({ type: person, id: who, kept: false })
    const ofTenure = type.tie === ties.tenure.about || type.tie === ties.household
    const home = ofTenure ? await putItem(at, tenure, came) : null
    const place = type.tie === ties.place.about ? await putItem(at, camera, came) : null
    const account = type.fields.rentAccountId === undefined ? null : await putItem(at, rentAccount, { ...came, tenure: home })
    const pictured = await putWholeOf(at, type)
    const values = {
      ...pictured,
      ...(account === null ? {} : { rentAccountId: account }),
      ...(type.name === 'hold' ? { liftedOn: '2002-01-01' } : {}),
    }
    const clock = clockFrom(edition, type, activity, {}, longAgo)
    const id = await putItem(at, type, { activity, collectedOn: longAgo, clockFrom: clock, person: who, tenure: home, place, values })
    const byTenancy = rule?.trigger === 'tenancy-ended' || rule?.latestAfterTenancy !== undefined
    put.push({ type, id, kept: byTenancy && (ofTenure || type.tie === ties.tenure.itself) })
  }
  return put
}

describe('what has been here for thirty years, and of which nobody ever noted the event', () => {
  test('is gone or waits for a review, whatever it is and whatever it was taken in for; only a tenancy that goes on keeps it', async () => {
    const put = await on.asAdmin((admin) => putAll({ asAdmin: (work) => work(admin) }))
    const report = await sweepOn('2031-06-01')
    for (const type of everyRecordType) {
      const there = await idsOf(type)
      const waiting = put.filter((each) => each.type === type && !each.kept && there.has(each.id))
      expect(report.review[type.name] ?? 0, type.name).toBe(waiting.length)
    }
    expect(Object.keys(report.review).length).toBeGreaterThan(5)
  })
})

describe('an item whose event nobody noted', () => {
  test('waits for a review from the day its period is over, counted from when it was collected', async () => {
    const { person: tenant } = await putPerson(on)
    const complaint = { activity: 'complaints-handling', collectedOn: day('2001-03-01'), person: tenant }
    await putItem(on, contactLog, complaint)
    expect((await sweepOn('2007-02-28')).review).toEqual({})
    expect((await sweepOn('2007-03-01')).review).toEqual({ 'contact-log': 1 })
    expect((await idsOf(contactLog)).size).toBe(1)
  })

  test('waits no longer once its event is noted, and goes by that', async () => {
    const { person: tenant } = await putPerson(on)
    await putItem(on, contactLog, { activity: 'complaints-handling', collectedOn: day('2001-03-01'), person: tenant })
    await on.asAdmin((admin) => admin.query(`update contact_log set clock_from = '2020-01-10'`))
    expect((await sweepOn('2026-01-09')).review).toEqual({})
    expect((await sweepOn('2026-01-10')).deleted).toMatchObject({ 'contact-log': 1 })
  })

  test('is looked at after a year where it would go at once', async () => {
    const { person: tenant } = await putPerson(on)
    await putItem(on, contactDetail, { activity: 'publicity', collectedOn: day('2024-05-01'), person: tenant })
    expect((await sweepOn('2025-04-30')).review).toEqual({})
    expect((await sweepOn('2025-05-01')).review).toEqual({ 'contact-detail': 1 })
  })

  test('is not counted while a hold keeps it: that has a day of its own', async () => {
    const { person: tenant } = await putPerson(on)
    await putItem(on, consent, { activity: 'marketing', collectedOn: day('2001-03-01'), person: tenant })
    expect((await sweepOn('2026-01-10')).review).toEqual({ consent: 1 })
    await putHold(on, tenant)
    expect((await sweepOn('2026-01-10')).review).toEqual({})
  })

  test('is no matter where a tenancy goes on whose end it waits for', async () => {
    const { person: tenant } = await putPerson(on)
    await putItem(on, contactDetail, { activity: 'tenancy-management', collectedOn: day('2001-03-01'), person: tenant })
    expect((await sweepOn('2046-01-10')).review).toEqual({})
  })
})

describe('the count of what waits', () => {
  test('reads the items whose clock has not started, and not all that are kept', async () => {
    const { person: tenant } = await putPerson(on)
    await on.asAdmin((admin) =>
      admin.query(
        `insert into contact_log (id, activity, source, collected_at, edition, clock_from, person_id, happened_at, channel, direction)
          select gen_random_uuid(), 'complaints-handling', 'own-systems', now(), 'test', case when n > 1 then date '2026-01-01' end,
            $1, now(), 'x', 'in'
          from generate_series(1, 5000) n`,
        [tenant],
      ),
    )
    await on.asAdmin((admin) => admin.query('analyze contact_log'))
    const asked: { text: string; values: readonly unknown[] }[] = []
    const database: Database = {
      ...deps.database,
      once: (role, statement, values = []) => {
        asked.push({ text: typeof statement === 'string' ? statement : statement.text, values })
        return deps.database.once(role, statement, values)
      },
    }
    await sweep({ ...deps, database, types: everyRecordType }, { dryRun: false })
    const counts = asked.filter(({ text }) => /from contact_log t where .*clock_from is null/s.test(text))
    expect(counts).toHaveLength(1)
    for (const { text, values } of counts) {
      const plan = await on.asAdmin((admin) => admin.query(`explain ${text}`, values))
      expect(JSON.stringify(plan)).not.toContain('Seq Scan on contact_log')
    }
  })
})

describe('what is to be looked at and not deleted', () => {
  test('is told on its day: a safeguarding concern, seven years after it is closed', async () => {
    const { person: tenant } = await putPerson(on)
    const closed = { clockFrom: day('2020-02-03'), collectedOn: day('2019-02-03') }
    await putItem(on, contactLog, { activity: 'safeguarding', person: tenant, ...closed })
    expect((await sweepOn('2027-02-02')).review).toEqual({})
    expect((await sweepOn('2027-02-03')).review).toEqual({ 'contact-log': 1 })
    expect((await idsOf(contactLog)).size).toBe(1)
  })
})

describe('somebody who never had a tenancy', () => {
  test('and only called goes two years after we last heard of them, though what was heard went first', async () => {
    const caller = await putCaller('2020-01-10')
    await putItem(on, contactDetail, { activity: 'contact-handling', collectedOn: day('2020-01-10'), person: caller })
    await putItem(on, callRecording, {
      activity: 'call-recording',
      collectedOn: day('2023-04-01'),
      clockFrom: day('2023-04-01'),
      person: caller,
    })
    await sweepOn('2023-04-02')
    const recordingGone = await sweepOn('2025-03-31')
    expect(recordingGone.deleted).toEqual({ 'call-recording': 1 })
    expect((await sweepOn('2025-04-01')).deleted).toEqual({ person: 1, 'contact-detail': 1 })
  })

  test('and applied for a home goes five years after we last heard of them', async () => {
    await putCaller('2020-01-10', 'letting')
    expect((await sweepOn('2025-01-09')).deleted).toEqual({})
    expect((await sweepOn('2025-01-10')).deleted).toEqual({ person: 1 })
  })

  test('is kept while something is kept about them', async () => {
    const caller = await putCaller('2020-01-10')
    await putItem(on, consent, { activity: 'contact-handling', collectedOn: day('2020-01-10'), person: caller })
    expect((await sweepOn('2024-01-10')).deleted).toEqual({})
  })

  test('and then took a home is a tenant: nothing runs from when we last heard of them', async () => {
    const { person: tenant } = await putPerson(on)
    await on.asAdmin((admin) => admin.query(`update person set activity = 'letting', collected_at = '2001-01-01'`))
    await sweepOn('2026-12-01')
    expect(await idsOf(person)).toContain(tenant)
  })

  test('and is known for another reason waits for a review', async () => {
    await putCaller('2001-01-10', 'tenancy-management')
    expect((await sweepOn('2007-01-09')).review).toEqual({})
    expect((await sweepOn('2007-01-10')).review).toEqual({ person: 1 })
    setNow(Temporal.Now.instant())
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    expect((await figures.RT1?.(deps))?.says.exactly).toContain('1 item waits for a review')
  })
})
