import { beforeEach, describe, expect, test } from 'vitest'
import { checkIdentity } from '#duties/identity/check.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { rightsRequestsOf, type StepValues } from '#duties/rights/requests.ts'
import type { Step } from '#duties/rights/steps.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { Circumstance, RecipientKind } from '#notice/vocabulary.ts'
import { supportNeeds } from '#records/person/person.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
// Evidence is dated by the database itself, so these figures stand on today.
setNow(Temporal.Now.instant())

const figures = async () => new Map((await promiseStates({ ...deps, tests: new Map() })).map(({ clause, evidence }) => [clause, evidence]))

const nothingYet: readonly (readonly [string, string])[] = [
  ['B2', 'No sharings stopped for want of consent in the last 30 days.'],
  ['B3', 'No decisions whether special category information may be shared in the last 30 days.'],
  ['CC1', 'No decisions about convictions in the last 30 days.'],
  ['D3', 'No items collected for equality figures are held yet.'],
  ['D4', 'No looks at what somebody needs in the last 30 days.'],
  ['D9', 'No items of customer research are held yet.'],
  ['L7', 'No decisions to share what law requires in the last 30 days.'],
  ['L8', 'No answers to questions of consent are held yet.'],
  ['MK1', 'No items collected for news of homes are held yet.'],
  ['MK3', 'No uses for news of homes in the last 30 days.'],
  ['MK4', 'No objections to news of homes are held yet. No uses for news of homes refused in the last 30 days.'],
  ['P6', 'No sign-ins of colleagues in the last 30 days.'],
  ['R11', 'No agreements and protocols are held yet. No sharings stopped for want of an agreement in the last 30 days.'],
  ['R12', 'No instructions are held yet. No sharings stopped for want of an instruction in the last 30 days.'],
  ['R9', 'No decisions whether the police may have something in the last 30 days.'],
  ['S4', 'No items from people who act for others are held yet.'],
  ['SC3', 'Nothing went to an agency in the last 30 days.'],
  ['SC8', 'Nothing that was shared is hidden from the person.'],
  ['SE1', 'No requests for data refused in the last 30 days. The evidence was not checked yet.'],
  ['U10', 'No acts of equality monitoring in the last 30 days.'],
  ['SC5', 'No looks at special category information in the last 30 days.'],
  ['SE2', 'No checks of who somebody is in the last 30 days.'],
  ['W2', 'No decisions whether a regulator or the Ombudsman may have something in the last 30 days.'],
]

test.each(nothingYet)('%s: while nothing has come up, its figure says so: %s', async (clause, says) => {
  expect((await figures()).get(clause)).toBe(says)
})

test('each figure counts what was done in this system, and nothing else', async () => {
  const { person } = await putPerson(on)
  const asked = { person, because: 'case' } as const
  const officers = colleague('housing-officer', 'repairs-planner')
  const adviser = colleague('customer-service-adviser')
  const wrong = { born: '1 1 1901', postcode: 'ZZ1 1ZZ', reference: '' }
  await checkIdentity({ ...deps, gate }, adviser, person, wrong)
  await checkIdentity({ ...deps, gate }, adviser, person, { ...wrong, born: '4 3 1981', postcode: 'EX5 2FZ' })
  const officer = await openTo(gate, colleague('housing-officer'), {
    ...asked,
    activity: 'tenancy-management',
    vouched: ['special-category-reason'],
  })
  await officer.read(supportNeeds)
  const signposting = await openTo(gate, colleague('support-worker'), { ...asked, activity: 'support-signposting' })
  const to = (recipient: RecipientKind, ...given: readonly Circumstance[]) => ({ type: 'person', recipient, given, detail: {} })
  await signposting.share({ ...to('private-landlord'), category: 'contact-details' })
  const concern = await openTo(gate, colleague('safeguarding-lead'), { ...asked, activity: 'safeguarding' })
  await concern.share({ ...to('police', 'written-request', 'person-at-risk', 'reason-without-consent'), category: 'health' })
  await concern.share({ ...to('police', 'written-request', 'person-at-risk', 'reason-without-consent'), category: 'criminal-convictions' })
  const movers = await openTo(gate, officers, { ...asked, activity: 'move-notifications' })
  await movers.share({ ...to('council-tax'), category: 'tenure' })
  const repairs = await openTo(gate, officers, { ...asked, activity: 'repairs' })
  await repairs.share({ ...to('contractor'), category: 'contact-details' })
  const refused = await gate.open(colleague('equality-analyst'), { ...asked, activity: 'equality-monitoring' })
  expect(refused).toMatchObject({ ok: false })
  await deps.record([
    { ...systemEntry({ kind: 'sign-in', actor: 'system:test', act: 'sign-in', edition: null, detail: {} }), actor: 'colleague:a' },
  ])
  const items = [
    ['equality-monitoring', '2026-10-02T10:00:00Z'],
    ['research', '2026-10-03T10:00:00Z'],
    ['marketing', '2026-10-04T10:00:00Z'],
  ] as const
  for (const [activity, answeredAt] of items) {
    await putConsent(on, person, { answer: 'given', answeredAt, ended: null })
    await on.asAdmin((admin) => admin.query('update consent set activity = $1 where answered_at = $2', [activity, answeredAt]))
  }
  const report = await openTo(gate, colleague('senior-manager'), { ...asked, activity: 'regulatory-requirements' })
  await report.share({ ...to('regulator', 'legal-reference'), category: 'rent-account' })
  await putConsent(on, person, { answer: 'given', answeredAt: '2026-10-01T10:00:00Z', ended: null })
  const now = await figures()
  expect(Object.fromEntries(nothingYet.map(([clause]) => [clause, now.get(clause)]))).toEqual({
    B2: '1 sharing stopped for want of consent in the last 30 days.',
    B3: '1 decision whether special category information may be shared in the last 30 days.',
    CC1: '1 decision about convictions in the last 30 days.',
    D3: '1 item collected for equality figures held.',
    D4: '1 look at what somebody needs in the last 30 days.',
    D9: '1 item of customer research held.',
    MK1: '1 item collected for news of homes held.',
    MK3: 'No uses for news of homes in the last 30 days.',
    MK4: 'No objections to news of homes are held yet. No uses for news of homes refused in the last 30 days.',
    P6: '1 sign-in of a colleague in the last 30 days.',
    R11: 'No agreements and protocols are held yet. 1 sharing stopped for want of an agreement in the last 30 days.',
    R12: 'No instructions are held yet. 1 sharing stopped for want of an instruction in the last 30 days.',
    // A decision that something may go is no line of the ledger: nothing has left by it.
    SC3: 'Nothing went to an agency in the last 30 days.',
    SC8: 'Nothing that was shared is hidden from the person.',
    SE1: expect.stringMatching(/^\d+ requests for data refused in the last 30 days\. The evidence was not checked yet\.$/),
    U10: '1 act of equality monitoring in the last 30 days.',
    L7: '1 decision to share what law requires in the last 30 days.',
    L8: '4 consents in force.',
    R9: '2 decisions whether the police may have something in the last 30 days.',
    S4: 'No items from people who act for others are held yet.',
    SC5: '1 look at special category information in the last 30 days.',
    SE2: '2 checks of who somebody is in the last 30 days. Failed: 1.',
    W2: '1 decision whether a regulator or the Ombudsman may have something in the last 30 days.',
  })
  expect(now.get('R4')).toMatch(/^No decisions/)
})

describe('A1', () => {
  const requests = rightsRequestsOf({ ...deps, gate })
  const officer = colleague('data-protection-officer')
  const stands = async () => {
    const states = await promiseStates({ ...deps, tests: new Map() })
    const { state, evidence, publicly } = states.find(({ clause }) => clause === 'A1') ?? {}
    inPublic = publicly
    return [state, evidence]
  }
  let inPublic: string | null | undefined
  const receivedBefore = async (days: number) => {
    const receivedOn = dateIn(deps.clock()).subtract({ days }).toString()
    const asked = {
      cameBy: 'letter',
      askedBy: 'themselves',
      name: 'Amina Yusuf',
      contact: '4 Quay Street',
      words: 'All that you have.',
    } as const
    const logged = await requests.log(officer, { ...asked, receivedOn, otherNames: null, authority: null })
    if (!logged.ok) throw new Error('not logged')
    return logged.id
  }
  const step = async (id: string, what: Step, values: StepValues = {}) => {
    const found = await requests.look(officer, id)
    if (!found.ok) throw new Error('not there')
    return requests.step(officer, found.request, { what, on: dateIn(deps.clock()), values })
  }

  beforeEach(() => on.asAdmin((admin) => admin.query('delete from rights_request')))

  test('is broken while a request is past the day that the law gives, and counts what was answered in time', async () => {
    expect(await stands()).toEqual(['in place', 'No requests for a copy are held yet.'])
    const waiting = await receivedBefore(40)
    await receivedBefore(2)
    expect(await stands()).toEqual(['broken', '2 open requests for a copy, 1 overdue. None has been answered yet.'])
    expect(inPublic).toBe('Fewer than 5 open requests for a copy, fewer than 5 overdue. None has been answered yet.')
    await step(waiting, 'identity-asked')
    expect(await stands()).toEqual(['kept', '2 open requests for a copy, none overdue. None has been answered yet.'])
    const found = await requests.look(officer, waiting)
    if (found.ok) await requests.undo(officer, found.request, 0)
    expect((await stands())[0]).toBe('broken')
    await step(waiting, 'refused', { outcome: 'refused' })
    expect(await stands()).toEqual(['kept', '1 open request for a copy, none overdue. 0 of 1 answered in time.'])
    await step(await receivedBefore(3), 'refused', { outcome: 'refused' })
    expect(await stands()).toEqual(['kept', '1 open request for a copy, none overdue. 1 of 2 answered in time.'])
    expect(inPublic).toBe(
      'Fewer than 5 open requests for a copy, none overdue. Fewer than 5 have been answered, fewer than 5 of them late.',
    )
  })

  test('is not broken past the first month where they were told within it that it takes longer', async () => {
    const now = deps.clock()
    const longer = await receivedBefore(20)
    await step(longer, 'identified', { ofPerson: (await putPerson(on)).person })
    await step(longer, 'extended')
    setNow(now.add({ hours: 24 * 20 }))
    expect(await stands()).toEqual(['kept', '1 open request for a copy, none overdue. None has been answered yet.'])
    setNow(now.add({ hours: 24 * 90 }))
    expect(await stands()).toEqual(['broken', '1 open request for a copy, 1 overdue. None has been answered yet.'])
    setNow(now)
  })
})
