import type { Card } from './card.ts'
import type { Edition, RetentionRule } from './edition.ts'
import { periodWords } from './period-words.ts'
import type { Relationship } from './vocabulary.ts'

/** The most cards about a period that are made where the landlord has written no cards. */
const mostPeriods = 3

/** The cards of the first page: the landlord's own, or, where there are none, what the edition itself says. */
export function cardsOf(edition: Edition): readonly Card[] {
  return edition.cards ?? [...fixedPeriods(edition).map((rule) => periodCard(edition, rule)), ...rightsCards(edition)]
}

/** The cards for a reader of these relationships, each in the words for them; every card for a reader who names none. */
export function cardsFor(edition: Edition, reader: readonly Relationship[]): readonly Card[] {
  const isOf = (people: readonly Relationship[]) => people.some((each) => reader.includes(each))
  return cardsOf(edition)
    .filter((card) => reader.length === 0 || card.for === undefined || isOf(card.for))
    .map((card) => {
      // Somebody who is several things reads what holds for everybody, unless one wording covers all that they are.
      const own = card.instead?.find((other) => reader.length > 0 && reader.every((each) => other.for.includes(each)))
      return own === undefined ? card : { ...card, says: own.says }
    })
}

/** Periods that somebody has fixed come first: a proposal may change. */
function fixedPeriods({ retention }: Edition): readonly RetentionRule[] {
  const fixed = retention.filter(({ standing }) => standing !== 'to-confirm')
  return (fixed.length === 0 ? retention : fixed).slice(0, mostPeriods)
}

function periodCard(edition: Edition, rule: RetentionRule): Card {
  const labels = rule.categories.map((id) => edition.categories.find((each) => each.id === id)?.label ?? id)
  return {
    id: `kept-${rule.id}`,
    title: `${new Intl.ListFormat('en-GB').format(labels.slice(0, 2))}: ${periodWords(rule.period)}`,
    says: `How long we keep it: ${rule.words}.`,
    section: sectionWith(edition, rule.clauses),
    can: { errand: 'how-long' },
    figure: { deleted: [rule.id] },
  }
}

function rightsCards(edition: Edition): readonly Card[] {
  const count = edition.recipients.length
  return [
    {
      id: 'who-gets-it',
      title: 'Who gets it',
      says:
        count === 0
          ? 'Nobody outside gets your information.'
          : `Your information can go to ${count} kinds of people and organisations, each for a stated reason.`,
      section: sectionWith(edition, ['R1', 'R3', 'R7']),
      can: { errand: 'who-gets-what' },
      figure: { clause: 'R1' },
    },
    {
      id: 'say-no',
      title: 'Say no',
      says: 'You can object to a use that rests on our own interests, and take back what you agreed to.',
      section: sectionWith(edition, ['L5', 'L8']),
      can: { errand: 'object' },
      figure: { clause: 'L5' },
    },
    {
      id: 'see-it',
      title: 'See it, or put it right',
      says: 'You can ask for a copy of what we hold about you, and have it put right. It is free.',
      section: sectionWith(edition, ['A1', 'P4']),
      can: { errand: 'copy' },
      figure: { clause: 'A1' },
    },
  ]
}

/** The article that tells one of these clauses; the first article where none does. */
function sectionWith({ notice }: Edition, clauses: readonly string[]): string {
  const found = notice.find((article) => article.clauses.some((clause) => clauses.includes(clause)))
  return (found ?? notice[0])?.id ?? ''
}
