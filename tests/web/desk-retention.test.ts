import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { believe } from '#duties/retention/believed-clock.ts'
import { confirmWaits, placeWait } from '#duties/retention/wait.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { citesLaw } from '#law/cites-law.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())
const sweeper = roleName(on.schema, 'sweeper')
// The clock of these tests stands where it says, whatever the machine's own says.
await on.database.transaction(sweeper, (session) => believe(session, noon))
const { person: tenant } = await putPerson(on)
const protection = await site.as(colleague('data-protection-officer'))

const putOld = () =>
  putItem(on, contactLog, {
    activity: 'complaints-handling',
    collectedOn: Temporal.PlainDate.from('2001-03-01'),
    person: tenant,
    values: { topic: 'A leak in the roof' },
    keys: tested.deps.keys,
  })

describe('the retention board at the desk', () => {
  test('says first that the sweep never ran, and shows each kind against its line', async () => {
    await putRecording(on, tenant, '2026-11-20')
    await putHold(on, tenant, 'call-recording', null, tested.deps.keys)
    const { html } = await (await site.as(colleague('complaints-officer'))).open('/desk/retention')
    expect(html).toContain('The sweep has never run.')
    expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby="ages-call-recording-title"/)
    expect(html).toContain('Call recordings: 1 item, none past its due date')
    expect(html).toContain('1 hold is in force')
    expect(html).toContain('All call recordings')
    expect(html).not.toContain('A complaint was raised, or is likely')
    expect(html).toContain('1 January 2027')
  })

  test('is open to every colleague, with the holds for those who work on them', async () => {
    const { status, html } = await (await site.as(colleague('repairs-planner'))).open('/desk/retention')
    expect(status).toBe(200)
    expect(html).toContain('You can see only holds that you work on.')
    expect(html).not.toContain('/desk/retention/reviews')
  })

  test('lists the periods that cite no law, with what they rest on and who settles it (RT2)', async () => {
    const { html } = await protection.open('/desk/retention')
    const unmet = released.edition.retention.filter(({ ground }) => !citesLaw(ground))
    expect(html).toContain(`${unmet.length} of the ${released.edition.retention.length} periods in the notice cite no law or regulation`)
    const listed = html.slice(html.indexOf('Periods that cite no law or regulation'))
    for (const { words } of unmet) expect(listed).toContain(words)
    const met = released.edition.retention.find(({ id }) => id === 'tenancy-file')
    expect(listed).not.toContain(met?.words)
  })
})

describe('what waits until somebody confirms it', () => {
  const banner = (html: string) =>
    [...html.matchAll(/govuk-notification-banner__(?:title|heading)"[^>]*>([^<]*)/g)].map(([, words]) => words?.trim())

  test('is said to be confirmed where it is, and not where it is not', async () => {
    const leapt = { cause: 'clock-gap', since: noon, believed: noon.subtract({ hours: 2880 }), goes: { 'contact-log': 1 } } as const
    const wait = await on.database.transaction(sweeper, (session) => placeWait(session, leapt, released.hash))
    const confirm = async (shown: number) => {
      expect((await protection.send('/desk/retention', { wait: wait ?? '', shown: `${shown}` }, '/desk/retention/confirm')).status).toBe(
        303,
      )
      return banner((await protection.open('/desk/retention')).html)
    }
    expect(await confirm(10_000)).toEqual([
      'Success',
      'The deletion is confirmed. What is due is deleted in the next sweep, within a minute or tonight.',
    ])
    expect(await confirm(10_000)).toEqual(['Important', 'It has been confirmed already.'])
    await on.asAdmin((admin) => admin.query('truncate deletion_wait, deletion_wait_item'))
  })

  test.each([
    ['clock-gap', 'the system’s clock may be wrong', 'Check the clock of the machine first.', 'The clock is right: continue'],
    ['restore', 'a backup was put back', 'Place the holds and log the requests of that time again.', 'Nothing is missing: continue'],
  ] as const)('says what to look at first: %s', async (cause, why, first, button) => {
    const wait = { cause, since: noon, believed: noon.subtract({ hours: 72 }) }
    await on.database.transaction(sweeper, (session) => placeWait(session, wait, released.hash))
    await on.asAdmin((admin) => admin.query("update deletion_wait set goes = '{}', counted_at = since"))
    const { html } = await protection.open('/desk/retention')
    for (const words of [why, first, button]) expect(html).toContain(words)
    await on.asAdmin((admin) => admin.query('truncate deletion_wait, deletion_wait_item'))
  })
})

describe('what waits for a review', () => {
  test('is looked at by the data protection team: what it says, and keep or delete', async () => {
    const item = await putOld()
    const at = `/desk/retention/reviews/contact-log/${item}`
    expect((await protection.open('/desk/retention/reviews')).html).toContain(at)
    const { html } = await protection.open(at)
    expect(html).toContain('A leak in the roof')
    expect(html).toContain('The event that starts its retention period was never recorded')
    const wrong = await protection.send(at, { decision: 'keep', 'until-day': '31', 'until-month': '2', 'until-year': '2027' })
    expect(wrong.status).toBe(422)
    const said = await wrong.text()
    for (const words of ['Enter why it is kept', 'Enter a real date']) expect(said).toContain(words)
    const until = { 'until-day': '31', 'until-month': '3', 'until-year': '2027' }
    expect((await protection.send(at, { decision: 'keep', reason: 'A claim.', ...until })).status).toBe(303)
    expect((await protection.open('/desk/retention/reviews')).html).toContain('It is kept until its review date.')
    expect((await protection.open(at)).status).toBe(404)
  })

  test('that somebody else has decided on meanwhile is said to be so, and not that there is nothing', async () => {
    const item = await putOld()
    const at = `/desk/retention/reviews/contact-log/${item}`
    const other = await site.as(colleague('data-protection-officer'))
    const token = /name="_csrf" value="([^"]+)"/.exec((await other.open(at)).html)?.[1] ?? ''
    expect((await protection.send(at, { decision: 'delete' })).status).toBe(303)
    const late = await other.post(site.at + at, { _csrf: token, decision: 'delete' })
    const said = await late.text()
    expect([late.status, said]).toEqual([412, expect.stringContaining('It has been removed, or somebody has already dealt with it.')])
    expect(said).not.toContain('Look at the current version')
  })

  test('stays while the clock is not believed, and the page says so', async () => {
    const item = await putOld()
    const at = `/desk/retention/reviews/contact-log/${item}`
    const leapt = { cause: 'clock-gap', since: noon, believed: noon.subtract({ hours: 2880 }) } as const
    await on.database.transaction(sweeper, (session) => placeWait(session, leapt, released.hash))
    const answer = await protection.send(at, { decision: 'delete' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('the system’s clock may be wrong')
    expect(await on.asAdmin((admin) => admin.query('select from contact_log where id = $1', [item]))).toHaveLength(1)
    await on.asAdmin((admin) => admin.query('truncate deletion_wait, deletion_wait_item'))
    await on.asAdmin((admin) => admin.query('delete from contact_log where id = $1', [item]))
  })

  test.each(['it', 'whose it is'])('stays while an import’s wait holds %s, and the page says so', async (which) => {
    const item = await putOld()
    const at = `/desk/retention/reviews/contact-log/${item}`
    const covers = which === 'it' ? [{ type: 'contact-log', id: item }] : [{ person: tenant }]
    const wait = { cause: 'import', since: noon, goes: { 'contact-log': 1 }, covers } as const
    const id = await on.database.transaction(sweeper, (session) => placeWait(session, wait, released.hash))
    const answer = await protection.send(at, { decision: 'delete' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('an import made far more due than imports do')
    expect(await on.asAdmin((admin) => admin.query('select from contact_log where id = $1', [item]))).toHaveLength(1)
    const by = { actor: 'system:operator', role: null }
    await on.database.transaction(sweeper, (session) => confirmWaits(session, tested.deps, [{ id: id ?? '' }], by))
    expect((await protection.send(at, { decision: 'delete' })).status).toBe(303)
    expect(await on.asAdmin((admin) => admin.query('select from contact_log where id = $1', [item]))).toEqual([])
  })

  test.each([
    ['the list', 'view'],
    ['the confirmation', 'confirm'],
  ])('closes %s to another role in the notice’s words, and the refusal is in evidence', async (which, act) => {
    const who = colleague('housing-officer')
    const officer = await site.as(who)
    const wait = { wait: randomUUID(), shown: '1' }
    const answer =
      act === 'view'
        ? await officer.get(`${site.at}/desk/retention/reviews`)
        : await officer.send('/desk/retention', wait, '/desk/retention/confirm')
    const html = await answer.text()
    expect([which, answer.status, html.includes('This form is out of date')]).toEqual([which, 403, false])
    expect(html).toContain('This is closed to you')
    const refusal = { activity: 'rights-requests', act, outcome: 'refused', reasons: ['role-not-in-activity'], clauses: ['R1'] }
    expect(await pageOfEvidence(on.database, { actor: `colleague:${who.id}`, kind: 'refusal', limit: 1 })).toMatchObject([refusal])
  })

  test('is gone once it is deleted, and nobody else may decide', async () => {
    const item = await putOld()
    const at = `/desk/retention/reviews/contact-log/${item}`
    const officer = await site.as(colleague('housing-officer'))
    expect((await officer.open('/desk/retention/reviews')).status).toBe(403)
    expect((await officer.open(at)).status).toBe(403)
    expect((await protection.send(at, { decision: 'delete' })).status).toBe(303)
    expect(await on.asAdmin((admin) => admin.query('select from contact_log where id = $1', [item]))).toEqual([])
    expect((await protection.open('/desk/retention/reviews')).html).toContain('Nothing is waiting.')
  })
})
