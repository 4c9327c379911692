import { expect, test } from 'vitest'
import { ties } from '#gate/ties/ties.ts'
import { endOf, financialYearEnd } from '#notice/financial-year.ts'
import { clockFrom, startedBy } from '#records/clock-of.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { livewest } from '../support/edition.ts'

const { edition } = await livewest()
const collectedOn = Temporal.PlainDate.from('2026-11-23')

const cases: readonly (readonly [
  type: string,
  activity: string,
  values: Readonly<Record<string, string | null>>,
  starts: string | null,
  what: string,
])[] = [
  ['contact-log', 'contact-handling', { happenedAt: '2026-07-01T23:30:00Z' }, '2026-07-02', 'a contact: its London day'],
  [
    'contact-log',
    'anti-social-behaviour',
    { happenedAt: '2026-07-01T09:30:00Z' },
    null,
    'a contact of a case: not before the case is closed',
  ],
  ['call-recording', 'call-recording', { startedAt: '2026-01-31T12:00:00Z' }, '2026-01-31', 'a recording: the day of the call'],
  ['rent-entry', 'rent-collection', { postedOn: '2026-03-31' }, '2026-03-31', 'the last day of a financial year'],
  ['rent-entry', 'rent-collection', { postedOn: '2026-04-01' }, '2027-03-31', 'the first day of the next'],
  ['rent-account', 'rent-collection', { closedOn: null }, null, 'an account that is open'],
  ['rent-account', 'rent-collection', { closedOn: '2026-05-01' }, '2027-03-31', 'an account that was closed'],
  ['consent', 'tenancy-management', { endedOn: null }, null, 'a consent that stands'],
  ['consent', 'tenancy-management', { endedOn: '2026-05-01' }, '2026-05-01', 'a consent that was taken back'],
  ['hold', 'complaints-handling', { liftedOn: '2026-05-01' }, '2026-05-01', 'a hold that was lifted'],
  ['person', 'tenancy-management', {}, null, 'a person: it runs from their tenancy'],
  ['tenure', 'tenancy-management', { endedOn: '2026-05-01' }, null, 'a tenure: read from itself'],
  ['contact-detail', 'housing-officer-lookup', {}, '2026-11-23', 'what is kept from collecting on'],
]

test.each(cases)('%s for %s %o starts on %s: %s', (name, activity, values, starts) => {
  const type = everyRecordType.find((each) => each.name === name)
  if (type === undefined) throw new Error('no such type')
  expect(clockFrom(edition, type, activity, values, collectedOn)?.toString() ?? null).toBe(starts)
})

test('an edition that says nothing of how long starts no clock', () => {
  const [type] = everyRecordType
  if (type === undefined) throw new Error('no types')
  expect(clockFrom({ ...edition, retention: [] }, type, 'tenancy-management', {}, collectedOn)).toBeNull()
})

test('a leap day belongs to the financial year that ends in its March', () => {
  expect(financialYearEnd({}, Temporal.PlainDate.from('2028-02-29')).toString()).toBe('2028-03-31')
})

test.each([
  [undefined, '2026-03-31', '2026-03-31'],
  [undefined, '2026-04-01', '2027-03-31'],
  ['12-31', '2026-12-31', '2026-12-31'],
  ['12-31', '2027-01-01', '2027-12-31'],
  ['09-30', '2026-10-01', '2027-09-30'],
  ['02-28', '2027-03-01', '2028-02-29'],
  ['02-28', '2028-02-29', '2028-02-29'],
  ['02-28', '2028-03-01', '2029-02-28'],
])('a financial year that ends on %s: %s belongs to the one that ends on %s', (financialYearEnds, day, end) => {
  const landlord = financialYearEnds === undefined ? {} : { financialYearEnds }
  expect(financialYearEnd(landlord, Temporal.PlainDate.from(day)).toString()).toBe(end)
})

test('what somebody posted in a landlord’s own financial year runs from that landlord’s own day', () => {
  const type = everyRecordType.find(({ name }) => name === 'rent-entry')
  if (type === undefined) throw new Error('no such type')
  const own = { ...edition, landlord: { ...edition.landlord, financialYearEnds: '12-31' } }
  expect(clockFrom(own, type, 'rent-collection', { postedOn: '2026-04-01' }, collectedOn)?.toString()).toBe('2026-12-31')
  expect(endOf(own.landlord).toString()).toBe('12-31')
})

test('every kind of record that is about somebody says what starts its clock', () => {
  for (const type of everyRecordType) {
    if (type.tie === ties.home || type.tie === ties.place.itself) expect(startedBy(type), type.name).toBeNull()
    else expect(startedBy(type), type.name).toContain('collected')
  }
})
