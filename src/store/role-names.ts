/**
 * The database's own roles. `owner` owns the schema and cannot sign in; `app` signs in, inherits nothing and owns nothing; the others are taken one
 * at a time. `activity` roles are made when an edition is published.
 */
export const ownRoles = ['owner', 'app', 'facts', 'sweeper', 'evidence', 'machinery', 'keys'] as const
export type OwnRole = (typeof ownRoles)[number]

/** Roles belong to the whole cluster, so the landlord's schema is part of every name. */
export function roleName(schema: string, kind: OwnRole): string
export function roleName(schema: string, kind: 'activity', activity: string): string
export function roleName(schema: string, kind: OwnRole | 'activity', activity?: string): string {
  return kind === 'activity' ? `${schema}__${activity ?? ''}` : `${schema}_${kind}`
}

export const takenRoles = ['facts', 'sweeper', 'evidence', 'machinery', 'keys'] as const satisfies readonly OwnRole[]
