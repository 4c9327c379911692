import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Beginning } from '#duties/openings/opening.ts'
import { openings } from '#duties/openings/openings.ts'
import { placeWait } from '#duties/retention/wait.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import type { NewTask } from '#duties/tasks/task.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { openingsOf, pageOfEvidence } from '#evidence/read.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { exampleColleagues } from '#exchange/example-identity/colleagues.ts'
import type { Colleague } from '#gate/judge.ts'
import { camera } from '#records/camera/camera.ts'
import { message } from '#records/message/message.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putIdentityCheck, putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, gate, setNow } = tested
let statements = 0
const counting = new Proxy(on.database, {
  get(database, name, receiver) {
    if (name === 'once') statements += 1
    return Reflect.get(database, name, receiver)
  },
})
const site = await deskSite({ deps: { ...deps, database: counting }, gate }, released)
afterAll(() => site.close())

const inTables = ['rights_request', 'task', 'message', 'unlinked_call', 'deletion_wait', 'opening']
beforeEach(async () => {
  setNow(noon)
  await on.asAdmin((admin) => admin.query(`truncate ${inTables.join(', ')} cascade`))
})

/** Every part of somebody's home page, in words alone. */
async function homeOf(who: Colleague) {
  const { html, status } = await (await site.as(who)).open('/desk')
  expect(status).toBe(200)
  const parts = html.slice(html.indexOf('<main'), html.indexOf('</main>')).split(/<h2[^>]*>/)
  const part = (title: string) => parts.find((each) => each.startsWith(title)) ?? ''
  const cameIn = part('What came in')
  return {
    html,
    lead: inWords(/<p class="app-lead">(.*?)<\/p>/.exec(html)?.[1] ?? ''),
    waits: part('Your tasks'),
    cameIn: [...cameIn.matchAll(/href="([^"]+)"[^>]*>([^<]+)</g)].map(([, href, text]) => `${text} → ${href}`),
    none: inWords(/<p[^>]*>(.*?)<\/p>/s.exec(cameIn)?.[1] ?? ''),
    opened: part('What you opened last'),
  }
}

const inWords = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const raise = (task: Partial<NewTask>) =>
  tasks(deps).raise({
    kind: 'picture-take-down',
    role: 'communications-officer',
    about: randomUUID(),
    person: null,
    dueOn: today,
    ...task,
  })

const officer = colleague('communications-officer')

describe('what waits', () => {
  test('stands there soonest first, and says in words what is late and what is due today, and nothing of tomorrow’s', async () => {
    for (const days of [1, -1, 0]) await raise({ dueOn: today.add({ days }) })
    await raise({ role: 'housing-officer', kind: 'source-conflict', dueOn: today })
    const { lead, waits, html } = await homeOf(officer)
    expect(lead).toBe('You have 3 tasks: 1 overdue, 1 due today.')
    const due = [...waits.matchAll(/app-record-table__value">(.*?)<\/td>/gs)].map(([, cell]) => inWords(cell ?? ''))
    expect(due).toEqual(['22 November 2026 Overdue', '23 November 2026 Today', '24 November 2026'])
    expect(waits).not.toContain('Say which is right')
    expect(waits).not.toContain('All your tasks')
    expect(html).toContain('<h1 class="govuk-heading-xl">Today, Monday 23 November</h1>')
  })

  test('is late from midnight in London, and not before', async () => {
    await raise({ dueOn: today })
    setNow(Temporal.Instant.from('2026-11-23T23:59:59Z'))
    expect((await homeOf(officer)).lead).toBe('You have 1 task: none overdue, 1 due today.')
    setNow(Temporal.Instant.from('2026-11-24T00:00:00Z'))
    expect((await homeOf(officer)).lead).toBe('You have 1 task: 1 overdue, none due today.')
  })

  test('stops at five, with the way to all of it', async () => {
    for (let days = 1; days <= 6; days += 1) await raise({ dueOn: today.add({ days }) })
    const { waits, lead } = await homeOf(officer)
    expect(lead).toBe('You have 6 tasks: none overdue, none due today.')
    expect(waits.match(/rowheader/g)).toHaveLength(5)
    expect(waits).not.toContain('29 November 2026')
    expect(waits).toMatch(/href="\/desk\/tasks"[^>]*>All your tasks/)
  })
})

const sweptLeaving = (review: number) =>
  deps.record([
    systemEntry({ kind: 'sweep', actor: 'system:sweep', act: 'delete', clauses: [], edition: released.hash, detail: { review } }),
  ])

const toDecide = '1 difference from another system to decide → /desk/tasks'
const unlinked = '1 unmatched call → /desk/calls/unlinked'
const lastSweep = '7 items to keep or delete, as the last sweep counted → /desk/retention/reviews'
const toConfirm = '1 deletion to confirm → /desk/retention'
/** The others are told of nothing. */
const ofRole: Readonly<Record<string, readonly string[]>> = {
  'Dee Marsh': [unlinked],
  'Ann Hosking': [unlinked],
  'Marek Bell': [toDecide],
  'Moira Penrose': ['2 open messages → /desk/messages', lastSweep, toConfirm],
  'Ruth Adeyemi': ['2 open messages → /desk/messages', lastSweep, toConfirm],
  'Will Couch': [unlinked, lastSweep, toConfirm],
}

describe('what came in', () => {
  test.each(exampleColleagues.map((each) => [each.roles.join(' and '), each] as const))(
    'is told to a %s as far as the notice opens it, and nothing else is',
    async (_roles, who) => {
      const put = { collectedOn: today, clockFrom: null }
      await putItem(on, message, { ...put, activity: 'rights-requests' })
      await putItem(on, message, { ...put, activity: 'rights-requests', collectedOn: today.subtract({ days: 3 }) })
      await putItem(on, message, { ...put, activity: 'rights-requests', clockFrom: today })
      await putItem(on, unlinkedCall, { ...put, activity: 'call-recording', clockFrom: today })
      await raise({ kind: 'source-conflict', role: 'housing-officer' })
      await sweptLeaving(7)
      const leapt = { cause: 'clock-gap', since: noon, believed: noon.subtract({ hours: 100 }) } as const
      await on.database.transaction(roleName(on.schema, 'sweeper'), (session) => placeWait(session, leapt, released.hash))
      expect((await homeOf(who)).cameIn).toEqual(ofRole[who.name] ?? [])
    },
  )

  test('says when the newest came, and leaves nothing on record, since a number is about nobody', async () => {
    await putItem(on, message, { collectedOn: today, clockFrom: null, activity: 'rights-requests' })
    const before = await on.asAdmin((admin) => admin.query('select from evidence'))
    const { html } = await homeOf(colleague('data-protection-officer'))
    expect(inWords(html)).toContain('1 open message The newest came on 23 November 2026.')
    expect(await on.asAdmin((admin) => admin.query('select from evidence'))).toHaveLength(before.length)
  })
})

test('what came in is counted up to a hundred, and then said to be as much or more', async () => {
  const officer = colleague('data-protection-officer')
  const come = () => putItem(on, message, { collectedOn: today, clockFrom: null, activity: 'rights-requests' })
  for (let more = 0; more < 99; more += 1) await come()
  expect((await homeOf(officer)).cameIn[0]).toBe('99 open messages → /desk/messages')
  for (let more = 0; more < 3; more += 1) await come()
  expect((await homeOf(officer)).cameIn[0]).toBe('100 or more open messages → /desk/messages')
})

describe('requests for a copy', () => {
  const requests = rightsRequestsOf({ ...deps, gate })
  const team = colleague('data-protection-officer')
  const log = async (receivedOn: string) => {
    const asked = { cameBy: 'letter', askedBy: 'themselves', name: 'Amina Yusuf', contact: '4 Quay Street', words: 'All of it.' } as const
    const logged = await requests.log(team, { ...asked, receivedOn, otherNames: null, authority: null })
    const found = logged.ok ? await requests.look(team, logged.id) : logged
    if (!found.ok) throw new Error('not logged')
    return found.request
  }

  test('are on the home page of those who answer them, the overdue one first and said to be, with the count of its days', async () => {
    const [soon, late] = [await log('2026-11-20'), await log('2026-10-01')]
    const { html } = await homeOf(team)
    const section = html.slice(html.indexOf('id="requests"'), html.indexOf('Find a person'))
    const said = inWords(section)
    expect(said).toContain('1 request for a copy is overdue.')
    expect(said.indexOf(late.reference)).toBeLessThan(said.indexOf(soon.reference))
    expect(said).toContain(`${late.reference} Overdue`)
    expect(said).not.toContain(`${soon.reference} Overdue`)
    expect(said).toContain('Overdue: the answer was due on 2 November 2026, 21 days ago.')
    expect(said).toContain('Answer by 21 December 2026, in 28 days.')
    expect(said).toContain('Received on 1 October 2026. The day itself is not counted.')
    expect(said).toContain('Find out whose data it is about Who Nobody yet')
    expect(section).toContain(`href="/desk/requests/${late.id}"`)
    expect(said).not.toMatch(/Amina|Quay|All of it/)
    for (const other of ['housing-officer', 'customer-service-adviser'] as const)
      expect((await homeOf(colleague(other))).html).not.toContain(late.reference)
  })

  test('say how many systems are to be asked again, and lead there', async () => {
    const request = await log('2026-11-20')
    await requests.step(team, request, { what: 'identified', on: today, values: { ofPerson: (await putPerson(on)).person } })
    const search = rightsSearchOf({ ...deps, gate })
    expect(await search.now(team, request.id)).toEqual({ ok: true })
    expect((await homeOf(team)).html).not.toContain('to ask again')
    setNow(noon.add({ hours: 24 * 7 }))
    const { html } = await homeOf(team)
    expect(inWords(html)).toMatch(/Search\. \d+ systems to ask again today for R-/)
    expect(html).toContain(`href="/desk/requests/${request.id}/search"`)
  })

  test('each task to ask a system again says which system, and for which request; so does the one of a senior manager, and none says who asked', async () => {
    const logged = [await log('2026-11-20'), await log('2026-11-21')]
    const search = rightsSearchOf({ ...deps, gate })
    for (const request of logged) {
      await requests.step(team, request, { what: 'identified', on: today, values: { ofPerson: (await putPerson(on)).person } })
      expect(await search.now(team, request.id)).toEqual({ ok: true })
    }
    const { html, waits } = await homeOf(team)
    const titles = [...waits.matchAll(/href="\/desk\/tasks\/[^"]+"[^>]*>([^<]+)</g)].map(([, title = '']) => title)
    expect(titles).toHaveLength(5)
    expect(new Set(titles).size).toBe(5)
    for (const title of titles) expect(title).toMatch(/^Ask again what another system holds: .+, for request R-/)
    const desk = await site.as(team)
    for (const { reference } of logged)
      expect(html + (await desk.open('/desk/tasks')).html).toContain(`Rent and finance system, for request ${reference}`)
    expect(html).not.toMatch(/Amina|Quay/)
    const [first] = logged
    const chased = async () => {
      const look = await search.look(team, first?.id ?? '')
      const row = look.ok ? look.places.find(({ place }) => place === 'system:finance-system')?.row : null
      if (row == null) throw new Error('not asked')
      await search.chase(team, first?.id ?? '', { item: row.id, version: row.version })
    }
    await chased()
    await chased()
    const told = await homeOf(colleague('senior-manager'))
    expect(told.waits).toContain(
      `Get an answer from a system that was asked twice: Rent and finance system, for request ${first?.reference}`,
    )
    const opened = await desk.open(/href="(\/desk\/tasks\/[^"]+)"/.exec(waits)?.[1] ?? '')
    expect(opened.html).toContain(`>${titles[0]}</h1>`)
  })

  test('are not read where none is open', async () => {
    const before = await on.asAdmin((admin) => admin.query('select from evidence'))
    expect((await homeOf(team)).html).not.toContain('id="requests"')
    expect(await on.asAdmin((admin) => admin.query('select from evidence'))).toHaveLength(before.length)
  })
})

const kept = openings({ ...deps, gate })
async function begun(who: Colleague, asked: Partial<Beginning> & Pick<Beginning, 'person'>) {
  const begin = {
    activity: 'tenancy-management',
    reason: 'case',
    reference: 'case 4711',
    specialReason: null,
    privateSetting: false,
  } as const
  const opening = await kept.begin(who, { ...begin, ...asked })
  if (!opening.ok) throw new Error(JSON.stringify(opening.refusal))
  return opening
}

describe('what was opened last', () => {
  const housing = colleague('housing-officer')

  test('leads back while it stands open, and once it has closed to the question why; looking opens nothing', async () => {
    const { person } = await putPerson(on)
    const opening = await begun(housing, { person })
    const standing = await homeOf(housing)
    expect(inWords(standing.opened)).toContain('Amina Test Open until 12:30 23 Nov 2026, 12:00 · Managing your tenancy or lease, case 4711')
    expect(standing.opened).toContain(`href="/desk/openings/${opening.id}"`)
    expect(standing.opened).not.toContain('you give a new reason')
    for (const after of [30, 60]) {
      setNow(noon.add({ minutes: after }))
      const { opened } = await homeOf(housing)
      expect(opened).toContain(`href="/desk/people/${person}/open"`)
      expect(opened).not.toContain('/desk/openings/')
      expect(opened).toContain('you give a new reason')
    }
    expect(await on.asAdmin((admin) => admin.query('select from opening'))).toHaveLength(1)
    setNow(noon)
    await kept.close(housing, opening.id)
    expect((await homeOf(housing)).opened).not.toContain('/desk/openings/')
  })

  test('is on record as a search of its activity, and not as a look at the person', async () => {
    const { person } = await putPerson(on)
    await begun(housing, { person })
    const looks = await openingsOf(on.database, person, noon.subtract({ hours: 24 * 365 }))
    await homeOf(housing)
    const search = {
      activity: 'tenancy-management',
      act: 'view',
      subject: null,
      recordType: 'person',
      detail: { because: 'case', found: 1 },
    }
    const searches = await pageOfEvidence(on.database, { kind: 'search' })
    expect(searches.filter(({ actor }) => actor === `colleague:${housing.id}`).at(-1)).toMatchObject(search)
    expect(await openingsOf(on.database, person, noon.subtract({ hours: 24 * 365 }))).toEqual(looks)
  })

  test('names a caller only while the notice shows their name to the colleague, and says so', async () => {
    const dee = colleague('customer-service-adviser')
    const { person } = await putPerson(on)
    await begun(dee, { person, activity: 'contact-handling', reason: 'call', reference: 'call 4711' })
    const before = await homeOf(dee)
    expect(before.html).not.toContain('Amina')
    expect(inWords(before.opened)).toContain('Name closed: call 4711')
    expect(before.opened).toContain('no longer shows it to you')
    await putIdentityCheck(on, person, dee.id)
    const { opened } = await homeOf(dee)
    expect(opened).toContain('Amina Test')
    expect(opened).not.toContain('no longer shows it to you')
    setNow(noon.add({ minutes: 26 }))
    expect((await homeOf(dee)).html).not.toContain('Amina')
  })

  test('names nobody for one activity by what another opens', async () => {
    const both = colleague('housing-officer', 'customer-service-adviser')
    const { person } = await putPerson(on)
    await begun(both, { person })
    await begun(both, { person, activity: 'contact-handling', reference: 'call 4711' })
    const { opened } = await homeOf(both)
    expect(opened.match(/app-timeline__entry/g)).toHaveLength(2)
    expect(inWords(opened)).toContain('Name closed: call 4711')
    expect(opened.match(/Amina Test/g)).toHaveLength(1)
  })

  test('is each colleague’s own, each record once for what it was opened for, and of the last seven days', async () => {
    const { person } = await putPerson(on)
    await begun(housing, { person })
    await begun(housing, { person, reference: 'case 4712' })
    await begun(colleague('housing-officer'), { person: (await putPerson(on, { name: 'Bela' })).person })
    const { opened } = await homeOf(housing)
    expect(opened.match(/app-timeline__entry/g)).toHaveLength(1)
    expect(opened).not.toContain('Bela')
    setNow(noon.add({ hours: 24 * 7, seconds: 1 }))
    expect(inWords((await homeOf(housing)).opened)).toContain('You have opened no records in the last 7 days.')
  })

  test('is a camera, where that is what was opened', async () => {
    const operator = colleague('cctv-operator')
    const person = await putItem(on, camera, { activity: 'cctv', collectedOn: today })
    await begun(operator, { person, activity: 'cctv', reference: 'incident 12' })
    expect(inWords((await homeOf(operator)).opened)).toContain('Footage of a camera: incident 12')
  })

  test('takes no more statements for five records than for one', async () => {
    const ask = async () => {
      statements = 0
      await homeOf(housing)
      return statements
    }
    await begun(housing, { person: (await putPerson(on)).person })
    const forOne = await ask()
    for (let more = 0; more < 5; more += 1) await begun(housing, { person: (await putPerson(on)).person })
    expect((await homeOf(housing)).opened.match(/app-timeline__entry/g)).toHaveLength(5)
    expect(await ask()).toBe(forOne)
  })
})

test.each(exampleColleagues.map((each) => [each.roles.join(' and '), each] as const))(
  'a %s for whom nothing waits is told so in words, and can look for somebody at once',
  async (_roles, who) => {
    await sweptLeaving(0)
    const { lead, waits, cameIn, none, opened, html } = await homeOf(who)
    expect(lead).toBe('You have no tasks.')
    expect(waits).toContain('Tasks for your roles are listed here')
    expect(opened).toContain('You have opened no records in the last 7 days.')
    expect(cameIn).toEqual([])
    expect(none).toMatch(/^(None at present: .+|Nothing comes in for your role\.)/)
    expect(html).toMatch(/<form[^>]*action="\/desk\/find#results"/)
  },
)
