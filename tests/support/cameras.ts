import { cameraRegister, type Entry } from '#duties/cameras/register.ts'
import { takeInFootage } from '#exchange/recorder/take-in.ts'
import { dateIn } from '#shared/clock.ts'
import { colleague, type TestGate } from './gate.ts'
import { madeMedia } from './media.ts'
import { inChunks } from './sound.ts'

/** Registers a camera as an operator does, with an assessment to be reviewed in a year; answers its id. */
export async function registerCamera({ deps, gate }: Pick<TestGate, 'deps' | 'gate'>, reference: string, more: Partial<Entry> = {}) {
  const today = dateIn(deps.clock())
  const inAYear = today.add({ years: 1 }).toString()
  const values: Entry = {
    reference,
    name: 'Main entrance',
    site: 'Alder Court',
    postcode: 'EX5 2FZ',
    assetId: null,
    purpose: 'Break-ins in the entrance hall',
    signs: 'At the door and in the hall',
    assessedOn: today.subtract({ months: 3 }).toString(),
    assessment: 'DPIA 12',
    assessmentReviewOn: inAYear,
    reviewOn: inAYear,
    removedOn: null,
    ...more,
  }
  const answer = await cameraRegister({ ...deps, gate }).register(colleague('cctv-operator'), values)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.id
}

/** The length of the film that a recorder sends in these tests. */
export const filmSeconds = 4

/** A real film as its recorder sends it: four seconds from the camera, starting at `from`. */
export async function film({ deps, gate }: Pick<TestGate, 'deps' | 'gate'>, camera: string, from: Temporal.Instant) {
  const piece = { camera, from: from.toString(), to: from.add({ seconds: filmSeconds }).toString() }
  return takeInFootage({ ...deps, gate }, piece, inChunks(await madeMedia('film.mp4')))
}
