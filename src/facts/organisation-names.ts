import type { Database, Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/** An organisation that something went to: also one that is no longer used. */
export type OrganisationName = { readonly id: string; readonly name: string }

/** The names of all organisations of the register, for what was shared with them. They are about nobody. */
export function organisationNames(database: Database): Promise<readonly OrganisationName[]> {
  return database.once<OrganisationName & Row>(roleName(database.schema, 'facts'), {
    name: 'organisation-names',
    text: 'select id, name from organisation order by lower(name), id limit 5000',
  })
}
