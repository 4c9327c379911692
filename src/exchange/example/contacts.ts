import { callRecording } from '#records/call-recording/call-recording.ts'
import { cautionaryAlert } from '#records/cautionary-alert/cautionary-alert.ts'
import { consent } from '#records/consent/consent.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { hold } from '#records/hold/hold.ts'
import { objection } from '#records/objection/objection.ts'
import { supportContact } from '#records/support-contact/support-contact.ts'
import { atNoon, type Household } from './invented.ts'
import type { Random } from './random.ts'
import { advisers, topics } from './words.ts'

/** A year of contacts and calls, some of each about due; consents asked for, and complaints that keep a recording. */
export function contactsAndCalls(household: Household, random: Random): void {
  const { put, lineOf, edition, number, today } = household
  const ago = (least: number, most: number) => today.subtract({ days: random.whole(least, most) })
  const onLine = lineOf(contactLog, 'contact-handling')
  for (const [index, on] of present([ago(1, 30), ago(31, 180), ago(181, 364), onLine]).entries()) {
    const [topic, summary] = random.oneOf<readonly [string, string]>(topics)
    const how = { happenedAt: atNoon(on).toString(), channel: random.oneOf(['telephone', 'e-mail', 'visit']), direction: 'in' }
    const values = { ...how, topic, summary, takenBy: random.oneOf(advisers) }
    put({ activity: 'contact-handling', type: contactLog, source: 'the-person', name: `contact ${index}`, values, on })
  }
  const callOnLine = lineOf(callRecording, 'call-recording')
  for (const [index, on] of present([ago(1, 60), callOnLine]).entries()) {
    const call = { startedAt: atNoon(on).toString(), seconds: random.whole(40, 900), direction: 'in' }
    const values = { ...call, takenBy: random.oneOf(advisers), callingNumber: `07700 900${String(number % 1000).padStart(3, '0')}` }
    const recording = put({
      activity: 'call-recording',
      type: callRecording,
      source: 'telephone-system',
      name: `call ${index}`,
      values,
      on,
    })
    if (index > 0 && number % 25 === 0) complaint(household, recording, null)
    if (index === 0 && number % 12 === 3) complaint(household, recording, lineOf(hold, 'complaints-handling'))
  }
  if (number % 12 === 5) supported(household)
  if (number % 30 === 7) alerted(household)
  if (number % 15 === 4) objects(household, number % 2 === 0 ? 'upheld' : 'waiting', null)
  if (number % 15 === 8) objects(household, 'upheld', lineOf(objection, 'rights-requests'))
  if (random.chance(40) && edition.activities.some(({ id }) => id === 'publicity')) asked(household, random)
}

/** A consent to publicity given, refused, or given and ended about when its period is over. */
function asked({ put, lineOf, today }: Household, random: Random): void {
  const ended = random.chance(30) ? lineOf(consent, 'publicity') : undefined
  const on = (ended ?? today).subtract({ days: random.whole(10, 300) })
  const answer = ended !== undefined || random.chance(70) ? 'given' : 'refused'
  const shown = { forActivity: 'publicity', wording: 'May we show pictures of you in our newsletter?', how: 'form' }
  const values = { ...shown, answer, answeredAt: atNoon(on).toString(), endedOn: ended?.toString() ?? null }
  put({ activity: 'publicity', type: consent, source: 'the-person', name: 'consent', values, on })
}

/** A safety alert that was told in writing, and is looked at again in six months. */
function alerted({ put, edition, today }: Household): void {
  const entry = edition.activities.find(({ id }) => id === 'tenancy-management')
  if (entry?.categories.includes('cautionary-alerts') !== true) return
  const on = today.subtract({ days: 90 })
  const values = {
    ...{ code: 'dog-shut-away', since: on.toString(), reviewBy: on.add({ months: 9 }).toString() },
    ...{ why: 'A dog at the home bit a meter reader.', decidedBy: 'Dee Marsh', decidedOn: on.toString(), decidedIn: 'housing-officer' },
    ...{ told: 'letter', toldWhy: 'Your dog bit somebody who came to read the meter.', endedOn: null },
  }
  put({ activity: 'tenancy-management', type: cautionaryAlert, source: 'colleague', name: 'safety alert', values, on })
}

/** Somebody whom a debt adviser works with. */
function supported({ put, edition, today }: Household): void {
  if (!edition.activities.some(({ id }) => id === 'support-signposting')) return
  const on = today.subtract({ days: 40 })
  const service = { organisation: 'Exe Debt Advice (invented)', who: 'The duty adviser', reach: '01632 960177' }
  const values = {
    ...service,
    since: on.toString(),
    cameBack: 'A plan for the arrears was made.',
    cameBackOn: on.add({ days: 9 }).toString(),
  }
  put({ activity: 'support-signposting', type: supportContact, source: 'the-person', name: 'support contact', values, on })
}

/** Somebody who does not want to be asked for research; `ended` is the day they changed their mind, null until then. */
function objects({ put, today }: Household, decision: 'upheld' | 'waiting', ended: Temporal.PlainDate | null | undefined): void {
  if (ended === undefined) return
  const on = (ended ?? today).subtract({ days: 20 })
  const decidedOn = decision === 'upheld' ? on.add({ days: 12 }).toString() : null
  const what = { kind: 'objection', againstActivity: 'research', decision, reason: 'Asked not to be rung for surveys any more.' }
  const values = { ...what, madeOn: on.toString(), decidedOn, endedOn: ended?.toString() ?? null }
  put({ activity: 'rights-requests', type: objection, source: 'the-person', name: 'objection', values, on })
}

/** A recording kept for a complaint; `lifted` is the day on which the hold ended, null until then. */
function complaint({ put, today }: Household, recording: string, lifted: Temporal.PlainDate | null | undefined): void {
  if (lifted === undefined) return
  const on = (lifted ?? today).subtract({ days: 30 })
  const why = { recordType: 'call-recording', itemId: recording, reason: 'complaint', placedBy: 'Priya Nair' }
  const dates = { placedOn: on.toString(), reviewOn: on.add({ days: 90 }).toString(), liftedOn: lifted?.toString() ?? null }
  const values = { ...why, ...dates, details: 'A complaint about the call is being looked into.' }
  put({ activity: 'complaints-handling', type: hold, source: 'colleague', name: `hold ${recording}`, values, on })
}

function present(days: readonly (Temporal.PlainDate | undefined)[]): readonly Temporal.PlainDate[] {
  return days.filter((day) => day !== undefined)
}
