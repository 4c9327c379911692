import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeExample } from '#exchange/example/make-example.ts'
import { recipientsIn } from '#facts/recipients.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { registerOrganisation, sign } from '../support/organisations.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const site = await deskSite(at, released)
const team = colleague('data-protection-officer')
let browser: Browser
beforeAll(async () => {
  await makeExample(at.deps, { people: 2, seed: 1, today })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

const register = '/desk/organisations'
/** The words of a page, without its marks. */
async function read(path: string): Promise<string> {
  const { html, status } = await (await site.as(team)).open(path)
  expect(status, path).toBe(200)
  return html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}
const idOf = async (name: string) => {
  const [row] = await on.asAdmin((admin) => admin.query<{ id: string }>('select id from organisation where name = $1', [name]))
  return row?.id ?? ''
}
const day = (name: string, date: string) => {
  const { day, month, year } = Temporal.PlainDate.from(date)
  return { [`${name}-day`]: String(day), [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}
const none = (name: string) => ({ [`${name}-day`]: '', [`${name}-month`]: '', [`${name}-year`]: '' })

const entry = {
  ...{ kind: 'police', name: 'Tamar Police', callBack: '01632 960200', email: 'disclosure@example.org', contacts: 'Control room' },
  ...{ ...day('checkedOn', '2026-11-20'), registration: '', ...none('registeredUntil') },
  ...{ place: 'uk', mechanism: '', ...none('coveredUntil') },
}
const document = {
  ...{ kind: 'agreement', title: 'Data sharing agreement', parties: 'together', purpose: 'Contract', items: 'The tenancy' },
  ...{ stages: '', standards: '', rights: '', security: '', forActivity: 'housing-benefit' },
  ...{ signedForUs: 'Ruth Adeyemi, officer', signedForThem: 'Sol Penrose, partner' },
  ...{
    ...day('signedOn', '2026-11-20'),
    ...day('inForceFrom', '2026-11-20'),
    ...day('until', '2026-11-23'),
    ...day('reviewOn', '2026-11-23'),
  },
}

describe('the register of organisations at the desk', () => {
  test('is linked in the bar of the data protection team, and closed to everybody else', async () => {
    expect((await (await site.as(team)).open('/desk')).html).toMatch(/href="\/desk\/organisations"[^>]*>Organisations</)
    const officer = await site.as(colleague('housing-officer'))
    expect((await officer.open('/desk')).html).not.toContain(register)
    const one = await registerOrganisation(at, 'police')
    const signed = await sign(at, { organisationId: one, kind: 'agreement', forActivity: 'cctv' })
    const closed = [
      '',
      '/new',
      '/lapsing',
      '/systems',
      `/${one}`,
      `/${one}/change`,
      `/${one}/agreements/new`,
      `/${one}/agreements/${signed}`,
    ]
    for (const path of closed) expect([path, (await officer.open(register + path)).status]).toEqual([path, 403])
    const before = await on.asAdmin((admin) => admin.query('select id from organisation'))
    const token = /name="_csrf" value="([^"]+)"/.exec((await officer.open('/desk')).html)?.[1] ?? ''
    expect((await officer.post(`${site.at}${register}/new`, { _csrf: token, ...entry })).status).toBe(403)
    expect(await on.asAdmin((admin) => admin.query('select id from organisation'))).toEqual(before)
  })

  test('takes an organisation in, and says first what may go to it and on which number it is rung back', async () => {
    const desk = await site.as(team)
    const sent = await desk.send(`${register}/new`, entry)
    expect(sent.status).toBe(303)
    const words = await read(new URL(sent.headers.get('location') ?? '', site.at).pathname)
    expect(words).toContain('Nothing that sharing with it rests on is lacking today. Ring it back on 01632 960200.')
    expect(words).toContain('Control room')
  })

  const wrongs = [
    ['no number', { callBack: 'ask at the desk' }, 'Enter a telephone number'],
    ['no address', { email: 'somebody' }, 'Enter an e-mail address'],
    ['two addresses in one', { email: 'a@example.org,b@example.org' }, 'Enter an e-mail address'],
    ['a certificate for the United Kingdom', day('coveredUntil', '2027-01-01'), 'is not transferred abroad'],
    ['contacts that are checked tomorrow', day('checkedOn', '2026-11-24'), 'Enter today’s date or an earlier one'],
    ['a kind that there is not', { kind: 'burglar' }, 'Choose the kind'],
  ] as const
  test.each(wrongs)('does not take in %s, and says what is wrong', async (_, wrong, message) => {
    const sent = await (await site.as(team)).send(`${register}/new`, { ...entry, name: 'Wrong Police', ...wrong })
    expect([sent.status, (await sent.text()).includes(message)]).toEqual([422, true])
    expect(await idOf('Wrong Police')).toBe('')
  })

  test('a change of an entry counts at once, and one that came too late is not taken', async () => {
    const company = await registerOrganisation(at, 'group-company', { name: 'Westreach Test' })
    expect(await read(`${register}/${company}`)).toContain('Today 5 of the 5 uses below are stopped.')
    const version = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
    const desk = await site.as(team)
    const path = `${register}/${company}/change`
    const seen = version((await desk.open(path)).html)
    const changed = { ...entry, version: seen, kind: 'group-company', name: 'Westreach Test', registration: 'ZA1', ...none('endedOn') }
    expect((await desk.send(path, { ...changed, ...day('registeredUntil', '2026-11-23') })).status).toBe(303)
    expect(await read(`${register}/${company}`)).toContain('Nothing that sharing with it rests on is lacking today.')
    expect((await desk.send(path, { ...changed, ...day('registeredUntil', '2020-01-01') })).status).toBe(412)
    at.setNow(noon.add({ hours: 24 }))
    expect(await read(`${register}/${company}`)).toContain('Today 5 of the 5 uses below are stopped.')
    at.setNow(noon)
  })
})

describe('what was signed with an organisation', () => {
  test('counts from the register on, says what rests on it, is renewed, and is ended only by whoever confirms it', async () => {
    const office = await registerOrganisation(at, 'housing-benefit-office', { name: 'Benefit Test' })
    const documents = `${register}/${office}/agreements`
    const desk = await site.as(team)
    const asked = () => recipientsIn(on.database).about(office, { activity: 'housing-benefit', today })
    expect(await read(`${register}/${office}`)).toContain('No data sharing agreement is in force and no protocol is in force.')
    for (const kind of ['agreement', 'protocol']) expect((await desk.send(`${documents}/new`, { ...document, kind })).status).toBe(303)
    expect((await asked())?.circumstances).toEqual(['agreement-in-force'])
    const [row] = await on.asAdmin((admin) =>
      admin.query<{ id: string }>(`select id from agreement where organisation_id = $1 and kind = 'agreement'`, [office]),
    )
    const one = `${documents}/${row?.id}`
    const words = await read(one)
    expect(words).toContain('It is in force until the end of 23 Nov 2026.')
    expect(words).toContain('Sharing with Benefit Test for “Housing benefit and help with rent” rests on it: without it, that stops.')
    const renewal = (await desk.open(`${documents}/new?renews=${row?.id}`)).html
    expect(renewal).toMatch(/name="inForceFrom-day"[^>]*value="24"/)
    expect(renewal).toMatch(/value="Data sharing agreement"/)

    const version = /name="version" value="(\d+)"/.exec((await desk.open(one)).html)?.[1] ?? ''
    expect((await desk.send(one, { version, ...day('endedOn', '2026-11-23') })).status).toBe(422)
    expect((await desk.send(one, { version, ...day('endedOn', '2026-11-24'), confirmed: 'yes' })).status).toBe(422)
    expect((await asked())?.circumstances).toEqual(['agreement-in-force'])
    expect((await desk.send(one, { version, ...day('endedOn', '2026-11-23'), confirmed: 'yes' })).status).toBe(303)
    expect((await asked())?.circumstances).toEqual([])
    expect(await read(one)).toContain('It ended early and has not counted since 23 Nov 2026.')
  })

  test('is not taken in where its last day is before its first, or for a use that the notice does not share with that kind', async () => {
    const office = await registerOrganisation(at, 'housing-benefit-office')
    const send = async (wrong: Readonly<Record<string, string>>) =>
      (await (await site.as(team)).send(`${register}/${office}/agreements/new`, { ...document, ...wrong })).status
    expect(await send(day('until', '2026-11-19'))).toBe(422)
    expect(await send({ forActivity: 'letting' })).toBe(422)
    expect(await on.asAdmin((admin) => admin.query('select id from agreement where organisation_id = $1', [office]))).toEqual([])
  })

  test('is found under its own organisation alone', async () => {
    const [one, other] = [await registerOrganisation(at, 'court'), await registerOrganisation(at, 'court')]
    const signed = await sign(at, { organisationId: one, kind: 'agreement', forActivity: 'legal-claims' })
    expect((await (await site.as(team)).open(`${register}/${other}/agreements/${signed}`)).status).toBe(404)
  })
})

test('the home page of the data protection team lists what lapses soon and what would stop', async () => {
  const words = await read('/desk')
  expect(words).toContain('Instruction for “Legal claims” When In force until 14 Dec 2026 What stops Would stop: Legal claims')
  expect(words).toContain(
    'Instruction for “Customer research” When Was in force until 9 Nov 2026 Lapsed What stops Stopped now: Customer research',
  )
  expect((await (await site.as(colleague('housing-officer'))).open('/desk')).html).not.toContain('What lapses soon')
})

test.each([390, 1366])(
  'every page can be read and worked with at %i pixels',
  async (width) => {
    const [survey, council] = [await idOf('Plainfield Surveys'), await idOf('Exe County Council, adult social care')]
    const [signed] = await on.asAdmin((admin) =>
      admin.query<{ id: string }>('select id from agreement where organisation_id = $1', [survey]),
    )
    const paths = ['', '/new', '/lapsing', '/systems', `/${survey}`, `/${council}`, `/${survey}/change`, `/${survey}/agreements/new`]
    const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width })
    for (const path of [...paths, `/${survey}/agreements/${signed?.id}`]) {
      await page.goto(site.at + register + path)
      expect([path, await page.locator('h1').count(), await sidewaysScroll(page), await barriers(page)]).toEqual([path, 1, 0, []])
    }
    await close()
  },
  180_000,
)
