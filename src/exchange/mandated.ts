import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import { rolesFor } from '#notice/grants-of.ts'
import type { Activity } from '#notice/vocabulary.ts'

const names = { import: 'Import', example: 'Example', 'telephone-system': 'Telephone system', recorder: 'Camera recorder' } as const
type Account = keyof typeof names

/**
 * The account that collects on the landlord's behalf. In each activity it has the roles that the notice lets collect there, and no other. So no
 * import can collect what no colleague may.
 */
export function mandated(edition: Edition, activity: Activity, account: Account): Colleague {
  return { id: account, name: names[account], team: 'Data', roles: rolesFor(edition, activity, 'collect') }
}
