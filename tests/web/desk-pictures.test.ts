import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPicture } from '#duties/pictures/add.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'
import { visitor } from './visitor.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const all = { ...deps, gate }
const site = await deskSite({ deps: deps, gate }, released, { pictures: shownPictures(all) })
afterAll(() => site.close())
const officer = await site.as(colleague('communications-officer'))
const boxes = (prefix: string, day: string, month: string, year: string) => ({
  [`${prefix}-day`]: day,
  [`${prefix}-month`]: month,
  [`${prefix}-year`]: year,
})
const website = { medium: 'website', whose: 'ours', place: 'Pictures we show', ...boxes('from', '2', '6', '2020') }

/** The picture's form as a browser sends it; answers where it leads. */
async function upload(file: Uint8Array, more: Readonly<Record<string, string>> = {}) {
  const { html } = await officer.open('/desk/pictures/new')
  const body = new FormData()
  const taken = boxes('taken', '1', '6', '2020')
  const fields = { kind: 'group', shows: 'The garden day', event: 'Garden day', nobody: 'said-no', ...taken, ...more }
  body.append('_csrf', /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '')
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', new Blob([Uint8Array.from(file)]), 'picture.jpg')
  return officer.postBody(`${site.at}/desk/pictures/new`, body)
}

async function uploaded(more: Readonly<Record<string, string>> = {}): Promise<string> {
  return (await upload(await madeMedia('picture.jpg'), more)).headers.get('location') ?? ''
}

describe('the communications officer', () => {
  test('adds a picture, shows it on our website, and takes it down: from that moment it is served no more', async () => {
    const at = await uploaded()
    const id = at.split('/').at(-1) ?? ''
    expect((await officer.open(at)).html).toContain('The picture has been added.')
    expect((await officer.get(`${site.at}${at}/small`)).headers.get('content-type')).toBe('image/webp')
    expect((await officer.send(`${at}/places/new`, website)).status).toBe(303)
    const anybody = visitor()
    const served = () =>
      Promise.all(['small', 'whole'].map(async (size) => (await anybody.get(`${site.at}/pictures/${id}/${size}`)).status))
    expect(await served()).toEqual([200, 200])
    expect(await (await anybody.get(`${site.at}/pictures`)).text()).toContain('The garden day')
    expect((await officer.send(at, {}, `${at}/take-down`)).status).toBe(303)
    expect(await served()).toEqual([404, 404])
    expect(await (await anybody.get(`${site.at}/pictures`)).text()).not.toContain('The garden day')
    expect((await officer.open(at)).html).toContain('Taken down on')
    expect(await (await officer.send(`${at}/places/new`, website)).text()).toContain('it may not be shown anywhere')
  })

  test('who presses a button of a picture that is not there any more is told so, and not that somebody changed it', async () => {
    const answer = await officer.send(await uploaded(), {}, `/desk/pictures/${randomUUID()}/take-down`)
    expect([answer.status, (await answer.text()).includes('This is no longer here')]).toEqual([412, true])
  })

  test('is told what is wrong with a file, or with what is written', async () => {
    const wrong = await upload(Buffer.from('This is no picture at all.'))
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Choose a JPEG, PNG or WebP picture')])
    const cut = await upload((await madeMedia('picture.jpg')).subarray(0, 4000))
    expect(await cut.text()).toContain('The picture is cut short or damaged')
    expect(await (await upload(Buffer.alloc(0))).text()).toContain('Choose a picture')
    expect(await (await upload(await madeMedia('picture.jpg'), { nobody: 'x' })).text()).toContain('nobody in it asked to be left out')
  })

  test('cannot say in words that a file came', async () => {
    expect((await upload(await madeMedia('picture.jpg'), { file: 'came' })).status).toBe(400)
  })

  test('names somebody only with their permission, and the name is shown', async () => {
    const { person } = await putPerson(on)
    const at = await uploaded()
    const found = await officer.send(at, { words: 'Amina Test' }, `${at}/people`)
    expect(await found.text()).toContain(`${at}/people/${person}`)
    const name = { named: 'yes', shownAs: 'Amina of Alder Court' }
    const closed = await officer.send(`${at}/people/${person}`, name)
    expect(closed.status).toBe(403)
    await putConsent(on, person, { answer: 'given', answeredAt: '2020-05-01T10:00:00Z', ended: null })
    expect((await officer.send(`${at}/people/${person}`, name)).status).toBe(303)
    await officer.send(`${at}/places/new`, website)
    const page = async () => (await visitor().get(`${site.at}/pictures`)).text()
    expect(await page()).toContain('With Amina of Alder Court')
    await on.asAdmin((admin) => admin.query(`update consent set ended_on = current_date where person_id = $1`, [person]))
    expect(await page()).not.toContain('Amina')
  })

  test('is told what is wrong with the words that somebody on a picture is looked for by', async () => {
    const at = await uploaded()
    const short = await officer.send(at, { words: 'A' }, `${at}/people`)
    expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('Enter at least two letters or numbers')])
  })

  test('cannot look for people without end, from whichever page it is', async () => {
    const at = await uploaded()
    const asked = async (path: string) => (await officer.post(site.at + path, { words: 'A' })).status
    for (let tried = 0; tried < 60; tried++) await asked(`${at}/people`)
    for (const path of [`${at}/people`, at.replace('pictures', 'calls/unlinked'), '/desk/find']) expect(await asked(path), path).toBe(429)
  })

  test('alone sees the pictures: nobody else’s role has them', async () => {
    const at = await uploaded()
    const planner = await site.as(colleague('repairs-planner'))
    for (const path of ['/desk/pictures', at, `${at}/small`]) expect((await planner.open(path)).status).toBe(403)
    expect((await planner.open('/desk')).html).not.toContain('/desk/pictures')
  })
})

test('whoever is on a picture has it taken down from the public page, without saying who they are', async () => {
  const at = await uploaded({ shows: 'The summer picnic' })
  const id = at.split('/').at(-1) ?? ''
  await officer.send(`${at}/places/new`, website)
  const elsewhere = { medium: 'social-media', whose: 'others', place: 'A page of the council', ...boxes('from', '2', '6', '2020') }
  await officer.send(`${at}/places/new`, elsewhere)
  const anybody = visitor()
  const form = await (await anybody.get(`${site.at}/pictures/${id}/take-down`)).text()
  const token = /name="_csrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
  expect((await anybody.post(`${site.at}/pictures/${id}/take-down`, { _csrf: token })).status).toBe(303)
  expect((await anybody.get(`${site.at}/pictures/${id}/small`)).status).toBe(404)
  expect((await anybody.get(`${site.at}/pictures/${id}/take-down`)).status).toBe(404)
  const { html: waits } = await officer.open('/desk/tasks')
  expect(waits).toContain('Decide whether a picture stays down')
  const tasks = await Promise.all(
    [...waits.matchAll(/\/desk\/tasks\/[0-9a-f-]{36}/g)].map(async ([at]) => ({ at, ...(await officer.open(at)) })),
  )
  const task = tasks.find(({ html }) => html.includes('/desk/pictures/placements/'))?.at ?? ''
  expect((await officer.open(task)).html).toContain('/desk/pictures/placements/')
  expect((await officer.send(task, { proof: 'The council took it off. I looked.' })).status).toBe(303)
  const { html } = await officer.open(at)
  expect(html.match(/Taken down on/g)).toHaveLength(2)
  const wordless = await officer.send(at, { because: '' }, `${at}/shown-again`)
  expect([wordless.status, await wordless.text()]).toEqual([422, expect.stringContaining('Enter why it should be shown again')])
  expect((await officer.send(at, { because: 'Those on it were asked.' }, `${at}/shown-again`)).status).toBe(303)
  expect((await anybody.get(`${site.at}/pictures/${id}/small`)).status).toBe(200)
  expect((await officer.open('/desk/tasks')).html).not.toContain('Decide whether a picture stays down')
  // Somebody else who had it open is told, and led to the picture as it is now.
  for (const [said, action] of [
    [{}, 'stays-down'],
    [{ because: 'They were asked.' }, 'shown-again'],
  ] as const) {
    const late = await officer.send(at, said, `${at}/${action}`)
    const page = await late.text()
    expect([late.status, page]).toEqual([412, expect.stringContaining('Somebody has changed this since you opened it')])
    expect(page).toContain(`href="${at}"`)
  }
})

describe('in a browser', () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())

  test.each([390, 1366])('the pages of pictures can be read and worked at %d pixels', async (width) => {
    const facts = { kind: 'group', shows: 'The repair café', takenOn: Temporal.PlainDate.from('2020-06-01'), event: null } as const
    const added = await addPicture(all, colleague('communications-officer'), facts, await madeMedia('picture.jpg'))
    const id = added.ok ? added.id : ''
    await officer.send(`/desk/pictures/${id}/places/new`, website)
    await site.as(colleague('communications-officer'))
    const { page, close } = await openPage(browser, `${site.at}/stand-in`, { width })
    for (const path of [
      '/desk/pictures',
      '/desk/pictures/new',
      `/desk/pictures/${id}`,
      `/desk/pictures/${id}/places/new`,
      '/pictures',
      `/pictures/${id}/take-down`,
    ]) {
      await page.goto(site.at + path)
      expect(await barriers(page), path).toEqual([])
      expect(await sidewaysScroll(page), path).toBe(0)
    }
    await close()
  })
})
