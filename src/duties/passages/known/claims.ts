import type { Certainty, KnownPerson } from '../passage.ts'
import type { Rule } from '../rules.ts'
import type { Word } from '../words/words.ts'
import type { Form } from './forms.ts'

/** The words `from` to `to` and whose name they are: the requester's, which stays, or somebody else's. */
export type Claim = {
  readonly from: number
  readonly to: number
  readonly requester: boolean
  readonly person?: KnownPerson
  readonly rule: Rule
  readonly certainty: Certainty
  readonly roles: ReadonlySet<Form['role']>
}

/** A name while it is read: who it can be, and which of their names were read. */
export type Reading = {
  readonly from: number
  readonly to: number
  readonly forms: readonly Form[]
  readonly roles: ReadonlySet<Form['role']>
  readonly slip: boolean
  /** An initial that none of them has: “T. Smith” of a family without a T. */
  readonly another: boolean
}

/** Only the forms of people who have both. */
export function ofSamePeople(forms: readonly Form[], others: readonly Form[]): readonly Form[] {
  return forms.filter(({ person }) => others.some((other) => other.person === person))
}

export function rolesOf(forms: readonly Form[]): ReadonlySet<Form['role']> {
  return new Set(forms.map(({ role }) => role))
}

export function joinsName(word: Word, before: Word | undefined): boolean {
  return word.gap === ' ' || word.gap === '-' || (before?.key.length === 1 && (word.gap === '. ' || word.gap === '.'))
}

/** A name itself before a short form or a part of another: with a neighbour Bill, “Bill” is not the requester William. */
export function bestOf(forms: readonly Form[]): readonly Form[] {
  const exact = forms.filter((form) => form.exact)
  return exact.length > 0 ? exact : forms
}
