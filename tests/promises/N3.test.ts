import { expect, test } from 'vitest'
import { livewest } from '../support/edition.ts'
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

const rowOf = (body: string, use: string) => new RegExp(`<tr[^>]*id="use-${use}".*?</tr>`, 's').exec(body)?.[0]

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
    expect(layer?.body.length).toBeGreaterThan(500)
    const activity = edition.activities.find((each) => each.id === use)
    const row = rowOf(body, use)
    expect(row).toContain(activity?.title)
    expect(row?.toLowerCase()).toContain(edition.recipients.find((each) => each.id === recipient)?.label.toLowerCase())
    expect(rowOf(body, others)).toBeUndefined()
    expect(body).toContain('href="/notice"')
  },
)
