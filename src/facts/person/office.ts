import { type Contributor, nothing } from '../contributor.ts'

/**
 * An office of the landlord: everybody inside is a visitor. While a fire alarm runs there, that is the emergency, and the reason for looking at who needs help (SC5). Nobody can claim one: it is read here.
 */
export const office: Contributor = {
  name: 'office_alarm',
  of: 'office',
  sql: `exists (select from office o join alarm l on l.site = o.site
      where o.id = a.person and l.declared_at <= a.now + interval '5 minutes' and l.ends_at > a.now)`,
  tells(found) {
    if (typeof found !== 'boolean') return nothing
    return { relationships: ['visitor'], circumstances: found ? ['emergency-declared', 'special-category-reason'] : [] }
  },
}
