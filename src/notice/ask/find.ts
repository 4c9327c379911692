import type { Edition } from '../edition.ts'
import { asWrittenOf } from './as-written.ts'
import { spellingOf } from './spelling.ts'
import { readerOf, type Synonyms } from './subjects.ts'
import { tableOf } from './table.ts'
import { keyOf, type Way, waysOf, writtenBy } from './ways.ts'
import { isSmall, mostCharacters, stemOf, wordsIn } from './words.ts'

/** What a question is most like. `clause`: null for what the notice does not say. `about`: what it is about, as it was read. */
export type Found = { readonly clause: string | null; readonly certain: boolean; readonly about: readonly string[] }

/** From so much likeness on a question counts as one that is known. */
const like = 0.3
/**
 * A certain answer leads over every other clause by meaning and by plain words, and the table has no other that fits better. The two leads are added
 * up; plain words alone never suffice. A question that holds too much that nobody has asked with may be about something else.
 */
const surely = { lead: 0.226, words: 0.0145, mostWords: 6, unheard: 0.34 }
/** Or it is asked just so, and no other answer is; then the table need not have it, but it has nothing else. */
const justSo = { most: 0.98, others: 0.85 }
/** How much counts: the three ways of asking that are most like it, and all the words of that answer together. */
const parts = { ways: [0.3, 0.235, 0.235], words: 0.23 }
/** A word that no way of asking has tells less than one that has its answer. */
const unknown = 0.5
/** A word as it stands tells less than what it is about. Small words count so too: "who listens" and "where do you listen" differ in nothing else. */
const asItStands = 0.35
/** Two words side by side tell a little: "you tell" is not "tell you". */
const sideBySide = 0.1
/** Below 1, so that a rare subject does not outweigh all others. */
const rareness = 0.7
/** The landlord's table is the other voice: what a clause is written down for, beside what it is like. */
const tableTells = 0.15
/** And the plain words are a third. */
const wordsTell = 0.01
const mark = '='

type Read = Way & { readonly about: readonly string[]; readonly sum: number }
type Answer = { readonly key: string; readonly clause: string | null; readonly ways: readonly Read[]; readonly words: ReadonlySet<string> }
type Ranked = {
  readonly clause: string | null
  /** How like the question it is, with what the table says of it; and the same with what its plain words say. */
  readonly like: number
  readonly score: number
  readonly told: number
  readonly most: number
  readonly written: number
}

/**
 * Finds by likeness: each known way of asking is a set of subjects, and so is the question. A subject tells the more, the fewer answers have it. Two
 * sets are as alike as what they share, beside what each has.
 */
export function finderOf(edition: Edition): (question: string) => Found {
  const synonyms = synonymsOf(edition)
  const ways = waysOf(edition)
  const spell = spellingOf(new Set([...synonyms.flatMap(({ words }) => words), ...ways.map(({ words }) => words)].flatMap(wordsIn)))
  const reader = readerOf(synonyms)
  const read = (text: string) => {
    const words = wordsIn(text).map((word) => (isSmall(word) ? word : spell(word)))
    const about = reader(words)
    if (about.length === 0) return []
    const pairs = words.slice(1).map((word, index) => `${mark}${words[index] ?? ''} ${word}`)
    return [...new Set([...about, ...words.map((word) => mark + stemOf(word)), ...pairs])]
  }
  const known = ways.map((way) => ({ ...way, about: read(way.words) })).filter(({ about }) => about.length > 0)
  const tells = weightsOf(known)
  const weigh = (about: readonly string[]) => about.reduce((sum, subject) => sum + tells(subject), 0)
  const answers = answersOf(known.map((way) => ({ ...way, sum: weigh(way.about) })))
  const table = tableOf(edition, tells)
  const asWritten = asWrittenOf(writtenBy(known).map((way) => ({ answer: keyOf(way), words: plainOf(way.about) })))
  const heard = new Set(known.flatMap(({ about }) => about))
  return (question) => {
    const all = read(question.slice(0, mostCharacters))
    const about = all.filter((each) => !each.startsWith(mark))
    const asked = new Set(all)
    const sum = weigh(all)
    if (sum === 0) return { clause: null, certain: false, about }
    const shared = (subjects: readonly string[]) => weigh(subjects.filter((subject) => asked.has(subject)))
    const told = table(about)
    const written = asWritten(plainOf(all))
    const ranked = answers
      .map((answer): Ranked => {
        const known = weigh(all.filter((each) => answer.words.has(each))) / sum
        const { score, most } = scoreOf(answer, sum, shared, known)
        const here = { told: told(answer.key), written: written(answer.key) }
        const like = score + tableTells * here.told
        return { clause: answer.clause, most, like, score: like + wordsTell * here.written, ...here }
      })
      .toSorted((one, other) => other.score - one.score)
    const unheard = weigh(about.filter((each) => !heard.has(each))) / weigh(about)
    const { clause, certain } = verdict(ranked)
    return { clause, certain: certain && unheard <= surely.unheard, about }
  }
}

/** The words as they stand, each by itself. */
function plainOf(about: readonly string[]): readonly string[] {
  return about.filter((each) => each.startsWith(mark) && !each.includes(' '))
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
  if (first === undefined || first.like < like) return { clause: null, certain: false }
  // Two things that the notice does not say are no rivals.
  const rivals = others.filter(({ clause }) => clause !== first.clause)
  const most = (of: (each: Ranked) => number) => Math.max(...rivals.map(of))
  const byWords = first.written - most(({ written }) => written)
  const lead = first.like - most(({ like }) => like) + surely.words * Math.max(-surely.mostWords, Math.min(surely.mostWords, byWords))
  const isSure = lead >= surely.lead
  const isJustSo = first.most >= justSo.most && most(({ most }) => most) < justSo.others
  return { clause: first.clause, certain: (isSure || isJustSo) && first.told >= most(({ told }) => told) }
}

function scoreOf(
  answer: Answer,
  sum: number,
  shared: (subjects: readonly string[]) => number,
  known: number,
): Pick<Ranked, 'score' | 'most'> {
  const likeness = answer.ways
    .map(({ about, weight, sum: own }) => (weight * shared(about)) / Math.sqrt(sum * own))
    .toSorted((one, other) => other - one)
  const score = parts.ways.reduce((total, part, index) => total + part * (likeness[index] ?? 0), parts.words * known)
  return { score, most: likeness[0] ?? 0 }
}

/** All ways to one answer; what the notice does not say is an answer for each group of questions, so that they are not mixed up. */
function answersOf(ways: readonly Read[]): readonly Answer[] {
  const groups = Map.groupBy(ways, keyOf)
  return [...groups].map(([key, own]) => ({
    key,
    clause: own[0]?.clause ?? null,
    ways: own,
    words: new Set(own.flatMap(({ about }) => about)),
  }))
}

/** How much each subject tells: the more, the fewer answers have it. */
function weightsOf(ways: readonly (Way & { readonly about: readonly string[] })[]): (subject: string) => number {
  const written = writtenBy(ways)
  const groups = Map.groupBy(ways, keyOf).size
  const having = new Map<string, Set<unknown>>()
  for (const { clause, group, about } of written) {
    for (const subject of about) having.set(subject, (having.get(subject) ?? new Set()).add(clause ?? group))
  }
  return (subject) => {
    const many = having.get(subject)?.size
    if (many === undefined) return subject.startsWith(mark) ? 0 : unknown * Math.log(1 + groups)
    const share = !subject.startsWith(mark) ? 1 : subject.includes(' ') ? sideBySide : asItStands
    return share * Math.log(1 + groups / many) ** rareness
  }
}
