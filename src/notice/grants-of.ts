import type { Edition, Grant } from './edition.ts'
import type { Category, Role } from './vocabulary.ts'

type Granted = Grant['acts'][number]
type Listed = { readonly activity: string; readonly category: Category; readonly act?: Granted }

/** What the edition grants to somebody in any of these roles, for one act of an activity; empty where it does not know the activity. */
export function grantsOf(edition: Pick<Edition, 'activities'>, activity: string, act: Granted, roles: readonly Role[]): readonly Grant[] {
  return grantsFor(edition, activity, act).filter((grant) => grant.roles.some((role) => roles.includes(role)))
}

/**
 * Whether the edition lets somebody in any of these roles work with many people's items of a category at once. Nothing that is true of one person,
 * such as a check of who they are, counts for all of them; that nobody else is present does.
 */
export function opensList(
  edition: Pick<Edition, 'activities'>,
  roles: readonly Role[],
  { activity, category, act = 'view' }: Listed,
): boolean {
  const isForAll = ({ needs }: Grant) => needs.every(({ anyOf }) => anyOf.includes('private-setting'))
  return grantsOf(edition, activity, act, roles).some((grant) => grant.categories.includes(category) && isForAll(grant))
}

/** The roles that may do an act of an activity, each once. Only roles of accounts that act for the landlord are listed. */
export function rolesFor(edition: Pick<Edition, 'activities'>, activity: string, act: Granted): readonly Role[] {
  return [...new Set(grantsFor(edition, activity, act).flatMap(({ roles }) => roles))]
}

function grantsFor(edition: Pick<Edition, 'activities'>, activity: string, act: Granted): readonly Grant[] {
  const entry = edition.activities.find(({ id }) => id === activity)
  return entry?.colleagues.filter(({ acts }) => acts.includes(act)) ?? []
}
