import { optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { fewDated, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofPeople } from '../matters.ts'

/** A person whom the landlord knows: a tenant, household member, applicant or caller. */
export const person = recordType({
  name: 'person',
  title: { one: 'Person', many: 'People' },
  tie: ties.person.itself,
  category: 'personal-details',
  usual: 'tenancy-management',
  matters: ofPeople,
  onRecord: { position: 1 },
  table: {
    indexes: {
      due: fewDated,
      name_trigrams: 'using gin (person_name(first_name, middle_name, last_name, preferred_name) gin_trgm_ops)',
    },
  },
  fields: {
    title: optional('text', 'personal-details', 'Title', { plain: 'name' }),
    firstName: optional('text', 'personal-details', 'First name', { plain: 'name' }),
    middleName: optional('text', 'personal-details', 'Middle name', { plain: 'name' }),
    lastName: optional('text', 'personal-details', 'Last name', { plain: 'name' }),
    preferredName: optional(
      'text',
      'personal-details',
      { colleague: 'What they like to be called', customer: 'Likes to be called' },
      { plain: 'name' },
    ),
    dateOfBirth: optional('date', 'personal-details', 'Date of birth', { happened: true }),
    supportNeeds: sealed('support-needs', { colleague: 'What we do differently for them', customer: 'What we do differently for you' }),
  },
})

export const personalDetails = part(person, 'personal-details')
export const supportNeeds = part(person, 'support-needs')
