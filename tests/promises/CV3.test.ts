import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { filmed } from '#records/footage/footage.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())

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
