import type { EditionActivity } from './edition.ts'
import type { Basis, Relationship } from './vocabulary.ts'

type Based = Pick<EditionActivity, 'basis' | 'otherBases'>

/**
 * The basis of what colleagues do in an activity for somebody of this relationship (W1). Where none is named, it is the one that the activity names
 * first. A sharing names its own basis, whoever it is about.
 */
export function basisFor({ basis, otherBases = [] }: Based, relationship: Relationship | undefined): Basis {
  return otherBases.find((other) => other.for.some((each) => each === relationship))?.basis ?? basis
}

/** Every basis that the activity itself rests on, without those of its sharings. */
export function basesOfUse({ basis, otherBases = [] }: Based): readonly Basis[] {
  return [...new Set([basis, ...otherBases.map((other) => other.basis)])]
}

/**
 * Somebody's relationships, with those first for which the activity rests on the basis that it names first: whoever has an agreement is served under
 * it, whatever else they are to the landlord.
 */
export function ownBasisFirst(activity: Based | undefined, relationships: readonly Relationship[]): readonly Relationship[] {
  const others = new Set(activity?.otherBases?.flatMap((other) => other.for))
  return [...relationships.filter((each) => !others.has(each)), ...relationships.filter((each) => others.has(each))]
}
