import type { Filled, Question } from './question.ts'

/** A question that counts only where what was filled in beside it has it so: null elsewhere, whatever stands in its boxes. */
export function askedWhen<Value>(applies: (filled: Filled) => boolean, question: Question<Value>): Question<Value | null> {
  return {
    ...question,
    read: (name, filled, today) => (applies(filled) ? question.read(name, filled, today) : { ok: true, value: null }),
    shown: (name, value) => (value === null ? {} : question.shown(name, value)),
  }
}
