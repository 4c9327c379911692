import type { Batch } from '#gate/collect-many.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import type { Activity, Source } from '#notice/vocabulary.ts'
import { asset } from '#records/asset/asset.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { clockFrom } from '#records/clock-of.ts'
import { consent } from '#records/consent/consent.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { hold } from '#records/hold/hold.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { person } from '#records/person/person.ts'
import { rentAccount } from '#records/rent-account/rent-account.ts'
import { rentEntry } from '#records/rent-entry/rent-entry.ts'
import { tenure } from '#records/tenure/tenure.ts'
import { namedId } from '../named-id.ts'
import type { Random } from './random.ts'
import { advisers, firstNames, lastNames, needs, officers, postcodes, streets, topics } from './words.ts'

export type Invented = {
  readonly activity: Activity
  readonly type: RecordType
  readonly source: Source
  readonly item: Batch['items'][number]
}

type Wanted = { readonly seed: number; readonly number: number; readonly today: Temporal.PlainDate }
type Values = Batch['items'][number]['values']
type Put = (activity: Activity, type: RecordType, source: Source, name: string, values: Values, on: Temporal.PlainDate) => string

/** One tenant's home, tenure, household, rent, contacts and calls. Every tenth left some six years ago, on either side of the line. */
export function inventHousehold(edition: Edition, random: Random, wanted: Wanted): readonly Invented[] {
  const { number, today } = wanted
  const id = (name: string): string => namedId('example', String(wanted.seed), String(number), name)
  const ids = { person: id('person'), asset: id('asset'), tenure: id('tenure'), account: id('account') }
  const made: Invented[] = []
  const put: Put = (activity, type, source, name, values, on) => {
    const own = ownId(type, ids) ?? id(name)
    const clock = clockFrom(edition, type, activity, values, on)
    const tied = { person: type.subject === 'own' || type.subject === 'household' ? ids.person : null, tenure: ids.tenure }
    made.push({ activity, type, source, item: { id: own, values, collectedAt: atNoon(on), clockFrom: clock, ...tied } })
    return own
  }
  const left = number % 10 === 9 ? today.subtract({ years: 6 }).add({ days: (number % 3) - 1 }) : null
  home(put, random, ids, { number, today, left })
  money(put, random, ids, { number, today, left })
  if (left === null) contactsAndCalls(put, edition, random, { number, today })
  return made
}

type Ids = { readonly person: string; readonly asset: string; readonly tenure: string; readonly account: string }
type When = { readonly number: number; readonly today: Temporal.PlainDate; readonly left: Temporal.PlainDate | null }

function ownId(type: RecordType, ids: Ids): string | undefined {
  const known: Readonly<Record<string, string>> = { person: ids.person, asset: ids.asset, tenure: ids.tenure, 'rent-account': ids.account }
  return known[type.name]
}

function home(put: Put, random: Random, ids: Ids, when: When): void {
  const began = (when.left ?? when.today).subtract({ years: random.whole(1, 12), days: random.whole(0, 300) })
  const [first, last] = [random.oneOf(firstNames), random.oneOf(lastNames)]
  const about = 'tenancy-management'
  const flat = `${random.whole(1, 60)} ${random.oneOf(streets)}`
  put(
    about,
    asset,
    'own-systems',
    'asset',
    {
      assetType: 'Dwelling',
      address: flat,
      postcode: random.oneOf(postcodes),
      patch: `Patch ${random.whole(1, 9)}`,
      housingOfficer: random.oneOf(officers),
    },
    began,
  )
  const reference = String(200_000 + when.number)
  put(
    about,
    tenure,
    'own-systems',
    'tenure',
    {
      assetId: ids.asset,
      tenureType: random.chance(80) ? 'Assured' : 'Shared ownership',
      paymentReference: reference,
      startedOn: began.toString(),
      endedOn: when.left?.toString() ?? null,
    },
    began,
  )
  const born = when.today.subtract({ years: random.whole(22, 85), days: random.whole(0, 364) })
  const need = random.chance(25) ? { supportNeeds: random.oneOf(needs) } : {}
  put(about, person, 'the-person', 'person', { firstName: first, lastName: last, dateOfBirth: born.toString(), ...need }, began)
  put(
    about,
    householdMember,
    'the-person',
    'member',
    { fullName: `${first} ${last}`, dateOfBirth: born.toString(), isResponsible: true, personTenureType: 'Tenant' },
    began,
  )
  put(
    about,
    contactDetail,
    'the-person',
    'phone',
    { contactType: 'phone', subType: 'mobile', value: `07700 900${String(when.number % 1000).padStart(3, '0')}` },
    began,
  )
  if (random.chance(70))
    put(
      about,
      contactDetail,
      'the-person',
      'email',
      { contactType: 'email', value: `${first}.${last}.${when.number}@example.org`.toLowerCase() },
      began,
    )
}

function money(put: Put, random: Random, ids: Ids, when: When): void {
  const about = 'rent-collection'
  const weekly = random.whole(9_000, 16_000)
  const opened = (when.left ?? when.today).subtract({ weeks: 52 })
  put(
    about,
    rentAccount,
    'own-systems',
    'account',
    { reference: `R${200_000 + when.number}`, openedOn: opened.toString(), closedOn: when.left?.toString() ?? null },
    opened,
  )
  const owes = random.chance(20)
  for (let week = 0; week < 52; week += 4) {
    const on = opened.add({ weeks: week })
    const common = { rentAccountId: ids.account, postedOn: on.toString() }
    put(about, rentEntry, 'own-systems', `charge ${week}`, { ...common, kind: 'charge', pence: weekly * 4, words: 'Rent, four weeks' }, on)
    if (!owes || week < 40)
      put(about, rentEntry, 'own-systems', `payment ${week}`, { ...common, kind: 'payment', pence: -weekly * 4, words: 'Payment' }, on)
  }
}

function contactsAndCalls(put: Put, edition: Edition, random: Random, when: Pick<When, 'number' | 'today'>): void {
  const { number, today } = when
  const years = edition.retention.length > 0 ? agesAround(edition, 'contact-log', 'contact-handling', number) : []
  for (const [index, age] of [random.whole(1, 30), random.whole(31, 180), random.whole(181, 364), ...years].entries()) {
    const on = today.subtract({ days: age })
    const [topic, summary] = random.oneOf<readonly [string, string]>(topics)
    const values = {
      happenedAt: atNoon(on).toString(),
      channel: random.oneOf(['telephone', 'e-mail', 'visit']),
      direction: 'in',
      topic,
      summary,
      takenBy: random.oneOf(advisers),
    }
    put('contact-handling', contactLog, 'the-person', `contact ${index}`, values, on)
  }
  for (const [index, age] of [random.whole(1, 60), ...agesAround(edition, 'call-recordings', 'call-recording', number)].entries()) {
    const on = today.subtract({ days: age })
    const values = {
      startedAt: atNoon(on).toString(),
      seconds: random.whole(40, 900),
      direction: 'in',
      takenBy: random.oneOf(advisers),
      callingNumber: `07700 900${String(number % 1000).padStart(3, '0')}`,
    }
    const recording = put('call-recording', callRecording, 'telephone-system', `call ${index}`, values, on)
    if (index > 0 && number % 25 === 0) complaint(put, recording, today)
  }
  if (!random.chance(40)) return
  const answer = random.chance(70) ? 'given' : 'refused'
  const answered = today.subtract({ days: random.whole(10, 300) })
  const values = {
    forActivity: 'publicity',
    answer,
    wording: 'May we show pictures of you in our newsletter?',
    answeredAt: atNoon(answered).toString(),
    how: 'form',
  }
  put('publicity', consent, 'the-person', 'consent', values, answered)
}

function complaint(put: Put, recording: string, today: Temporal.PlainDate): void {
  const placed = today.subtract({ days: 30 })
  const values = {
    recordType: 'call-recording',
    itemId: recording,
    reason: 'complaint',
    details: 'A complaint about the call is being looked into.',
    placedBy: 'Priya Nair',
    placedOn: placed.toString(),
    reviewOn: today.add({ days: 60 }).toString(),
  }
  put('complaints-handling', hold, 'colleague', `hold ${recording}`, values, placed)
}

/** Ages in days on both sides of the line at which the rule's period ends: a day before, the day itself, a day after, by turns. */
function agesAround(edition: Edition, category: 'contact-log' | 'call-recordings', activity: string, number: number): readonly number[] {
  const rule = retentionRuleFor(edition, category, activity)
  if (rule === undefined) return []
  const from = Temporal.PlainDate.from('2024-01-01')
  const days = from.until(from.add(rule.period), { largestUnit: 'day' }).days
  return [days + (number % 3) - 1]
}

function atNoon(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant()
}
