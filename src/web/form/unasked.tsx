import type { Question } from './question.ts'

/** What is not asked, because there is one answer only: that which is given, or which stands already. */
export function unasked<Value>(value: Value): Question<Value> {
  return { boxes: () => [], read: () => ({ ok: true, value }), shown: () => ({}), render: () => <></> }
}
