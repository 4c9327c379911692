import type { Edition, Grant } from './edition.ts'
import type { Role } from './vocabulary.ts'

type Granted = Grant['acts'][number]

/** What the edition grants to somebody in any of these roles, for one act of an activity; empty where it does not know the activity. */
export function grantsOf(edition: Pick<Edition, 'activities'>, activity: string, act: Granted, roles: readonly Role[]): readonly Grant[] {
  return grantsFor(edition, activity, act).filter((grant) => grant.roles.some((role) => roles.includes(role)))
}

/** The roles that may do an act of an activity, each once. Only roles of accounts that act for the landlord are listed. */
export function rolesFor(edition: Pick<Edition, 'activities'>, activity: string, act: Granted): readonly Role[] {
  return [...new Set(grantsFor(edition, activity, act).flatMap(({ roles }) => roles))]
}

function grantsFor(edition: Pick<Edition, 'activities'>, activity: string, act: Granted): readonly Grant[] {
  const entry = edition.activities.find(({ id }) => id === activity)
  return entry?.colleagues.filter(({ acts }) => acts.includes(act)) ?? []
}
