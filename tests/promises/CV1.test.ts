import { expect, test } from 'vitest'
import { cameraRegister } from '#duties/cameras/register.ts'
import { whyNotFilming } from '#duties/cameras/why-not-filming.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const anHourAgo = noon.subtract({ hours: 1 })

test('the register tells of each camera its place, purpose, assessment, signs and when it is reviewed', async () => {
  const id = await registerCamera(at, 'REC/1')
  expect(await cameraRegister({ ...at.deps, gate: at.gate }).look(colleague('cctv-operator'), id)).toMatchObject({
    camera: {
      site: 'Alder Court',
      purpose: 'Break-ins in the entrance hall',
      assessment: 'DPIA 12',
      assessedOn: '2026-08-23',
      assessmentReviewOn: '2027-11-23',
      signs: 'At the door and in the hall',
      reviewOn: '2027-11-23',
    },
  })
  expect(await film(at, id, anHourAgo)).toMatchObject({ taken: 'stored' })
})

test('what a camera films that is not registered, not assessed, not reviewed in time or taken down is refused', async () => {
  expect(await film(at, 'REC/unknown', anHourAgo)).toMatchObject({ taken: 'refused', why: 'unregistered' })
  await registerCamera(at, 'REC/unassessed', { assessedOn: null })
  expect(await film(at, 'REC/unassessed', anHourAgo)).toMatchObject({ taken: 'refused', why: 'unassessed' })
  await registerCamera(at, 'REC/overdue', { assessmentReviewOn: '2026-11-22' })
  expect(await film(at, 'REC/overdue', anHourAgo)).toMatchObject({ taken: 'refused', why: 'assessment-overdue' })
  await registerCamera(at, 'REC/review', { reviewOn: '2026-11-22' })
  expect(await film(at, 'REC/review', anHourAgo)).toMatchObject({ taken: 'refused', why: 'review-overdue' })
  await registerCamera(at, 'REC/removed', { removedOn: '2026-11-22' })
  expect(await film(at, 'REC/removed', anHourAgo)).toMatchObject({ taken: 'refused', why: 'removed' })
  expect(new Set(Object.values(whyNotFilming)).size).toBe(Object.keys(whyNotFilming).length)
})
