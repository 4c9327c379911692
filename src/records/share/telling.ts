import { optional, sealed } from '#gate/field.ts'

/**
 * Whether the person is told of a line: who decided that last and why, and the day on which the person was told by letter. Why a line stayed hidden may
 * name whoever it protects, so it is read before it can be in a copy.
 */
export const telling = {
  showDecidedBy: optional('text', 'documents', 'Who decided whether it is shown', { owner: 'third-party', plain: 'colleague' }),
  showDecidedOn: optional('date', 'documents', 'When that was decided', { owner: 'machine', happened: true }),
  showWhy: sealed('documents', 'Why it was decided so', { owner: 'may-name-others', longest: 2000 }),
  toldOn: optional('date', 'documents', 'Told by letter', {
    happened: true,
    empty: 'Not told by letter',
    asked: { question: 'On which day did the letter go?', missing: 'Enter the day on which the letter went' },
  }),
  toldBy: optional('text', 'documents', 'Who sent the letter', { owner: 'third-party', plain: 'colleague' }),
} as const
