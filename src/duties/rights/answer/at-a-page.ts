import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { handOver, newCodeFor, stopHandover, type Told } from '../../handovers/hand-over.ts'
import type { RightsRequestRow } from '../identified.ts'
import type { RightsDeps, Seen } from '../requests.ts'
import type { ContactDetail } from './agree.ts'
import { isLate, mayLeave, type NotYet, readyToLeave } from './deliver.ts'
import { answerHanded, answersAreFor } from './handed.ts'

/** How the person is told the code: by ringing a number that is on file, or face to face. Never the way that the link goes. */
export type CodeTold = { readonly number: string } | 'face-to-face'
export const faceToFace = 'face-to-face'

/** `way`: another way was agreed. `number`: it may not be rung for this. */
export type HandOverAnswer = Answer<Told, NotYet | 'late' | 'way' | 'number'>

/** The numbers on which the code may be told: on file, not changed since it was agreed how the answer goes, and not where the link goes. */
export function numbersToRing(
  { sendTo, sendAgreedAt }: Pick<RightsRequestRow, 'sendTo' | 'sendAgreedAt'>,
  details: readonly ContactDetail[],
): readonly ContactDetail[] {
  if (sendAgreedAt === null) return []
  return details.filter(
    ({ id, contactType, collectedAt }) =>
      contactType === 'phone' && id !== sendTo && Temporal.Instant.compare(collectedAt, sendAgreedAt) <= 0,
  )
}

/** Lets the person fetch the released answer from a page. That it leaves, and by which digest, is decided by the notice and recorded first. */
export async function handOverAnswer(
  deps: RightsDeps,
  colleague: Colleague,
  seen: Seen,
  told: CodeTold,
  details: readonly ContactDetail[],
): Promise<HandOverAnswer> {
  const ready = await readyToLeave(deps, colleague, seen)
  if (!ready.ok) return ready
  const { row, request, way } = ready
  if (way.by !== 'page') return { ok: false, why: 'way' }
  if (isLate(row, deps.clock()) || row.mediaBytes === null) return { ok: false, why: 'late' }
  if (!mayBeTold(request, details, told)) return { ok: false, why: 'number' }
  const may = await mayLeave(deps, colleague, request, row)
  if (!may.ok) return may
  const what = { ...answersAreFor, item: row.id, whose: request.id, bytes: row.mediaBytes, digest: row.digest }
  return handOver(deps, colleague, answerHanded, what, { told: inEvidence(told) })
}

/** A new code for the link that they have, once somebody has spoken to them again. */
export async function newCodeForAnswer(
  deps: RightsDeps,
  colleague: Colleague,
  { item, request }: { readonly item: string; readonly request: RightsRequestRow },
  told: CodeTold,
  details: readonly ContactDetail[],
): Promise<Answer<Omit<Told, 'token'>, 'gone'> | NotDone<'number'>> {
  if (!mayBeTold(request, details, told)) return { ok: false, why: 'number' }
  return newCodeFor(deps, colleague, answerHanded, { ...answersAreFor, item }, { told: inEvidence(told) })
}

export function stopAnswer(deps: RightsDeps, colleague: Colleague, item: string): Promise<Answer<unknown, 'gone'>> {
  return stopHandover(deps, colleague, answerHanded, { ...answersAreFor, item })
}

function mayBeTold(request: RightsRequestRow, details: readonly ContactDetail[], told: CodeTold): boolean {
  return told === faceToFace || numbersToRing(request, details).some(({ id }) => id === told.number)
}

/** The id of the contact detail, never the number. */
function inEvidence(told: CodeTold): string {
  return told === faceToFace ? told : told.number
}
