import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { figures } from '#duties/promises/live-figures.ts'
import { clockedSql } from '#duties/retention/clock-of-type.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { LawfulField } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import { checkedLandlord } from '#main/editions/landlord.ts'
import { neverRunning } from '#notice/checks/clocks.ts'
import { type Edition, type Trigger, triggers } from '#notice/edition.ts'
import { clockFrom } from '#records/clock-of.ts'
import { clocksOf, clocksStored } from '#records/clocks-stored.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { changed, editionOf, livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { home } from '../support/places.ts'

const released = await livewest()

/** No landlord's period for what such a record is usually kept for runs from these: others' may. */
const nobodyCountsFrom = {
  'disclosure: recorded': '',
  'contact-detail: replaced': '',
  'contact-log: last-contact': '',
  'call-recording: recorded': '',
  'unlinked-call: recorded': '',
  'training-extract: call': '',
  'consent: replaced': '',
  'objection: replaced': '',
  'hold: hold-lifted': '',
  'hold: case-closed': '',
  'share: case-closed': '',
  'support-contact: support-ended': '',
  'cautionary-alert: case-closed': '',
}
const collectedOn = Temporal.PlainDate.from('2026-11-23')

/** LiveWest's notice, where everything of a category runs from another event. */
function runningFrom(category: string, trigger: Trigger) {
  return changed(released, (edition) => ({
    ...edition,
    retention: edition.retention.map((rule) => (rule.categories.some((each) => each === category) ? { ...rule, trigger } : rule)),
  }))
}

/** Whether the sweep could ever find a date for an item of the type that has all the dates a record of it can have. */
function isDated(edition: Edition, stored: (typeof clocksStored)[number], trigger: Trigger): boolean {
  const type = everyRecordType.find(({ name }) => name === stored.storedIn)
  if (type === undefined) throw new Error('no such type')
  const dates = Object.entries(type.fields).map(([name, { kind }]) => [name, kind === 'instant' ? '2026-11-01T10:00:00Z' : '2026-11-01'])
  const own = clockFrom(edition, type, stored.usually, Object.fromEntries(dates), collectedOn)
  return own !== null || (trigger === 'tenancy-ended' && clockedSql(type, { trigger }).clock !== 'null::date')
}

const folders = ['landlords', 'tests/landlords']
const shipped = (
  await Promise.all(folders.map(async (all) => (await readdir(join(home, all))).map((landlord) => `${all}/${landlord}`)))
).flat()

/** The clocks of all types, had this one no field that dates the event. */
function withoutDate(type: RecordType, event: Trigger): typeof clocksStored {
  const fields = Object.entries(type.fields).map(([name, field]): [string, LawfulField] => {
    const dates = field.limits.dates?.filter((each) => each !== event) ?? []
    return [name, { ...field, limits: { ...field.limits, dates } }]
  })
  return clocksOf(everyRecordType.map((each) => (each === type ? { ...type, fields: Object.fromEntries(fields) } : each)))
}

describe('no period is published that nothing starts', () => {
  test.each(shipped)('the check of %s finds none', async (folder) => {
    expect((await checkedLandlord(folder, dateIn(noon))).findings).toEqual([])
  })

  test('were any date taken out of its declaration, the check of each landlord whose periods run from it would tell', async () => {
    const editions = await Promise.all(shipped.map(async (folder) => ({ folder, ...(await editionOf(folder)) })))
    const dated = everyRecordType.flatMap((type) =>
      [...new Set(Object.values(type.fields).flatMap(({ limits }) => limits.dates ?? []))].map((event) => {
        const clocks = withoutDate(type, event)
        const telling = editions.filter(({ edition }) => neverRunning(edition, clocks).length > 0)
        return [`${type.name}: ${event}`, telling.map(({ folder }) => folder.split('/').at(-1)).join(', ')]
      }),
    )
    expect(Object.fromEntries(dated)).toEqual({
      'footage: recorded': 'livewest, city-trust',
      'disclosure: case-closed': 'livewest',
      'rent-account: financial-year-ended': 'livewest',
      'rent-entry: financial-year-ended': 'livewest',
      'contact-log: contact': 'livewest, harbour-homes',
      'call-recording: call': 'livewest, city-trust, harbour-homes',
      'unlinked-call: call': 'livewest, city-trust, harbour-homes',
      'visit: visit': 'livewest, city-trust',
      'consent: consent-ended': 'livewest',
      'objection: consent-ended': 'livewest',
      'support-contact: replaced': 'livewest',
      'cautionary-alert: decision-taken': 'livewest',
      'message: case-closed': 'livewest',
      'organisation: case-closed': 'livewest',
      'agreement: case-closed': 'livewest',
      'rights-answer: case-closed': 'livewest',
      'rights-find: case-closed': 'livewest',
      'rights-footage: case-closed': 'livewest',
      'rights-opinion: case-closed': 'livewest',
      'rights-request: case-closed': 'livewest',
      'rights-search: case-closed': 'livewest',
      'rights-text: case-closed': 'livewest',
      ...nobodyCountsFrom,
    })
  })

  test.each([
    ['call-recordings', 'contact'],
    ['cctv-footage', 'event'],
    ['rent-account', 'visit'],
    ['consents', 'call'],
    ['contact-log', 'check-done'],
  ] as const)('the check refuses %s from %s, names the line and what to write', (category, trigger) => {
    const [first] = neverRunning(runningFrom(category, trigger).edition, clocksStored)
    expect(first?.at.at(-1)).toBe('trigger')
    expect(first?.message).toContain(`\`${trigger}\` never dates`)
    expect(first?.fix).toContain('`collected`')
  })

  test('for every kind of record and every event, the check lets pass just what the sweep finds a date for', () => {
    const wrong: string[] = []
    for (const stored of clocksStored)
      for (const trigger of triggers) {
        const { edition } = runningFrom(stored.category, trigger)
        if (!edition.activities.some(({ id }) => id === stored.usually)) continue
        const refused = neverRunning(edition, clocksStored).some(({ message }) => message.includes(`\`${stored.storedIn}\``))
        if (refused === isDated(edition, stored, trigger)) wrong.push(`${stored.storedIn} from ${trigger}: refused ${refused}`)
      }
    expect(wrong).toEqual([])
  })

  test('the check refuses a last resort that nothing it covers has', () => {
    const { edition } = changed(released, (edition) => ({
      ...edition,
      retention: edition.retention.map((rule) =>
        rule.categories.includes('cctv-footage') ? { ...rule, latestAfterTenancy: 'P1Y', withoutTenancy: 'P1Y' } : rule,
      ),
    }))
    const [last, other] = neverRunning(edition, clocksStored).filter(({ at }) => at.at(-1) !== 'trigger')
    expect([last?.at.at(-1), other?.at.at(-1)]).toEqual(['latestAfterTenancy', 'withoutTenancy'])
  })

  test('under a notice that is in force all the same, the promise of a schedule that runs is broken, and says why', async () => {
    const on = await testDatabase()
    const { deps } = await testGate(on, runningFrom('call-recordings', 'contact'))
    const swept = { kind: 'sweep', actor: 'system:sweep', act: 'delete', edition: released.hash, detail: {} } as const
    await deps.record([systemEntry(swept)])
    const figure = await figures.RT1?.({ ...deps, clock: () => Temporal.Now.instant() })
    expect(figure?.isKept).toBe(false)
    expect(figure?.says.exactly).toMatch(/periods? of the notice can never run/)
  })
})
