import { optional, sealed } from '#gate/field.ts'
import type { OrdinaryCategory } from '#notice/vocabulary.ts'

/**
 * What every line of the ledger has of its telling: whether the person is told of it, who decided that last and why, the day by which it is decided anew,
 * and the day on which the person was told by letter. Why a line stayed hidden may name whoever it protects, so it is read before it can be in a copy.
 */
export function telling<C extends OrdinaryCategory>(category: C) {
  return {
    showReviewOn: optional('date', category, 'Decide whether to show it', { owner: 'machine' }),
    showDecidedBy: optional('text', category, 'Who decided whether it is shown', { owner: 'third-party', plain: 'colleague' }),
    showDecidedOn: optional('date', category, 'When that was decided', { owner: 'machine', happened: true }),
    showWhy: sealed(category, 'Why it was decided so', { owner: 'may-name-others', longest: 2000 }),
    toldOn: optional('date', category, 'Told by letter', {
      happened: true,
      empty: 'Not told by letter',
      asked: { question: 'On which day did the letter go?', missing: 'Enter the day on which the letter went' },
    }),
    toldBy: optional('text', category, 'Who sent the letter', { owner: 'third-party', plain: 'colleague' }),
  }
}
