import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { seal } from '#evidence/seal.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { littleTools } from '../support/answers.ts'
import { barriers, sidewaysScroll } from '../support/browser.ts'
import { colleague } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { deskInBrowser } from './desk-in-browser.ts'
import { recordAtDesk } from './record-at-desk.ts'

const { on, tested, site, browser, show } = await deskInBrowser({ tools: littleTools })
const sealNow = () => seal(on.database, join(on.data, 'evidence', 'heads.log'), tested.deps.clock())

const force = await putItem(on, organisation, {
  ...{ activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01') },
  values: { kind: 'police', name: 'Moor and Coast Police', place: 'uk', callBack: '01632 960101', endedOn: null },
})
const { person } = await putPerson(on, { name: 'Amina' })
await putContactDetail(on, person)
const desk = await site.as(colleague('anti-social-behaviour-officer'))
const record = (await recordAtDesk(desk, person, 'crime-prevention')).at

async function prepared(): Promise<string> {
  const to = `${record}/shares/to/${force}`
  const [, box = '', what = ''] = /name="(what[^"]*)"[^>]*value="(tenure[^"]*)"/.exec((await desk.open(to)).html) ?? []
  const facts = { asker: 'DC 4471 Jo Marsh', authoriser: 'Inspector Lee Hart', reference: 'Crime MC/26/1188', isVictim: 'no' }
  const sent = await desk.send(to, {
    [box]: what,
    occasion: 'request',
    ...facts,
    why: 'To find whoever lives there, and no more than that.',
  })
  return sent.headers.get('location') ?? ''
}

async function left(): Promise<string> {
  const line = await prepared()
  const version = /name="version" value="([^"]+)"/.exec((await desk.open(line)).html)?.[1] ?? ''
  expect((await desk.send(line, { version, way: 'paper' })).status).toBe(303)
  return line
}

test('whoever may see a disclosure downloads its evidence once it is sealed, and is told plainly before', async () => {
  const line = await left()
  expect((await desk.open(line)).html).toContain(`${line}/evidence`)
  expect((await desk.open(`${line}/evidence`)).html).toContain(' entries are not sealed yet')
  expect((await desk.open(`${line}/evidence/file`)).status).toBe(404)
  await sealNow()
  const page = (await desk.open(`${line}/evidence`)).html
  expect(page).toContain('Download the evidence')
  expect(page).toContain('The person is not told of this disclosure yet')
  const file = await desk.get(`${site.at}${line}/evidence/file`)
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="evidence.html"')
  const html = await file.text()
  const happened = html.match(/<h3>\d\. [^<]*/g)?.map((heading) => heading.replace(/^<h3>\d\. /, '')) ?? []
  for (const words of ['Decided that it may go: “Your home and agreement” to Police', 'The line was written', 'It was noted that it left'])
    expect(happened).toContain(words)
  expect(html).toContain(tested.deps.inForce().released.hash)
  for (const words of ['Amina', 'Jo Marsh', 'Lee Hart', '1188', '960101', 'Moor and Coast', 'whoever lives there'])
    expect(html).not.toContain(words)
})

test.each([390, 1366])('the evidence is downloaded in a browser and verifies itself from disk, at %d pixels', async (width) => {
  const line = await left()
  const { page, close } = await show(line, width)
  await page.getByRole('link', { name: 'Evidence of it, as one file' }).click()
  await page.getByText(' entries are not sealed yet').waitFor()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  await sealNow()
  await page.reload()
  expect([await barriers(page), await sidewaysScroll(page)]).toEqual([[], 0])
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the evidence' }).click()])
  await mkdir(on.data, { recursive: true })
  const path = join(on.data, `evidence-${width}.html`)
  await download.saveAs(path)
  const context = await browser.newContext()
  const saved = await context.newPage()
  await saved.goto(pathToFileURL(path).href)
  await saved.getByText(/^Verified: all \d rows are as they were sealed\./).waitFor()
  await context.close()
  await close()
})

test('nothing of the evidence is offered of what did not leave, or to whoever may not see the line', async () => {
  const waiting = await prepared()
  await sealNow()
  expect((await desk.open(`${waiting}/evidence`)).status).toBe(404)
  const line = await left()
  await sealNow()
  const other = await site.as(colleague('anti-social-behaviour-officer'))
  for (const at of [`${line}/evidence`, `${line}/evidence/file`]) {
    expect((await desk.open(at)).status).toBe(200)
    expect((await other.open(at)).status).toBe(404)
  }
  const elsewhere = (await recordAtDesk(desk, (await putPerson(on)).person, 'crime-prevention')).at
  expect((await desk.open(`${elsewhere}/shares/${line.split('/').at(-1)}/evidence/file`)).status).toBe(404)
})
