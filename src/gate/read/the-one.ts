import { type Answer, type NotDone, type Refused, refusedBy } from '#decisions/done-or-refused.ts'
import type { ReadAnswer } from './read-part.ts'

/** The one item with the id that was asked for. An item closed by a hold is refused, and never looks like `gone`. */
export function theOne<Shape>(answer: ReadAnswer<Shape>): Answer<{ readonly item: Shape }, 'gone'> {
  if (!answer.ok) return answer
  const [item] = answer.rows
  if (item !== undefined) return { ok: true, item }
  return answer.onHold === null ? { ok: false, why: 'gone' } : refusedBy(answer.onHold.refusal)
}

/** An id that is nobody's is `gone`, since nothing was refused. */
export function goneIfUnknown(refused: Refused): Refused | NotDone<'gone'> {
  return refused.refusal.reasons[0].code === 'unknown-word' ? { ok: false, why: 'gone' } : refused
}
