import { sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/**
 * A visitor's own answer that they need help to get out of the building, under the id of their visit. It is asked, never needed, and
 * deleted as they leave. Nothing of it is unsealed, because that it exists tells the answer.
 */
export const visitAssistance = recordType({
  name: 'visit-assistance',
  title: { one: 'Help to get out', many: 'Help to get out' },
  tie: ties.reception.about,
  category: 'support-needs',
  notSearched: 'It is deleted when you sign out. While you are inside, it is found with your visit.',
  usual: 'visitor-safety',
  usualSource: 'visit',
  only: ['visitor-safety', 'rights-requests'],
  ownChoice: true,
  matters: [],
  fields: { help: sealed('support-needs', 'Help to get out', { needed: true, longest: 100 }) },
})

export const visitAssistances = part(visitAssistance, 'support-needs')
