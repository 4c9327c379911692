import { field, optional } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { fewDated, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/**
 * A member of a tenure's household. `person_id` is set if the member has a person record too; often the landlord knows only their name. For
 * the others in the household the row is about a third party.
 */
export const householdMember = recordType({
  name: 'household-member',
  title: { one: 'Household member', many: 'Household members' },
  tie: ties.household,
  category: 'household',
  erasable: true,
  usual: 'tenancy-management',
  matters: ofMatters,
  onRecord: { heading: 'Household', position: 5 },
  table: {
    indexes: { due: fewDated },
  },
  fields: {
    fullName: field('text', 'household', 'Full name', { plain: 'name' }),
    dateOfBirth: optional('date', 'household', 'Date of birth', { happened: true }),
    isResponsible: field('boolean', 'household', { colleague: 'Named on the agreement', customer: 'Responsible for the tenure' }),
    personTenureType: optional(
      'text',
      'household',
      { colleague: 'Role in the household', customer: 'Role in the tenure' },
      { owner: 'may-name-others', plain: 'code', words: 'as-stored' },
    ),
  },
})

export const household = part(householdMember, 'household')
