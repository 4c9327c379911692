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
  const closed = closedWords({ released, asked }, { role }, act, part)
  return closed.length === 0 ? part : { ...part, closed }
}

/** Which of the fields are words behind a code that alone is open to the role. */
export function closedWords(
  { released, asked }: Pick<AccessContext, 'released' | 'asked'>,
  { role }: Pick<Judgement, 'role'>,
  act: 'view' | 'use',
  { type, category, fields }: Pick<RecordPart, 'type' | 'category' | 'fields'>,
): readonly string[] {
  const words = fields.filter((name) => type.fields[name]?.staysHere === true && type.fields[name].sealed)
  if (words.length === 0 || role === null) return []
  const grants = grantsOf(released.edition, asked.activity, act, [role]).filter(({ categories }) => categories.includes(category))
  return grants.some(({ codesOnly }) => codesOnly !== true) ? [] : words
}
