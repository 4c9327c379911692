// Held by the compiler in `npm run check`: each `@ts-expect-error` fails the check when the line below it starts to compile.

import type { LeavingItem } from '#duties/shares/leaves.ts'
import { field, type Leaving, sealed } from '#gate/field.ts'
import type { Opened } from '#gate/opened.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { cautionaryAlert } from '#records/cautionary-alert/cautionary-alert.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { everyPart, partsWithin } from '#records/every-part.ts'
import { supportNeeds } from '#records/person/person.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'

export async function rentCollection(opened: Opened<'rent-collection'>): Promise<void> {
  await opened.read(contactDetails)
  await opened.read(rentAccounts)
  // @ts-expect-error reading what somebody needs support with to chase the rent
  await opened.read(supportNeeds)
}

export async function repairs(opened: Opened<'repairs'>): Promise<void> {
  await opened.read(contactDetails)
  // @ts-expect-error reading a rent account to mend a boiler
  await opened.read(rentAccounts)
}

/** A list that is derived is guarded by the ceiling of its own activity, and of no other. */
export async function derived(opened: Opened<'repairs'>): Promise<void> {
  await opened.readTogether(partsWithin('repairs'))
  // @ts-expect-error everything that rent work may name, to mend a boiler
  await opened.readTogether(partsWithin('rent-collection'))
  // @ts-expect-error everything that is kept
  await opened.readTogether(everyPart)
}

export async function eitherOfTwo(opened: Opened<'repairs' | 'rent-collection'>): Promise<void> {
  await opened.read(contactDetails)
  // @ts-expect-error a view for two activities has only what both allow
  await opened.read(rentAccounts)
}

export const plainHealth = recordType({
  name: 'plain-health',
  title: { one: 'x', many: 'x' },
  tie: ties.person.about,
  usual: 'contact-handling',
  category: 'health',
  // @ts-expect-error a special category in a plain column
  fields: { diagnosis: field('text', 'health', 'Diagnosis', { plain: 'code' }) },
})

export const plainWords = recordType({
  name: 'plain-words',
  title: { one: 'x', many: 'x' },
  tie: ties.person.about,
  usual: 'contact-handling',
  category: 'contact-log',
  // @ts-expect-error free text in a plain column
  fields: { said: field('text', 'contact-log', 'What was said') },
})

export const sealedHealth = recordType({
  name: 'sealed-health',
  title: { one: 'x', many: 'x' },
  tie: ties.person.about,
  usual: 'contact-handling',
  category: 'health',
  fields: { diagnosis: sealed('health', 'Diagnosis') },
})

// @ts-expect-error a part of a category that the record type has not
export const noSuchPart = part(sealedHealth, 'rent-account')

type AlertOutside = Leaving<typeof cautionaryAlert.fields>

/** What may leave of a safety alert is its code and its days: its words have no way out. */
export function sheetLines(): readonly LeavingItem['values'][number][] {
  const { code, since, reviewBy, why } = cautionaryAlert.fields
  return [
    [code, 'visit-in-pairs'],
    [since, '2026-01-05'],
    [reviewBy, '2026-12-01'],
    // @ts-expect-error the words behind a safety alert on a sheet for somebody outside
    [why, 'He threw a plate.'],
  ]
}

export function outside(alert: AlertOutside): void {
  void alert.code
  // @ts-expect-error the words behind a safety alert, among what may go to somebody outside
  void alert.why
  // @ts-expect-error what the person answered
  void alert.answer
}
