import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import type { CompareAnswer, Opened, StoreAnswer } from '#gate/opened.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { ReadAnswer } from '#gate/read/read-part.ts'
import type { EraseAnswer } from '#gate/write/change.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { personalDetails } from '#records/person/person.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putContactDetail, putIdentityCheck, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())

/** Activities of the same colleague: one whose entries rule the check themselves, the others not. */
const activities = ['tenancy-management', 'rent-collection', 'complaints-handling', 'contact-handling'] as const
type Asked = (typeof activities)[number]

const about = { source: 'the-person', collectedAt: noon, clockFrom: null } as const

/** Each says why it was refused, or that it was done. */
const acts = {
  view: async (opened: Opened<Asked>) => said(await opened.read(contactDetails)),
  viewAmongOthers: async (opened: Opened<Asked>) => said((await opened.readTogether([personalDetails, rentAccounts]))[1]),
  provenance: async (opened: Opened<Asked>) => said(await opened.provenance(contactDetails)),
  use: async (opened: Opened<Asked>) => said(await opened.compare(personalDetails, () => true)),
  correct: async (opened: Opened<Asked>, id: string) =>
    said(await opened.correct(contactDetail, { id, version: '1', values: { value: '07700 900999' }, source: 'the-person' })),
  erase: async (opened: Opened<Asked>, id: string) => said(await opened.erase(contactDetail, id)),
  startClock: async (opened: Opened<Asked>) => said(await opened.startClock(contactDetail, today)),
  addAWayToReach: async (opened: Opened<Asked>) =>
    said(await opened.collect(contactDetail, { ...about, id: randomUUID(), values: { contactType: 'phone', value: '07700 900999' } })),
  note: async (opened: Opened<Asked>) =>
    said(
      await opened.collect(contactLog, {
        ...about,
        id: randomUUID(),
        values: { happenedAt: noon.toString(), channel: 'telephone', direction: 'in', topic: 'Fence' },
      }),
    ),
} as const

function said(answer: ReadAnswer<unknown> | CompareAnswer | EraseAnswer | StoreAnswer | undefined): string {
  if (answer === undefined || !('refusal' in answer)) return 'open'
  return `${answer.refusal.reasons.map((reason) => reason.code).join()} ${answer.refusal.clauses.join()}`
}

const becauses: readonly OpeningReason[] = ['call', 'visit', 'letter', 'case', 'rights-request', 'check', 'import', 'emergency']
const inContact: ReadonlySet<OpeningReason> = new Set(['call', 'visit'])
const cases = becauses.flatMap((because) =>
  [false, true].flatMap((checked) => activities.map((activity) => ({ because, checked, activity }))),
)

describe('while somebody is on the telephone or at the door, their record waits for an identity check (SE2)', () => {
  test.each(cases)('because $because, checked $checked, for $activity', async ({ because, checked, activity }) => {
    const { person } = await putPerson(on)
    const item = await putContactDetail(on, person)
    const who = colleague('team-leader', 'housing-officer', 'income-officer', 'complaints-officer')
    if (checked) await putIdentityCheck(on, person, who.id)
    const opened = await gate.open(who, { activity, person, because })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const rulesItself = activity === 'contact-handling'
    const waits = !checked && (inContact.has(because) || rulesItself)
    for (const [name, act] of Object.entries(acts)) {
      // Whoever is in contact is noted; the notice’s own entries say what else is open before the check.
      const expected = name !== 'note' && waits ? 'lacks-identity-verified SE2' : 'open'
      expect(`${name}: ${await act(opened, item)}`).toBe(`${name}: ${expected}`)
    }
  })

  test('a refused change is on record with its reason, and the number stays as it was', async () => {
    const { person } = await putPerson(on)
    const item = await putContactDetail(on, person)
    const opened = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'call' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    expect(opened.allows('contact-details')).toBe(false)
    await acts.correct(opened, item)
    await acts.erase(opened, item)
    const refusals = await pageOfEvidence(on.database, { subject: person, kind: 'refusal' })
    expect(refusals).toHaveLength(2)
    for (const row of refusals) {
      expect(row).toMatchObject({ outcome: 'refused', reasons: ['lacks-identity-verified'], clauses: ['SE2'], basis: 'contract' })
    }
    const [stored] = await on.asAdmin((admin) => admin.query('select value from contact_detail where id = $1', [item]))
    expect(stored).toEqual({ value: '07700 900025' })
  })

  test('the check that opens it is not stopped, and sets no password for whoever has not passed it', async () => {
    const { person } = await putPerson(on)
    const opened = await gate.open(colleague('housing-officer'), { activity: 'identity-verification', person, because: 'call' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    expect(await opened.compare(personalDetails, (row) => row.dateOfBirth === '1981-03-04')).toEqual({ ok: true, matched: true })
    expect(opened.allows('identity-secrets')).toBe(false)
  })

  test('the right answer is shown to nobody before the check, not even to whoever makes it', async () => {
    const { person } = await putPerson(on)
    const who = colleague('housing-officer')
    const opened = await gate.open(who, { activity: 'identity-verification', person, because: 'call' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    expect(said(await opened.read(personalDetails))).toBe('lacks-identity-verified SE2')
    await putIdentityCheck(on, person, who.id)
    const after = await gate.open(who, { activity: 'identity-verification', person, because: 'call' })
    expect(said(after.ok ? await after.read(personalDetails) : undefined)).toBe('open')
  })

  test('a check made by another colleague, or of somebody else, opens nothing', async () => {
    const { person } = await putPerson(on)
    const other = await putPerson(on)
    const who = colleague('housing-officer')
    await putIdentityCheck(on, person, colleague('housing-officer').id)
    await putIdentityCheck(on, other.person, who.id)
    const opened = await gate.open(who, { activity: 'tenancy-management', person, because: 'visit' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    expect(said(await opened.read(personalDetails))).toBe('lacks-identity-verified SE2')
  })

  test('who is refused anyway is told that, and nothing of a check', async () => {
    const { person } = await putPerson(on)
    const refused = await gate.open(colleague('marketing-officer'), { activity: 'tenancy-management', person, because: 'call' })
    expect(refused).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'role-not-in-activity' }] } })
  })
})
