import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import type { Activity, Basis, Category, Circumstance, RecipientKind, Role } from '#notice/vocabulary.ts'
import { livewest } from './edition.ts'

const released = await livewest()

/** A use that a clause permits, and its limits: a role that has no part in it, and the circumstances that it needs. */
export type Use = {
  readonly activity: Activity
  readonly category: Category
  readonly act?: 'collect' | 'view' | 'use'
  readonly role: Role
  readonly basis: Basis
  readonly given?: readonly Circumstance[]
  /** A role whose work it is not. */
  readonly notFor: Role
}

/** A sharing that a clause permits: with whom, and what it needs. */
export type Sharing = {
  readonly activity: Activity
  readonly category: Category
  readonly recipient: RecipientKind
  readonly basis: Basis
  readonly given?: readonly Circumstance[]
  /** A recipient who gets none of this data for that activity, or only with the person's consent. */
  readonly notFor: RecipientKind
}

/** One test for each use: permitted on its basis, refused to another role, and refused when any circumstance that it needs is missing. */
export function usesPermitted(clause: string, uses: readonly Use[]): void {
  test.each(uses)(`${clause}: $role may ${'$'}activity, and only so`, (use) => {
    const { activity, category, act = 'view', basis, given = [] } = use
    const ask = (role: Role, present: readonly Circumstance[]) =>
      decide(released, { who: { role }, act, activity, categories: [category], circumstances: new Set(present) })
    expect(clausesOf(activity)).toContain(clause)
    expect(ask(use.role, given)).toMatchObject({ outcome: 'permitted', basis })
    expect(ask(use.notFor, given).outcome).not.toBe('permitted')
    for (const lacking of given) expect(ask(use.role, without(given, lacking)), `without ${lacking}`).toMatchObject({ outcome: 'refused' })
  })
}

/**
 * One test for each sharing: permitted on its basis, not to another recipient, and refused when any circumstance that it needs is missing.
 */
export function sharingsPermitted(clause: string, sharings: readonly Sharing[]): void {
  test.each(sharings)(`${clause}: $recipient may get ${'$'}category for ${'$'}activity, and only so`, (sharing) => {
    const { activity, category, recipient, basis, given = [], notFor } = sharing
    const ask = (kind: RecipientKind, present: readonly Circumstance[]) =>
      decide(released, { who: { recipient: kind }, act: 'share', activity, categories: [category], circumstances: new Set(present) })
    expect(clausesOf(activity)).toContain(clause)
    const answer = ask(recipient, given)
    expect(answer).toMatchObject({ outcome: 'permitted', basis })
    expect(ask(notFor, given).outcome).not.toBe('permitted')
    for (const lacking of given) expect(ask(recipient, without(given, lacking)).outcome, `without ${lacking}`).not.toBe('permitted')
  })
}

function without(given: readonly Circumstance[], lacking: Circumstance): readonly Circumstance[] {
  return given.filter((each) => each !== lacking)
}

function clausesOf(activity: Activity): readonly string[] {
  const entry = released.edition.activities.find((each) => each.id === activity)
  const grants = [...(entry?.colleagues ?? []), ...(entry?.sharing ?? [])]
  return [...(entry?.clauses ?? []), ...grants.flatMap((grant) => grant.clauses)]
}
