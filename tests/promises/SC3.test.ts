import { expect, test } from 'vitest'
import { sharedWithAgencies } from '#duties/promises/share-figures.ts'
import { flowsOf } from '#duties/shares/flows.ts'
import { agreement } from '#records/agreement/agreement.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { share } from '#records/share/share.ts'
import { registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putOrganisation } from '../support/ledger-lines.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { deps } = tested
const { person } = await putPerson(on)

/** Something that left, or did not. */
async function line(
  recipient: string,
  activity: string,
  leftAt: string | null,
  { organisation = null, outcome = 'left' }: { readonly organisation?: string | null; readonly outcome?: string } = {},
) {
  const closed = { outcome, closedOn: '2026-11-20', leftAt, shown: 'yes', organisationId: organisation }
  const values = { recipient, occasion: 'request', preparedBy: 'Dee Marsh', preparedById: 'dee', needsConsent: 'false', ...closed }
  return putItem(on, share, { activity, collectedOn: today, person, values })
}

async function agreed(organisation: string, forActivity: string, values: Readonly<Record<string, string | null>> = {}) {
  const days = { signedOn: '2026-01-01', inForceFrom: '2026-01-01', until: '2027-01-01', reviewOn: '2026-12-01', endedOn: null }
  await putItem(on, agreement, {
    ...{ activity: 'rights-requests', collectedOn: today },
    values: { organisationId: organisation, kind: 'agreement', forActivity, ...days, ...values },
  })
}

test('what flows regularly to an agency is counted apart from what goes occasionally', async () => {
  expect(await sharedWithAgencies(deps)).toMatchObject({ seen: 0, says: { exactly: 'Nothing went to an agency in the last 30 days.' } })
  const [council, hospital, other] = [
    await putOrganisation(on, 'local-authority', 'The council'),
    await putOrganisation(on, 'health-care', 'The hospital'),
    await putOrganisation(on, 'health-care', 'Another hospital'),
  ]
  await agreed(hospital, 'support-and-wellbeing')
  await agreed(other, 'support-and-wellbeing', { endedOn: '2026-11-10' })
  // The notice itself calls it regular that the council hears of anti-social behaviour.
  await line('local-authority', 'anti-social-behaviour', '2026-11-20T09:00:00Z', { organisation: council })
  await line('local-authority', 'safeguarding', '2026-11-20T09:00:00Z', { organisation: council })
  // Under an agreement for this use, of the day on which it left.
  await line('health-care', 'support-and-wellbeing', '2026-11-09T09:00:00Z', { organisation: hospital })
  await line('health-care', 'support-and-wellbeing', '2026-11-09T09:00:00Z', { organisation: other })
  await line('health-care', 'support-and-wellbeing', '2026-11-10T09:00:00Z', { organisation: other })
  await line('health-care', 'emergency', '2026-11-09T09:00:00Z', { organisation: hospital })
  // Half past eleven at night in winter is still the same day; in summer it is the next.
  await line('police', 'crime-prevention', '2026-06-30T23:30:00Z')
  await line('police', 'crime-prevention', '2026-11-21T09:00:00Z')
  await line('police', 'crime-prevention', null, { outcome: 'stopped' })
  const span = { from: Temporal.PlainDate.from('2026-01-01'), until: today }
  expect(await flowsOf(deps, span)).toEqual([
    { recipient: 'police', month: '2026-11', regular: 0, occasional: 1 },
    { recipient: 'local-authority', month: '2026-11', regular: 1, occasional: 1 },
    { recipient: 'health-care', month: '2026-11', regular: 2, occasional: 2 },
    { recipient: 'police', month: '2026-07', regular: 0, occasional: 1 },
  ])
  expect(await flowsOf(deps, { from: today, until: today })).toEqual([])
  expect((await sharedWithAgencies(deps)).says).toEqual({
    exactly: 'In the last 30 days something was shared occasionally 4 times. In regular flows something was shared 3 times.',
    publicly:
      'In the last 30 days something was shared occasionally fewer than 5 times. In regular flows something was shared fewer than 5 times.',
  })
})

test('footage that left counts with the rest, and what a person got of what shows them does not', async () => {
  const place = await registerCamera(tested, 'REC/1')
  const given = (recipient: string, leftAt: string | null) =>
    putItem(on, disclosure, {
      ...{ activity: 'crime-prevention', collectedOn: today, place },
      values: { recipient, leftAt, outcome: 'released', closedOn: '2026-11-20', shown: 'no', organisationId: null },
    })
  const span = { from: Temporal.PlainDate.from('2026-01-01'), until: today }
  const police = async () => (await flowsOf(deps, { ...span, recipient: 'police' })).filter(({ month }) => month === '2026-11')
  expect(await police()).toEqual([{ recipient: 'police', month: '2026-11', regular: 0, occasional: 1 }])
  await given('police', '2026-11-20T09:00:00Z')
  await given('police', null)
  await given('the-person', '2026-11-20T09:00:00Z')
  expect(await police()).toEqual([{ recipient: 'police', month: '2026-11', regular: 0, occasional: 2 }])
  expect(await flowsOf(deps, { ...span, recipient: 'the-person' })).toEqual([])
  const { exactly, publicly } = (await sharedWithAgencies(deps)).says
  expect(exactly).toBe('In the last 30 days something was shared occasionally 5 times. In regular flows something was shared 3 times.')
  expect(publicly).toContain('In the last 30 days something was shared occasionally at least 5 times.')
})
