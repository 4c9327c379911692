import type { Deciding } from '#duties/rights/review/decide.ts'
import { groupsToAsk } from '#duties/rights/review/groups.ts'
import { placesOf } from '#duties/rights/review/mark.ts'
import { leftOutAs, needsUntil, type Outcome, outcomeWords } from '#duties/rights/review/outcomes.ts'
import type { TextLook } from '#duties/rights/review/review.ts'
import type { FormError } from '../../../components/index.ts'
import { type Answers, choice, form, optionalDay, optionalText, picked, seenVersion } from '../../../form/index.ts'
import { passagesQuestion } from './passages-question.tsx'

const further = {
  words: optionalText({
    label: 'Words to leave out (optional)',
    hint: 'Further words that tell of somebody else, a line each, as they stand in the text.',
    most: 2000,
    rows: 2,
  }),
  wordsWhy: optionalText({ label: 'Why they are left out (optional)', hint: 'Needed where you left out further words.', most: 500 }),
  whole: choice({
    label: 'Withhold all of it?',
    missing: 'Choose whether all of it is withheld',
    options: [
      { value: 'no', text: 'No, only what is left out above' },
      { value: 'text', text: 'Yes, this whole text' },
      { value: 'item', text: 'Yes, the whole record it stands in' },
    ],
  }),
  ground: picked<Outcome>({
    label: 'On which ground is all of it withheld?',
    missing: 'Choose a ground',
    options: leftOutAs.map((value) => ({ value, text: outcomeWords(value) })),
  }),
  wholeWhy: optionalText({
    label: 'Why all of it is withheld (optional)',
    hint: 'Needed where you withhold all of it.',
    most: 500,
    rows: 2,
  }),
  until: optionalDay({
    label: 'Until when do these grounds hold? (optional)',
    hint: 'Needed for grounds other than other people and health. From the day after, the text has to be read again.',
    when: 'coming',
    withinYears: 10,
  }),
}

type Further = Answers<typeof further>

/** What is decided about one text: its passages, further words, and whether anything of it leaves. */
export function textForm({ value, reading }: Pick<TextLook, 'value' | 'reading'>) {
  const passages = passagesQuestion(value, groupsToAsk(value, reading))
  return form({ version: seenVersion, passages, ...further }, (answers) => [
    ...wrongWords(value, answers),
    ...(answers.whole !== 'no' && answers.wholeWhy === null ? [{ field: 'wholeWhy', message: 'Enter why all of it is withheld' }] : []),
    ...(isWithoutEnd(answers) ? [{ field: 'until-day', message: 'Enter until when the ground holds' }] : []),
  ])
}

/** What was decided before, or the usual. */
export function knownOf({ row, reading: { whole } }: Pick<TextLook, 'row' | 'reading'>) {
  const [isWhole, ground] = whole === null ? (['no', 'other-people'] as const) : (['text', whole.outcome] as const)
  return { version: row.version, passages: [], whole: isWhole, ground, wholeWhy: whole?.why ?? null }
}

function linesOf(words: string | null): readonly string[] {
  return (words ?? '').split('\n').flatMap((line) => line.trim() || [])
}

function wrongWords(text: string, { words, wordsWhy }: Further): readonly FormError[] {
  const missing = linesOf(words).filter((each) => placesOf(text, each).length === 0)
  if (missing.length > 0) return [{ field: 'words', message: `Enter words as they stand in the text: it has no “${missing.join('”, “')}”` }]
  return words !== null && wordsWhy === null ? [{ field: 'wordsWhy', message: 'Enter why the words are left out' }] : []
}

function isWithoutEnd({ passages, whole, ground, until }: Further & { readonly passages: Deciding['choices'] }): boolean {
  const grounds = [...passages.map(({ outcome }) => outcome), ...(whole === 'no' ? [] : [ground])]
  return until === null && grounds.some(needsUntil)
}

export function decidingFrom(answers: Further & { readonly passages: Deciding['choices'] }): Deciding {
  const { passages, words, wordsWhy, whole, ground, wholeWhy, until } = answers
  return {
    choices: passages,
    words: linesOf(words),
    wordsWhy,
    whole: whole === 'no' ? null : { of: whole, outcome: ground, why: wholeWhy ?? '' },
    until: until?.toString() ?? null,
  }
}
