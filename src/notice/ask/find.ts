import type { Edition } from '../edition.ts'
import { spellingOf } from './spelling.ts'
import { readerOf, type Synonyms } from './subjects.ts'
import { type Way, waysOf } from './ways.ts'
import { isSmall, mostCharacters, wordsIn } from './words.ts'

/** What a question is most like. `clause`: null for what the notice does not say. `about`: what it is about, as it was read. */
export type Found = { readonly clause: string | null; readonly certain: boolean; readonly about: readonly string[] }

/** From so much likeness on a question counts as one that is known. */
const like = 0.36
/** A certain answer is this like, and by so much more than what is second. */
const surely = { like: 0.6, ahead: 0.12 }
/** How much counts: the way of asking that is most like it, all the words of that answer together, and the second way. */
const parts = { most: 0.7, words: 0.24, second: 0.15 }
/** A word that no way of asking has tells less than one that has its answer. */
const unknown = 0.5

type Read = Way & { readonly about: readonly string[]; readonly sum: number }
type Answer = { readonly clause: string | null; readonly ways: readonly Read[]; readonly words: ReadonlySet<string> }
type Ranked = { readonly clause: string | null; readonly score: number }

/**
 * Finds by likeness: each known way of asking is a set of subjects, and so is the question. A subject tells the more, the fewer answers have it. Two
 * sets are as alike as what they share, beside what each has.
 */
export function finderOf(edition: Edition): (question: string) => Found {
  const synonyms = synonymsOf(edition)
  const ways = waysOf(edition)
  const spell = spellingOf(new Set([...synonyms.flatMap(({ words }) => words), ...ways.map(({ words }) => words)].flatMap(wordsIn)))
  const reader = readerOf(synonyms)
  const read = (text: string) => reader(wordsIn(text).map((word) => (isSmall(word) ? word : spell(word))))
  const known = ways.map((way) => ({ ...way, about: read(way.words) })).filter(({ about }) => about.length > 0)
  const tells = weightsOf(known)
  const weigh = (about: readonly string[]) => about.reduce((sum, subject) => sum + tells(subject), 0)
  const answers = answersOf(known.map((way) => ({ ...way, sum: weigh(way.about) })))
  return (question) => {
    const about = read(question.slice(0, mostCharacters))
    const asked = new Set(about)
    const sum = weigh(about)
    if (sum === 0) return { clause: null, certain: false, about }
    const shared = (subjects: readonly string[]) => weigh(subjects.filter((subject) => asked.has(subject)))
    const ranked = answers
      .map(
        (answer): Ranked => ({
          clause: answer.clause,
          score: scoreOf(answer, sum, shared, weigh(about.filter((each) => answer.words.has(each)))),
        }),
      )
      .toSorted((one, other) => other.score - one.score)
    return { ...verdict(ranked), about }
  }
}

/** The landlord's own; and of kinds of information and receivers without any, what the notice calls them. */
function synonymsOf({ synonyms = [], categories, recipients }: Edition): readonly Synonyms[] {
  const given = new Set(synonyms.map(({ id }) => id))
  const parts = (label: string) => (synonyms.length > 0 ? [] : wordsIn(label).filter((word) => !isSmall(word)))
  const called = [...categories, ...recipients]
    .filter(({ id }) => !given.has(id))
    .map(({ id, label }) => ({ id, words: [label, ...parts(label)] }))
  return [...synonyms, ...called]
}

function verdict([first, ...others]: readonly Ranked[]): Omit<Found, 'about'> {
  if (first === undefined || first.score < like) return { clause: null, certain: false }
  // Two things that the notice does not say are no rivals.
  const second = others.find(({ clause }) => clause !== first.clause)
  const ahead = first.score - (second?.score ?? 0)
  return { clause: first.clause, certain: first.score >= surely.like && ahead >= surely.ahead }
}

function scoreOf(answer: Answer, sum: number, shared: (subjects: readonly string[]) => number, covered: number): number {
  const likeness = answer.ways
    .map(({ about, weight, sum: own }) => (weight * shared(about)) / Math.sqrt(sum * own))
    .toSorted((one, other) => other - one)
  return parts.most * (likeness[0] ?? 0) + parts.second * (likeness[1] ?? 0) + (parts.words * covered) / sum
}

/** All ways to one answer; what the notice does not say is an answer for each group of questions, so that they are not mixed up. */
function answersOf(ways: readonly Read[]): readonly Answer[] {
  const groups = Map.groupBy(ways, ({ clause, group }) => clause ?? group)
  return [...groups.values()].map((own) => ({
    clause: own[0]?.clause ?? null,
    ways: own,
    words: new Set(own.flatMap(({ about }) => about)),
  }))
}

/** How much each subject tells: the more, the fewer answers have it. */
function weightsOf(ways: readonly (Way & { readonly about: readonly string[] })[]): (subject: string) => number {
  const written = ways.some(({ weight }) => weight === 1) ? ways.filter(({ weight }) => weight === 1) : ways
  const groups = Map.groupBy(ways, ({ clause, group }) => clause ?? group).size
  const having = new Map<string, Set<unknown>>()
  for (const { clause, group, about } of written) {
    for (const subject of about) having.set(subject, (having.get(subject) ?? new Set()).add(clause ?? group))
  }
  return (subject) => {
    const many = having.get(subject)?.size
    return many === undefined ? unknown * Math.log(1 + groups) : Math.log(1 + groups / many)
  }
}
