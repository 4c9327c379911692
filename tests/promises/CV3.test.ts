import { expect, onTestFinished, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { filmed } from '#records/footage/footage.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { type AtDesk, deskSite } from '../web/desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)

test('a colleague watches for a reason, and each part is on record: who, in which role, why and which part', async () => {
  const camera = await registerCamera(at, 'REC/1')
  const taken = await film(at, camera, noon.subtract({ hours: 3 }))
  const id = taken.taken === 'stored' ? taken.footage : ''
  const who = colleague('anti-social-behaviour-officer')
  const opened = await at.gate.open(who, { activity: 'cctv', person: camera, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  for (const [from, to] of [
    [0, 999],
    [2000, 2999],
  ] as const)
    expect(await opened.hear(filmed, { id, from, to })).toMatchObject({ ok: true })
  const looks = (await pageOfEvidence(on.database, { subject: camera, kind: 'read' })).filter((look) => look.detail.item === id)
  const byWhom = { actor: `colleague:${who.id}`, role: 'anti-social-behaviour-officer', activity: 'cctv' }
  expect(looks).toMatchObject([
    { ...byWhom, detail: { because: 'case', item: id, from: 2000, to: 2999 } },
    { ...byWhom, detail: { because: 'case', item: id, from: 0, to: 999 } },
  ])
  const other = await at.gate.open(colleague('housing-officer'), { activity: 'cctv', person: camera, because: 'case' })
  expect(other).toMatchObject({ ok: false })
})

test('at the desk footage opens for whoever says which incident it is for, to them alone and for half an hour', async () => {
  const site = await deskSite(at, released)
  onTestFinished(() => site.close())
  const camera = await registerCamera(at, 'REC/2')
  const taken = await film(at, camera, noon.subtract({ hours: 3 }))
  const id = taken.taken === 'stored' ? taken.footage : ''
  const who = colleague('anti-social-behaviour-officer')
  const desk = await site.as(who)
  const why = `/desk/cameras/${camera}/open`
  expect((await desk.send(why, { activity: 'cctv', reference: '' })).status).toBe(422)
  expect((await desk.send(why, { activity: '', reference: 'incident 12' })).status).toBe(400)
  expect(await on.asAdmin((admin) => admin.query('select from opening where person_id = $1', [camera]))).toEqual([])
  const opened = (await desk.send(why, { activity: 'cctv', reference: 'incident 12' })).headers.get('location') ?? ''
  const [, opening] = /openings\/([0-9a-f-]+)\/footage/.exec(opened) ?? []
  const played = `${opened}/${id}/film`
  const watches = async (by: AtDesk) => (await by.get(site.at + played)).status
  expect((await desk.open(opened)).html).toContain('We log who watched, and which part.')
  expect(await watches(desk)).toBe(200)
  expect(await pageOfEvidence(on.database, { subject: camera, kind: 'read', actor: `colleague:${who.id}` })).toContainEqual(
    expect.objectContaining({ opening, detail: expect.objectContaining({ because: 'case', item: id, from: 0 }) }),
  )
  expect(await watches(await site.as(colleague('senior-manager')))).toBe(404)
  at.setNow(noon.add({ minutes: 31 }))
  expect(await watches(await site.as(who))).toBe(404)
  at.setNow(noon)
})

test('whoever may open what happened at a camera, and not its film, does not watch it, and that is on record', async () => {
  const camera = await registerCamera(at, 'REC/3')
  const taken = await film(at, camera, noon.subtract({ hours: 3 }))
  const id = taken.taken === 'stored' ? taken.footage : ''
  const opened = await openTo(at.gate, colleague('safeguarding-lead'), { activity: 'crime-prevention', person: camera, because: 'case' })
  const refused = { ok: false, why: 'refused', refusal: { reasons: [{ code: 'category-closed-to-role' }] } }
  expect(await opened.hear(filmed, { id, from: 0, to: 99 })).toMatchObject(refused)
  expect(await pageOfEvidence(on.database, { subject: camera, outcome: 'refused' })).toMatchObject([
    { kind: 'refusal', act: 'view', recordType: 'footage', reasons: ['category-closed-to-role'] },
  ])
})
