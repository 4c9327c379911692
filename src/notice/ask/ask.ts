import type { Card } from '../card.ts'
import type { Edition } from '../edition.ts'
import { answerWords, ruleAskedAbout, silentWords } from './answer-words.ts'
import { type Found, finderOf } from './find.ts'

/**
 * The answer of a notice to a question in plain words. `answered`: whether the notice says it; if not, `words` say whom to ask. `certain`: it is so
 * much more like this than like anything else that it would be a disgrace to be wrong. `section`: the article that says all of it.
 */
export type Answer = {
  readonly answered: boolean
  readonly certain: boolean
  readonly clause: string | null
  readonly section: string | null
  readonly words: string
}

/** An answer, with what a running system counts for it, as a card of the first page has it. */
export type AnswerWithFigure = { readonly answer: Answer; readonly figure: Card['figure'] | null }

const finders = new WeakMap<Edition, (question: string) => Found>()

/**
 * Answers from the edition alone: the same question has the same answer until the edition changes. Nothing is kept of the question, and nothing of it
 * stands in the answer.
 */
export function ask(edition: Edition, question: string): AnswerWithFigure {
  const { clause: id, certain, about } = finderFor(edition)(question)
  const clause = edition.clauses.find((each) => each.id === id)
  if (clause === undefined)
    return { answer: { answered: false, certain, clause: null, section: null, words: silentWords(edition) }, figure: null }
  const asked = { edition, clause, about: new Set(about) }
  const rule = ruleAskedAbout(asked)
  const section = edition.notice.find(({ clauses }) => clauses.includes(clause.id))?.id ?? null
  return {
    answer: { answered: true, certain, clause: clause.id, section, words: answerWords(asked, rule) },
    figure: rule === undefined ? { clause: clause.id } : { deleted: [rule.id] },
  }
}

/** What finds answers in an edition is made once: an edition never changes. */
function finderFor(edition: Edition): (question: string) => Found {
  const made = finders.get(edition) ?? finderOf(edition)
  finders.set(edition, made)
  return made
}
