import { afterAll, expect, test } from 'vitest'
import { reviewOf } from '#duties/rights/review/review.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { dateIn } from '#shared/clock.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { asksForClip } from '../support/clips.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { madeMedia } from '../support/media.ts'
import { ok } from '../support/rights.ts'
import { type AtDesk, deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const [first, other] = [colleague('data-protection-officer'), { ...colleague('data-protection-officer'), name: 'Moira Penrose' }]
const { searched } = copies(on, tested, first)
const site = await deskSite(tested, released)
afterAll(() => site.close())

const itsCamera = 'update camera set asset_id = (select asset_id from tenure where id = $2) where id = $1'
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
const leadsTo = (answer: Response) => answer.headers.get('location') ?? ''

async function openCamera(desk: AtDesk, camera: string, activity: string): Promise<string> {
  const answer = await desk.send(`/desk/cameras/${camera}/open`, { activity, reference: 'request 7' })
  expect(answer.status).toBe(303)
  return leadsTo(answer).replace(/\/footage$/, '')
}

async function prepare(desk: AtDesk, path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const { html } = await desk.open(path)
  const body = new FormData()
  body.append('_csrf', /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '')
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('copy', new File([Uint8Array.from(await madeMedia('film.mp4'))], 'film.mp4', { type: 'video/mp4' }))
  return desk.postBody(site.at + path, body)
}

test('a clip is made for an open request, looked at by another of the team, fetched once, and then given in the request', async () => {
  const camera = await registerCamera(tested, 'REC/1')
  const taken = await film(tested, camera, noon.subtract({ hours: 3 }))
  const piece = taken.taken === 'stored' ? taken.footage : ''
  const { id, tenure } = await searched()
  await on.asAdmin((admin) => admin.query(itsCamera, [camera, tenure]))
  ok(await reviewOf({ ...tested.deps, gate: tested.gate }).propose(first, id))
  const texts = await on.asAdmin((admin) => admin.query<{ id: string }>(`select id from rights_text where place = 'footage'`))
  const requests = await on.asAdmin((admin) =>
    admin.query<{ ref: string }>('select reference as ref from rights_request where id = $1', [id]),
  )
  const reference = requests[0]?.ref ?? ''
  const [maker, second] = [await site.as(first), await site.as(other)]

  const decision = `/desk/requests/${id}/texts/${texts[0]?.id}/media`
  const page = (await maker.open(decision)).html
  expect(textOf(page)).toContain(`make a clip of what shows the person there, for request ${reference}`)
  const gives = { version: versionIn(page), outcome: 'reasonable', why: 'Everybody else is hidden.' }
  const early = await maker.send(decision, gives)
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('have another colleague approve it')])

  const at = await openCamera(maker, camera, 'rights-requests')
  expect((await maker.open(`${at}/footage/${piece}`)).html).toContain('Make a clip for somebody who asks for a copy')
  const path = `${at}/clips/new?piece=${piece}`
  const asked = { requested: reference, on: '23/11/2026', from: '09:00:00', to: '09:00:04', others: 'none', masks: '', silences: '' }
  const wrong = await prepare(maker, path, { ...asked, requested: 'DP-NOBODY' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Enter the reference of an open request')])
  const made = await prepare(maker, path, asked)
  expect(made.status).toBe(303)
  const clip = leadsTo(made)
  const waiting = textOf((await maker.open(clip)).html)
  for (const words of [
    'The person whom it shows',
    reference,
    'Nobody else can be recognised in it',
    'Another colleague of the data protection team',
  ])
    expect(waiting).toContain(words)

  const there = await openCamera(second, camera, 'rights-requests')
  const item = clip.split('/').at(-1)
  expect(textOf((await second.open(`${there}/clips`)).html)).toContain('Waiting for approval')
  const look = `${there}/clips/${item}`
  const { html } = await second.open(look)
  expect((await second.send(look, { version: versionIn(html), outcome: 'released' })).status).toBe(303)
  const archive = await maker.send(clip, {}, `${clip}/fetch`)
  expect([archive.status, archive.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect((await maker.send(clip, {}, `${clip}/fetch`)).status).toBe(409)

  expect((await maker.send(decision, gives)).status).toBe(303)
  expect(textOf((await maker.open(`/desk/requests/${id}/texts`)).html)).toContain('Decided: 1 clip of it goes')
}, 60_000)

test('clips for people and those for the police are on pages of their own, each open for its own work alone', async () => {
  const camera = await registerCamera(tested, 'REC/2')
  const taken = await film(tested, camera, noon.subtract({ hours: 3 }))
  const piece = taken.taken === 'stored' ? taken.footage : ''
  const officer = await site.as(first)
  const rights = await openCamera(officer, camera, 'rights-requests')
  expect((await officer.open(`${rights}/disclosures`)).status).toBe(404)
  expect((await officer.open(`${rights}/footage/${piece}`)).html).not.toContain('the police or a court')
  const operator = await site.as(colleague('cctv-operator'))
  const crime = await openCamera(operator, camera, 'crime-prevention')
  expect((await operator.open(`${crime}/clips`)).status).toBe(404)
  const { organisation } = await asksForClip(on)
  const [notListed] = await Promise.all([
    asksForClip(on, 'police', { name: 'Disbanded Police', endedOn: '2026-11-01' }),
    asksForClip(on, 'court', { name: 'Exeter County Court' }),
  ])
  const whom = (await operator.open(`${crime}/disclosures/to?piece=${piece}`)).html
  for (const name of ['Test police', 'Exeter County Court']) expect(whom).toContain(name)
  expect(whom).not.toContain('Disbanded')
  const asks = (await operator.open(`${crime}/disclosures/new?piece=${piece}&to=${organisation}`)).html
  expect(asks).toContain('Share part of this footage with Test police')
  for (const to of ['', `&to=${notListed.organisation}`])
    expect((await operator.open(`${crime}/disclosures/new?piece=${piece}${to}`)).status).toBe(404)
  // Both are of one camera: each list has its own, and so has each address.
  const clip = { collectedOn: dateIn(noon), place: camera, keys: tested.deps.keys }
  const both = { fromAt: '2026-11-23T09:00:00Z', toAt: '2026-11-23T09:00:04Z', requested: 'R-1', others: 'none', preparedById: 'x' }
  const values = { organisation: 'Force of Devon', ...both }
  const mine = await putItem(on, disclosure, { ...clip, activity: 'rights-requests', values: { ...both, recipient: 'the-person' } })
  const theirs = await putItem(on, disclosure, { ...clip, activity: 'crime-prevention', values: { ...values, recipient: 'police' } })
  const clips = (await officer.open(`${rights}/clips`)).html
  expect([clips.includes(mine), clips.includes(theirs)]).toEqual([true, false])
  const disclosed = (await operator.open(`${crime}/disclosures`)).html
  expect([disclosed.includes(mine), disclosed.includes(theirs)]).toEqual([false, true])
  expect((await officer.open(`${rights}/clips/${theirs}`)).status).toBe(404)
  expect((await operator.open(`${crime}/disclosures/${mine}`)).status).toBe(404)
  // Whoever prepared it sees no form that decides.
  expect((await officer.open(`${rights}/clips/${mine}`)).html).toContain('may it be shared')
  await on.asAdmin((admin) => admin.query('update disclosure set prepared_by_id = $2 where id = $1', [mine, first.id]))
  expect((await officer.open(`${rights}/clips/${mine}`)).html).not.toContain('may it be shared')
})
