import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { littleTools } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { ok } from '../support/rights.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, setNow } = tested
const path = sharingPath(on, tested, join(on.data, 'set-aside'))
const site = await deskSite(tested, released, {}, null, littleTools(join(on.data, 'set-aside')))
afterAll(() => site.close())

const officer = colleague('anti-social-behaviour-officer')
const tenancy = [['tenure', 'tenure']] as const
const forPolice = async (): Promise<Going> => ({
  ...{ role: 'anti-social-behaviour-officer', activity: 'crime-prevention', to: 'police', what: tenancy },
  person: await wholePerson(on, deps.keys),
})
const left = (person: string) =>
  on.asAdmin((admin) => admin.query('select id, outcome from share where person_id = $1 and outcome is not null', [person]))

/** Something for the police about somebody, prepared and not yet shared. */
async function prepared(register: Readonly<Record<string, string>> = {}) {
  const going = await forPolice()
  const opened = await path.open(officer, going)
  const organisation = await path.register('police', register)
  const made = ok(await path.prepare(opened, officer, { ...path.factsFor(going), organisation, chosen: path.chosenOf(going) }))
  return { going, opened, organisation, row: await path.line(opened, made.id) }
}

describe('what was prepared in good time', () => {
  test('does not leave after midnight, when its agreement has lapsed', async () => {
    const person = await wholePerson(on, deps.keys)
    const income = colleague('income-officer')
    const activity = 'housing-benefit'
    const organisation = await path.register('housing-benefit-office')
    for (const kind of ['agreement', 'protocol'] as const) await path.sign(organisation, kind, activity, { until: '2026-11-23' })
    setNow(Temporal.Instant.from('2026-11-23T23:59:30Z'))
    const opened = await path.open(income, { activity, person })
    const asked = {
      ...path.factsFor({ activity, to: 'housing-benefit-office' }),
      organisation,
      chosen: path.chosenOf({ activity, what: tenancy }),
    }
    const row = await path.line(opened, ok(await path.prepare(opened, income, asked)).id)
    setNow(Temporal.Instant.from('2026-11-24T00:00:00Z'))
    expect(await path.release(opened, income, row)).toMatchObject({ refusal: { reasons: [{ code: 'lacks-agreement-in-force' }] } })
    setNow(noon)
    expect(await left(person)).toEqual([])
  })

  test('does not leave to a company whose registration was taken out of the register since', async () => {
    const person = await wholePerson(on, deps.keys)
    const housing = colleague('housing-officer')
    const activity = 'tenancy-management'
    const organisation = await path.register('group-company', { registration: 'ZA960119', registeredUntil: '2026-12-31' })
    const opened = await path.open(housing, { activity, person })
    const asked = { ...path.factsFor({ activity, to: 'group-company' }), organisation, chosen: path.chosenOf({ activity, what: tenancy }) }
    const row = await path.line(opened, ok(await path.prepare(opened, housing, asked)).id)
    await on.asAdmin((admin) => admin.query('update organisation set registration = null where id = $1', [organisation]))
    expect(await path.release(opened, housing, row)).toMatchObject({ refusal: { reasons: [{ code: 'lacks-registered-with-ico' }] } })
    expect(await left(person)).toEqual([])
  })
})

describe('two at once', () => {
  test('two colleagues who release the same line let it leave once', async () => {
    const { going, opened, row } = await prepared()
    const other = colleague('anti-social-behaviour-officer')
    const theirs = await path.open(other, going)
    const answers = await Promise.all([path.release(opened, officer, row), path.release(theirs, other, row)])
    expect(answers.map((answer) => answer.ok).toSorted()).toEqual([false, true])
    expect(await left(going.person)).toEqual([{ id: row.id, outcome: 'left' }])
  })
})

describe('a process that dies', () => {
  test('between the file and its line leaves neither', async () => {
    const going = await forPolice()
    const opened = await path.open(officer, going)
    const kept = async () => (await Array.fromAsync(deps.objects.list())).length
    const before = await kept()
    await on.asAdmin((admin) => admin.query(`alter table share add constraint dies check (recipient <> 'police') not valid`))
    const asked = { ...path.factsFor(going), organisation: await path.register('police'), chosen: path.chosenOf(going) }
    await expect(path.prepare(opened, officer, asked)).rejects.toThrow()
    await on.asAdmin((admin) => admin.query('alter table share drop constraint dies'))
    expect(await path.linesOf(going.person)).toBe(0)
    expect(await kept()).toBe(before)
  })
})

describe('a choice that was made up', () => {
  test('brings nothing of somebody else, and nothing of a kind that is closed', async () => {
    const going = await forPolice()
    const opened = await path.open(officer, going)
    const theirs = await wholePerson(on, deps.keys)
    const id = await putItem(on, contactDetail, {
      ...{ activity: 'tenancy-management', collectedOn: Temporal.PlainDate.from('2026-10-02'), person: theirs },
      values: { contactType: 'phone', value: '07700 900999' },
    })
    const asked = { ...path.factsFor(going), organisation: await path.register('police') }
    const [contact] = path.chosenOf({ ...going, what: [['contact-detail', 'contact-details']] })
    if (contact === undefined) throw new Error('no such part')
    expect(await path.prepare(opened, officer, { ...asked, chosen: [{ ...contact, id }] })).toEqual({ ok: false, why: 'nothing' })
    const closed = path.chosenOf({ activity: 'legal-claims', what: [['rent-entry', 'rent-account']] })
    expect(await path.prepare(opened, officer, { ...asked, chosen: closed })).toMatchObject({ ok: false })
    expect(await path.linesOf(going.person)).toBe(0)
  })
})

describe('at the desk', () => {
  async function atDesk(organisationName = 'Moor and Coast Police') {
    const { person } = await forPolice()
    const organisation = await path.register('police', { name: organisationName })
    const desk = await site.as(officer)
    const { at } = await recordAtDesk(desk, person, 'crime-prevention')
    const form = `${at}/shares/to/${organisation}`
    const { html } = await desk.open(form)
    const box = /<input[^>]*value="tenure\.tenure\.[^>]*>/.exec(html)?.[0] ?? ''
    const [name, what] = ['name', 'value'].map((each) => new RegExp(`${each}="([^"]+)"`).exec(box)?.[1] ?? '')
    const facts = { occasion: 'request', asker: 'DC 4471', authoriser: 'Inspector Hart', reference: 'PACE', isVictim: 'no' }
    return {
      person,
      desk,
      at,
      form,
      html,
      box: name ?? '',
      filled: { [name ?? '']: what ?? '', ...facts, why: 'They look for whoever lives there.' },
    }
  }

  test('a form with a field too many, or with a choice that was never offered, prepares nothing', async () => {
    const { person, desk, form, box, filled } = await atDesk()
    const more = await desk.send(form, { ...filled, shown: 'yes', recipient: 'utility-company', bases: 'none' })
    expect(more.status).toBe(400)
    for (const what of [`person.support-needs.${person}`, 'tenure.tenure.all', 'share.documents.all', '../../x'])
      expect((await desk.send(form, { ...filled, [box]: what })).status, what).not.toBe(303)
    expect(await path.linesOf(person)).toBe(0)
    expect((await desk.send(form, filled)).status).toBe(303)
    expect(await path.linesOf(person)).toBe(1)
  })

  test('a release that is sent again lets nothing leave again', async () => {
    const { person, desk, form, filled } = await atDesk()
    const page = (await desk.send(form, filled)).headers.get('location') ?? ''
    const { html } = await desk.open(page)
    const version = /name="version" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const sent = () => desk.post(site.at + page, { _csrf: token, version, way: 'file' })
    expect((await sent()).status).toBe(303)
    const [once] = await on.asAdmin((admin) => admin.query('select left_at, xmin::text from share where person_id = $1', [person]))
    await sent()
    expect(await on.asAdmin((admin) => admin.query('select left_at, xmin::text from share where person_id = $1', [person]))).toEqual([once])
    expect(await left(person)).toHaveLength(1)
  })

  test('a name of an organisation that means to be a header or a tag is neither', async () => {
    const { desk, form, html, filled } = await atDesk('Police"\r\nSet-Cookie: a=b\r\n\r\n<script>alert(1)</script>')
    expect(html).not.toContain('<script>alert(1)')
    const page = (await desk.send(form, filled)).headers.get('location') ?? ''
    await desk.send(page, { way: 'file', version: /name="version" value="([^"]+)"/.exec((await desk.open(page)).html)?.[1] ?? '' })
    const file = await desk.send(page, {}, `${page}/fetch`)
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="information.zip"')
    expect(file.headers.get('set-cookie') ?? '').not.toContain('a=b')
    expect(file.headers.get('cache-control')).toBe('no-store')
  })

  test('an address that names no organisation, or one that is not in the register, leads nowhere', async () => {
    const { desk, form } = await atDesk()
    for (const named of ['x', `${randomUUID()}`, "'; drop table share; --"])
      expect((await desk.open(form.replace(/[^/]+$/, encodeURIComponent(named)))).status, named).toBe(404)
  })

  test('a request that fishes has no form: what is shared is about one open record, never a list', () => {
    const preparing = site.takesForms.filter((url) => /\/shares\/(to|new)|\/share$/.test(url))
    const record = '/desk/openings/:id/shares/to/:organisation'
    expect(new Set(preparing)).toEqual(new Set([record, `${record}/reference`]))
  })
})
