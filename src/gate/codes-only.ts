import { grantsOf } from '#notice/grants-of.ts'
import type { AccessContext, Judgement } from './judge.ts'
import type { RecordPart } from './record-part.ts'

/**
 * The part as the notice opens it to the role: where that is the code alone, without the words behind the code, which are not unsealed. A role with another
 * entry of the notice beside it sees all.
 */
export function partOpenTo<P extends RecordPart>(
  { released, asked }: Pick<AccessContext, 'released' | 'asked'>,
  { role }: Pick<Judgement, 'role'>,
  act: 'view' | 'use',
  part: P,
): P {
  const closed = part.fields.filter((name) => part.type.fields[name]?.staysHere === true && part.type.fields[name].sealed)
  if (closed.length === 0 || role === null) return part
  const grants = grantsOf(released.edition, asked.activity, act, [role]).filter(({ categories }) => categories.includes(part.category))
  return grants.some(({ codesOnly }) => codesOnly !== true) ? part : { ...part, closed }
}
