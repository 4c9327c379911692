import { HttpFault } from '../http-fault.ts'
import type { Question } from './question.ts'

/** The item as it was read when the form was first shown: a form sent back with errors must not take up another's change unseen. */
export const seenVersion: Question<string> = {
  boxes: (name) => [name],
  read(name, filled) {
    const value = filled[name] ?? ''
    if (!/^\d{1,10}$/.test(value)) throw new HttpFault(400, 'the form does not say what was seen')
    return { ok: true, value }
  },
  shown: (name, value) => ({ [name]: value }),
  render: ({ name, filled }) => <input type="hidden" name={name} value={filled[name]} />,
}
