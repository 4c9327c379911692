import type { NotDone, Refused } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { AccessRequest, Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { roleName } from '#store/role-names.ts'
import { officesOf } from './sees.ts'

export type VisitDeps = GateDeps & { readonly gate: Gate }
export type OpenedOffice = Opened<'visitor-safety'>

export const noOffice = { ok: false, why: 'site' } as const

export function isOffice({ inForce }: Pick<GateDeps, 'inForce'>, site: string): boolean {
  return officesOf(inForce().released.edition).some(({ id }) => id === site)
}

/**
 * Opens an office of the landlord, and with it the visits there that have not ended. Whoever may open it, and what they see, depends on
 * whether an alarm runs there (src/facts/person/office.ts).
 */
export async function openOffice(
  deps: VisitDeps,
  colleague: Colleague,
  site: string,
  how: Pick<AccessRequest, 'toUse' | 'vouched'> = {},
): Promise<OpenedOffice | Refused | NotDone<'site'>> {
  return isOffice(deps, site) ? openSite(deps, colleague, site, how) : noOffice
}

/** The same for a place where visits stand, also where the landlord no longer has an office there. */
export async function openSite(
  deps: VisitDeps,
  colleague: Colleague,
  site: string,
  how: Pick<AccessRequest, 'toUse' | 'vouched'> = {},
): Promise<OpenedOffice | Refused> {
  const person = uuidOf('office', site)
  const text = 'insert into office (id, site) values ($1, $2) on conflict do nothing'
  await deps.database.once(roleName(deps.database.schema, 'machinery'), text, [person, site])
  return deps.gate.open(colleague, { activity: 'visitor-safety', person, because: 'check', ...how })
}
