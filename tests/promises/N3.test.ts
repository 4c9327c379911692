import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { circumstances, roles } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()
const { edition } = released
const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })

/** Each with a use that it is about, somebody who gets something for that use, and a use that is not its readers'. */
const eleven = [
  ['renting-a-home', 'letting', 'social-landlord', 'housing-officer-lookup'],
  ['shared-ownership', 'selling', 'legal-agent', 'letting'],
  ['buying-a-home', 'selling', 'legal-agent', 'rent-collection'],
  ['leasehold', 'service-charges', 'group-company', 'garage-letting'],
  ['renting-a-garage', 'rent-collection', 'service-agent', 'housing-benefit'],
  ['supported-sheltered-extra-care', 'support-and-wellbeing', 'health-care', 'garage-letting'],
  ['tenancy-sustainment', 'tenancy-sustainment', 'housing-benefit-office', 'selling'],
  ['community-events-and-connectors', 'support-signposting', 'support-agency', 'rent-collection'],
  ['research-and-engagement', 'research', 'service-agent', 'rent-collection'],
  ['under-18s-and-children', 'safeguarding', 'police', 'debt-recovery'],
  ['your-rights', 'rights-requests', 'information-commissioner', 'research'],
] as const

/** What is told of a use: in a table, or in a line or a card of its own. */
const rowOf = (body: string, use: string) => new RegExp(`<(tr|li)[^>]*id="use-${use}".*?</\\1>`, 's').exec(body)?.[0]
const detailOf = async (id: string) => (await app.inject(`/notice/layers/${id}/detail`)).body

test('eleven shorter notices stand beside the main one, which leads to each of them', async () => {
  expect(edition.layers.map((layer) => layer.id).toSorted()).toEqual(eleven.map(([id]) => id).toSorted())
  const main = await app.inject('/notice')
  const list = await app.inject('/notice/layers')
  for (const [id] of eleven) for (const { body } of [main, list]) expect(body, id).toContain(`href="/notice/layers/${id}"`)
})

test.each(eleven)(
  '%s can be read, with what we do for %s, who gets what of it, and nothing of others’',
  async (id, use, recipient, others) => {
    const { statusCode, body } = await app.inject(`/notice/layers/${id}`)
    expect(statusCode).toBe(200)
    const layer = edition.layers.find((each) => each.id === id)
    expect(body).toContain(layer?.title)
    // It says more of its subject than the row of the main notice does.
    const prose = body.slice(body.indexOf('<h1'), body.indexOf('app-you-can')).replaceAll(/<[^>]*>/g, '')
    expect(prose.length).toBeGreaterThan(500)
    for (const heading of layer?.body.match(/(?<=\*\*).+?(?=\*\*)/g) ?? []) expect(prose).toContain(heading)
    const activity = edition.activities.find((each) => each.id === use)
    expect(body).toContain(`href="/notice/layers/${id}/detail"`)
    const detail = await detailOf(id)
    const row = rowOf(detail, use)
    expect(row).toContain(activity?.title)
    expect(row?.toLowerCase()).toContain(edition.recipients.find((each) => each.id === recipient)?.label.toLowerCase())
    expect(rowOf(detail, others)).toBeUndefined()
    expect(body).toContain('href="/notice"')
  },
)

const on = await testDatabase()
const { gate } = await testGate(on, released)

/** Whose notice it is, by the tenancy or lease that they have here. */
const byTenure = [
  ['renting-a-home', 'tenant', 'Secure'],
  ['shared-ownership', 'shared-owner', 'Shared ownership'],
  ['leasehold', 'leaseholder', 'Leasehold (RTB)'],
  ['renting-a-garage', 'garage-renter', 'Garage'],
  ['supported-sheltered-extra-care', 'supported-resident', 'Sheltered'],
] as const

/** Of what nobody looks at, such as what the website counts, no record can be opened. */
const looked = edition.activities.filter(({ colleagues }) => colleagues.some(({ acts }) => acts.includes('view')))

test.each(byTenure)(
  'what the notice %s tells a %s is what their record can be opened for, and nothing else is',
  async (id, relationship, tenureType) => {
    const { person } = await putPerson(on, { tenureType })
    const body = await detailOf(id)
    const layer = edition.layers.find((each) => each.id === id)
    const others = layer?.relationships.filter((each) => each !== relationship) ?? []
    const asked = { person, because: 'case', vouched: ['special-category-reason', 'private-setting'] } as const
    for (const { id: use, relationships } of looked) {
      // The uses come from the notice, so the compiler is told that each is one that it knows.
      const opened = await gate.open(colleague(...roles), Object.assign({ activity: 'letting' as const, ...asked }, { activity: use }))
      const isTheirs = opened.ok || opened.refusal.reasons.every(({ code }) => code !== 'relationship-not-covered')
      // It also tells of what it names, and of what is done for others whose notice it is.
      const isForOthers = layer?.activities.includes(use) === true || others.some((each) => relationships.includes(each))
      const isTold = rowOf(body, use) !== undefined
      if (isTheirs) expect(isTold, use).toBe(true)
      else if (isTold) expect(isForOthers, use).toBe(true)
    }
  },
)

test.each(eleven)('what %s says of %s is given to whom it names, on record, and to nobody else', async (id, use, recipient) => {
  const told = rowOf(await detailOf(id), use)?.toLowerCase() ?? ''
  // Homes are sold to those who part own one too.
  const { person } = await putPerson(on, { tenureType: use === 'selling' ? 'Shared ownership' : 'Secure' })
  const everything = circumstances.filter((each) => !['consent-refused', 'objection', 'restriction', 'on-hold', 'under-18'].includes(each))
  const opened = await gate.open(colleague(...roles), { activity: use, person, because: 'case', vouched: ['special-category-reason'] })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const sharing = edition.activities.find((each) => each.id === use)?.sharing ?? []
  const [category] = sharing.find((each) => each.with.includes(recipient))?.categories ?? []
  if (category === undefined) throw new Error('it is shared with nobody')
  const gives = async (to: typeof recipient | (typeof edition.recipients)[number]['id']) => {
    const given = everything.filter((each) => each !== 'consent' || sharing.some((one) => one.with.includes(to)))
    return opened.share(
      Object.assign({ type: 'person', category: 'personal-details' as const, recipient: to, given, detail: {} }, { category }),
    )
  }
  expect(await gives(recipient)).toEqual({ ok: true })
  expect((await pageOfEvidence(on.database, { subject: person, kind: 'decision' }))[0]).toMatchObject({
    ...{ activity: use, act: 'share', outcome: 'permitted', detail: { recipient } },
  })
  const untold = edition.recipients.filter(({ label }) => !told.includes(label.toLowerCase()))
  expect(untold.length).toBeGreaterThan(0)
  for (const other of untold) expect(await gives(other.id), other.id).toMatchObject({ ok: false })
})
