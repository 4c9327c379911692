import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decideDisclosure } from '#duties/disclosures/decide.ts'
import { type Preparing, prepare } from '#duties/disclosures/prepare.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { filmed } from '#records/footage/footage.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { film, filmSeconds, registerCamera } from '../support/cameras.ts'
import { asksForClip, rungBack } from '../support/clips.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { putObjection, putPerson } from '../support/people.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { inChunks } from '../support/sound.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { gate } = at

const camera = await registerCamera(at, 'REC/1')
const from = noon.subtract({ hours: 3 })
const taken = await film(at, camera, from)
const piece = taken.taken === 'stored' ? taken.footage : ''
const ofCamera = { activity: 'crime-prevention', person: camera, because: 'case' } as const

async function asked(): Promise<Preparing> {
  const request = await asksForClip(on)
  const span = { from, to: from.add({ seconds: filmSeconds }) }
  return { piece, request, ...span, masks: [], silences: [], uploaded: inChunks(await madeMedia('film.mp4')) }
}

test('a request of the police is met with a clip that two colleagues made and looked at, under this purpose and on record', async () => {
  const [operator, manager] = [colleague('cctv-operator', 'senior-manager'), colleague('senior-manager')]
  const made = await prepare({ ...at.deps, ffmpeg: null }, await openTo(gate, operator, ofCamera), operator, await asked())
  expect(made).toMatchObject({ ok: true })
  const standing = async () => {
    const read = await (await openTo(gate, manager, ofCamera)).read(disclosures)
    return read.ok ? read.rows : []
  }
  const [waiting] = await standing()
  if (waiting === undefined) throw new Error('no clip waits')
  // Whoever made it does not release it, though they may release what others made.
  expect(await decideDisclosure(at.deps, await openTo(gate, operator, ofCamera), operator, waiting, rungBack)).toEqual({
    ok: false,
    why: 'own',
  })
  expect(await decideDisclosure(at.deps, await openTo(gate, manager, ofCamera), manager, waiting, rungBack)).toEqual({ ok: true })
  expect(await standing()).toMatchObject([{ outcome: 'released', recipient: 'police', requested: 'OP/77' }])
  const given = await pageOfEvidence(on.database, { subject: camera, kind: 'decision' })
  expect(given.length).toBeGreaterThan(0)
  for (const entry of given)
    expect(entry).toMatchObject({
      activity: 'crime-prevention',
      act: 'share',
      basis: 'legitimate-interests',
      detail: { recipient: 'police' },
    })
})

test('the officer who follows it up watches the footage for it; somebody with other work does not', async () => {
  const officer = colleague('anti-social-behaviour-officer')
  expect(await (await openTo(gate, officer, ofCamera)).hear(filmed, { id: piece, from: 0, to: 99 })).toMatchObject({ ok: true })
  for (const role of ['housing-officer', 'fraud-investigator'] as const) {
    const opened = await gate.open(colleague(role), ofCamera)
    expect(opened.ok ? await opened.hear(filmed, { id: piece, from: 0, to: 99 }) : opened, role).toMatchObject({
      ok: false,
      why: 'refused',
    })
  }
})

test('an enquiry into fraud looks at the tenancy, on record, until an objection to it is upheld', async () => {
  const { person, tenure } = await putPerson(on)
  const investigator = colleague('fraud-investigator')
  const enquiry = { activity: 'fraud-checks', person, because: 'case' } as const
  expect(await (await openTo(gate, investigator, enquiry)).read(tenures)).toMatchObject({ rows: [{ id: tenure }] })
  expect(await pageOfEvidence(on.database, { subject: person })).toMatchObject([
    {
      actor: `colleague:${investigator.id}`,
      activity: 'fraud-checks',
      basis: 'legitimate-interests',
      clauses: expect.arrayContaining(['U9', 'L5']),
    },
  ])
  expect(await gate.open(colleague('housing-officer'), enquiry)).toMatchObject({ ok: false, why: 'refused' })
  await putObjection(on, person, { kind: 'objection', against: 'fraud-checks', decision: 'upheld', ended: null })
  const stopped = await gate.open(investigator, enquiry)
  expect(stopped.ok ? await stopped.read(tenures) : stopped).toMatchObject({ refusal: { reasons: [{ code: 'stopped-by-objection' }] } })
})

const path = sharingPath(on, at, join(on.data, 'set-aside'))

test.each([
  ['crime-prevention', 'anti-social-behaviour-officer'],
  ['fraud-checks', 'fraud-investigator'],
] as const)(
  'for %s the police get what they asked for about somebody, on the ledger, until an objection to it is upheld',
  async (activity, role) => {
    const person = await wholePerson(on, at.deps.keys)
    const going: Going = { role, activity, person, to: 'police', what: [['tenure', 'tenure']] }
    const went = await path.goes(going)
    if (!went.left) throw new Error(JSON.stringify(went))
    expect(went.line).toMatchObject({ recipient: 'police', reference: 'case MC/26/1188', outcome: 'left' })
    for (const decision of went.decisions) expect(decision).toMatchObject({ activity, basis: 'legitimate-interests' })
    await putObjection(on, person, { kind: 'objection', against: activity, decision: 'upheld', ended: null })
    await expect(path.goes(going)).rejects.toThrow('stopped-by-objection')
  },
)

test('an enquiry into fraud tells the council what it has agreed with us, under an agreement and a protocol', async () => {
  const person = await wholePerson(on, at.deps.keys)
  const enquiry: Going = {
    role: 'fraud-investigator',
    activity: 'fraud-checks',
    person,
    to: 'local-authority',
    what: [['tenure', 'tenure']],
  }
  expect(await path.goes({ ...enquiry, signed: ['agreement', 'protocol'] })).toMatchObject({
    left: true,
    line: { recipient: 'local-authority' },
  })
  expect(await path.goes(enquiry)).toMatchObject({ left: false, lacks: ['lacks-agreement-in-force'] })
})
