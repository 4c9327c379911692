import { optional, sealed } from '#gate/field.ts'

/** Where the notice asks for it: the data protection officer's view of what is to go, and why it goes against that view. */
export const officerView = {
  viewAsked: optional('boolean', 'documents', 'The data protection officer is asked first', { empty: 'No' }),
  viewDueOn: optional('date', 'documents', 'View due', { owner: 'machine' }),
  view: optional('text', 'documents', 'The data protection officer’s view', {
    oneOf: { for: 'For sharing it', against: 'Against sharing it' },
  }),
  viewWhy: sealed('documents', 'Reasons of that view', { owner: 'may-name-others', longest: 2000 }),
  viewBy: optional('text', 'documents', 'Whose view', { owner: 'third-party', plain: 'colleague' }),
  viewOn: optional('date', 'documents', 'When that view was given', { owner: 'machine', happened: true }),
  againstViewWhy: sealed('documents', 'Why it was shared against that view', { owner: 'may-name-others', longest: 1000 }),
} as const
