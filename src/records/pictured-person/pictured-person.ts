import { field, optional } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/**
 * That a person is on a picture. They are named (`shownAs`) only while their consent is in force (PH2); such a row is collected for
 * `publicity`.
 */
export const picturedPerson = recordType({
  name: 'pictured-person',
  title: { one: 'Appearance in a picture', many: 'Appearances in pictures' },
  tie: ties.person.about,
  category: 'photographs',
  usual: 'community-events',
  matters: ofMatters,
  table: {
    // The index of the uniqueness rule finds the people in a picture.
    indexes: { picture: null },
    constraints: {
      once_on_a_picture: 'unique (picture_id, person_id)',
      // A name is stored only for the activity that needs the person's consent (PH2).
      named_with_permission: "check (shown_as is null or activity = 'publicity')",
    },
  },
  fields: {
    pictureId: field('uuid', 'photographs', 'Picture'),
    shownAs: optional('text', 'photographs', 'Named as', { plain: 'name' }),
  },
})

export const picturedPeople = part(picturedPerson, 'photographs')
