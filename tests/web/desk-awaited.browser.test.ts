import { expect, test } from 'vitest'
import type { Colleague } from '#gate/judge.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { noon } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'
import { recordAtDesk } from './record-at-desk.ts'

const { on, tested, site, show } = await deskInBrowser()
const manager = colleague('senior-manager')
const registered = { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01') } as const

test.each([390, 1366])(
  'a council tax question is answered in six clicks and four typed facts, and stands on the home page until it is, at %d pixels',
  { timeout: 120_000 },
  async (width) => {
    tested.setNow(noon)
    const name = `Moorland Council Tax ${width}`
    await putItem(on, organisation, {
      ...registered,
      values: { kind: 'council-tax', name, place: 'uk', callBack: '01632 960155', endedOn: null },
    })
    const { person } = await putPerson(on)
    const desk = await site.as(manager)
    const record = await recordAtDesk(desk, person, 'regulatory-requirements')
    const { page, close, fits } = await show(record.at, width)
    let [clicks, typed] = [0, 0]
    const click = async (locator: ReturnType<typeof page.getByText>) => {
      clicks += 1
      await locator.click()
    }
    await click(page.getByRole('link', { name: 'Share', exact: true }))
    await click(page.getByRole('link', { name }))
    await click(page.getByLabel('Tenancy or lease'))
    await page.getByLabel('Which law, order or case is it for?').fill('Council Tax Regulations 1992, regulation 12; CT/1188')
    await page.getByLabel('Why do they need it?').fill('To bill whoever lives there.')
    for (const [label, value] of [
      ['Day', '16'],
      ['Month', '11'],
      ['Year', '2026'],
    ] as const)
      await page.getByRole('group', { name: 'When did their question come in?' }).getByLabel(label, { exact: true }).fill(value)
    typed += 3
    await fits()
    await click(page.getByRole('button', { name: 'Prepare it' }))
    await page.getByText('They need it by').waitFor({ timeout: 60_000 })
    expect(await page.textContent('main')).toContain('They need it by 6 December 2026')
    await fits()
    const line = page.url()

    await page.goto(`${site.at}/desk`)
    expect(await page.getByText('Others wait for an answer').count()).toBe(0)
    tested.setNow(Temporal.Instant.from('2026-12-09T12:00:00Z'))
    const homeOf = async (who: Colleague) => {
      await site.as(who)
      await page.goto(`${site.at}/stand-in`)
      await page.goto(`${site.at}/desk`)
    }
    const awaited = page.getByRole('table', { name: /Answers that others wait for/ })
    await homeOf(colleague('housing-officer'))
    expect(await awaited.count()).toBe(0)
    await homeOf(colleague('data-protection-officer'))
    await page.getByText('1 answer is overdue.').waitFor()
    await awaited.getByRole('link', { name }).click()
    expect(new URL(page.url()).pathname).toMatch(/^\/desk\/shares\//)
    await homeOf(manager)
    await page.getByText('1 answer is overdue.').waitFor()
    await fits()
    await awaited.getByRole('link', { name }).click()
    expect(new URL(page.url()).pathname).toBe(`/desk/people/${person}/open`)

    const again = await recordAtDesk(await site.as(manager), person, 'regulatory-requirements')
    await page.goto(`${site.at}${again.at}/shares/${line.split('/').at(-1)}`)
    await page.getByText('3 days ago').waitFor()
    await fits()
    await click(page.getByRole('button', { name: 'Share it now' }))
    await page.getByText('It is shared, and on record.').waitFor()
    expect([clicks, typed]).toEqual([5, 3])
    await page.goto(`${site.at}/desk`)
    expect(await awaited.count()).toBe(0)
    await close()
  },
)
