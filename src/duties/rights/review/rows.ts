import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import { rightsRequests } from '#records/rights-request/rights-request.ts'
import type { rightsText } from '#records/rights-text/rights-text.ts'
import { type SettledRequest, settled } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import type { RightsState } from '../rights-case.ts'

export type TextRow = PartShape<typeof rightsText.fields, 'documents'>

/** Stands in place of a digest where the text is no part of the copy any more. The row stays: what was decided about it once is on record. */
const noText = 'gone'
export const notRead = { readBy: null, readById: null, readOn: null, secondBy: null, secondOn: null } as const
export const goneValues = { digest: noText, ...notRead } as const

export function isGone({ digest }: Pick<TextRow, 'digest'>): boolean {
  return digest === noText
}

/** The states in which texts are read. */
const whileRead: readonly RightsState[] = ['searched', 'read', 'made']

/** `early`: what the copy is made of is known only once everything was searched. */
export type NotReady = 'gone' | 'early'

/** A request whose texts can be read, opened. */
export async function readable(
  { gate }: Pick<RightsDeps, 'gate'>,
  colleague: Colleague,
  id: string,
): Promise<Answer<{ readonly opened: Opened<'rights-requests'>; readonly request: SettledRequest }, NotReady>> {
  const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: id })
  if (!opened.ok) return goneIfUnknown(opened)
  const found = theOne(await opened.read(rightsRequests, id))
  if (!found.ok) return found
  const request = settled(found.item)
  if (request === null || !whileRead.includes(request.state)) return { ok: false, why: 'early' }
  return { ok: true, opened, request }
}
