import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { personalDetails, supportNeeds } from '#records/person/person.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps } = await testGate(on, released)

async function evidenceAbout(person: string) {
  return pageOfEvidence(on.database, { subject: person })
}

describe('the only door to personal data', () => {
  test('a housing officer managing the tenancy sees who and where, and it is on record before the answer', async () => {
    const { person } = await putPerson(on)
    const dee = colleague('housing-officer')
    const opened = await gate.open(dee, { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const [details, held] = await Promise.all([opened.read(personalDetails), opened.read(tenures)])
    expect(details).toMatchObject({ ok: true, rows: [{ firstName: 'Amina', dateOfBirth: '1981-03-04', source: 'own-systems' }] })
    expect(held).toMatchObject({ ok: true, rows: [{ paymentReference: '204417', endedOn: null }] })
    expect(await evidenceAbout(person)).toMatchObject([
      { kind: 'read', recordType: 'tenure', categories: ['tenure'], outcome: 'permitted', basis: 'contract', edition: released.hash },
      { kind: 'read', recordType: 'person', actor: `colleague:${dee.id}`, role: 'housing-officer', activity: 'tenancy-management' },
    ])
  })

  test('a marketing officer is refused the tenancy, with the reason, and the refusal is on record', async () => {
    const { person } = await putPerson(on)
    const refused = await gate.open(colleague('marketing-officer'), { activity: 'tenancy-management', person, because: 'case' })
    expect(refused).toMatchObject({ ok: false, refusal: { outcome: 'refused', reasons: [{ code: 'role-not-in-activity' }] } })
    expect(await evidenceAbout(person)).toMatchObject([{ kind: 'refusal', outcome: 'refused', reasons: ['role-not-in-activity'] }])
  })

  test('the person who runs the machine opens nobody, whatever the activity', async () => {
    const { person } = await putPerson(on)
    for (const activity of ['tenancy-management', 'repairs', 'rent-collection', 'rights-requests', 'emergency', 'safeguarding'] as const) {
      expect(await gate.open(colleague('system-administrator'), { activity, person, because: 'case' })).toMatchObject({ ok: false })
    }
  })

  test('somebody who is not on file is refused like anything unknown', async () => {
    const refused = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person: randomUUID(), because: 'case' })
    expect(refused).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'unknown-word' }] } })
  })

  test('what somebody needs support with stays closed until a reason is given, and is then readable', async () => {
    const { person } = await putPerson(on)
    const place = { table: 'person', row: person, category: 'support-needs' }
    const blob = await deps.keys.seal(person, place, { supportNeeds: 'Large print' })
    await on.asAdmin((admin) => admin.query('update person set sealed_support_needs = $2 where id = $1', [person, blob]))
    const worker = colleague('support-worker')
    const about = { activity: 'support-and-wellbeing', person, because: 'case' } as const
    const closed = await gate.open(worker, about)
    if (!closed.ok) throw new Error(JSON.stringify(closed.refusal))
    expect(await closed.read(supportNeeds)).toMatchObject({
      ok: false,
      refusal: { reasons: [{ code: 'lacks-special-category-reason' }, { code: 'lacks-reason-without-consent' }] },
    })
    const open = await gate.open(worker, { ...about, vouched: ['special-category-reason', 'reason-without-consent'] })
    if (!open.ok) throw new Error(JSON.stringify(open.refusal))
    expect(await open.read(supportNeeds)).toMatchObject({ ok: true, rows: [{ supportNeeds: 'Large print' }] })
    const [stored] = await on.asAdmin((admin) =>
      admin.query<{ text: string }>(`select encode(sealed_support_needs, 'escape') as text from person where id = $1`, [person]),
    )
    expect(stored?.text).not.toContain('Large')
    await deps.keys.erase(person)
    expect(await open.read(supportNeeds)).toMatchObject({ ok: true, rows: [{ supportNeeds: null }] })
  })

  test('an adviser reads the account only after checking who is calling', async () => {
    const { person } = await putPerson(on)
    const dee = colleague('customer-service-adviser')
    const about = { activity: 'contact-handling', person, because: 'call' } as const
    const before = await gate.open(dee, about)
    if (!before.ok) throw new Error(JSON.stringify(before.refusal))
    expect(await before.read(rentAccounts)).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'lacks-identity-verified' }] } })
    await on.asAdmin((admin) =>
      admin.query(
        `insert into identity_check (id, person_id, colleague, passed, asked, matched, checked_at) values ($1, $2, $3, true, 2, 2, $4)`,
        [randomUUID(), person, dee.id, noon.subtract({ minutes: 5 }).toString()],
      ),
    )
    const after = await gate.open(dee, about)
    if (!after.ok) throw new Error(JSON.stringify(after.refusal))
    expect(await after.read(rentAccounts)).toMatchObject({ ok: true })
  })

  test('a contact is stored with its evidence, sealed, and read back; a wrong source is refused', async () => {
    const { person } = await putPerson(on)
    const dee = colleague('customer-service-adviser')
    const opened = await gate.open(dee, { activity: 'contact-handling', person, because: 'call', vouched: ['identity-verified'] })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const item = {
      id: randomUUID(),
      values: { happenedAt: noon.toString(), channel: 'telephone', direction: 'in', topic: 'No hot water', summary: 'Boiler shows F28.' },
      source: 'the-person',
      collectedAt: noon,
      clockFrom: Temporal.PlainDate.from('2026-11-23'),
    } as const
    expect(await opened.collect(contactLog, item)).toEqual({ ok: true })
    expect(await opened.read(contacts)).toMatchObject({ ok: true, rows: [{ topic: 'No hot water', summary: 'Boiler shows F28.' }] })
    const [newest] = (await evidenceAbout(person)).filter((row) => row.kind === 'change')
    expect(newest).toMatchObject({ kind: 'change', act: 'collect', recordType: 'contact-log', outcome: 'permitted' })
    expect(await opened.collect(contactLog, { ...item, id: randomUUID(), source: 'other' })).toMatchObject({
      ok: false,
      refusal: { outcome: 'refused', reasons: [{ code: 'source-not-in-activity' }] },
    })
  })

  test('when recording fails the act fails', async () => {
    const { person } = await putPerson(on)
    await on.asAdmin((admin) => admin.query('alter table evidence add constraint full_disk check (false) not valid'))
    const opened = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.ok) throw new Error('refused')
    await expect(opened.read(personalDetails)).rejects.toMatchObject({ code: 'evidence-not-recorded' })
    const list = gate.workList(colleague('housing-officer'), { activity: 'tenancy-management', because: 'case' })
    await expect(list.read(contacts, { after: firstPage, limit: 500 })).rejects.toMatchObject({ code: 'evidence-not-recorded' })
    await expect(list.provenance(contacts, { after: firstPage, limit: 1 })).rejects.toMatchObject({ code: 'evidence-not-recorded' })
    const detail = { contactType: 'email', value: 'amina@example.org' }
    const storing = opened.collect(contactDetail, {
      id: randomUUID(),
      values: detail,
      source: 'the-person',
      collectedAt: noon,
      clockFrom: null,
    })
    await expect(storing).rejects.toMatchObject({ code: 'database-23514' })
    await on.asAdmin((admin) => admin.query('alter table evidence drop constraint full_disk'))
    expect(await opened.read(contactDetails)).toEqual({ ok: true, rows: [], onHold: null })
  })
})
