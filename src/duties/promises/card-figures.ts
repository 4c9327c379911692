import { lastRun, sweptByRule } from '#evidence/read.ts'
import type { Card } from '#notice/card.ts'
import { cardsOf } from '#notice/cards.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { longDate } from '#shared/london-time.ts'
import type { LiveDeps } from './live-figures.ts'
import { figuresOf } from './promise-states.ts'
import { people, said } from './said.ts'

/** The figure of each card of the first page, in words, by the id of the card. A card without one is left out. */
export type CardFigures = ReadonlyMap<string, string>

/** The words of one figure; undefined where there is none. */
export type FigureWords = (figure: Card['figure']) => string | undefined

/** Read from the records of the last night's sweep and from the figures of the promises, so that the first page says nothing that they do not. */
export async function cardFigures(deps: LiveDeps): Promise<CardFigures> {
  const cards = cardsOf(deps.inForce().released.edition)
  const words = await figureWords(
    deps,
    cards.flatMap(({ figure }) => ('clause' in figure ? [figure.clause] : [])),
  )
  return new Map(
    cards.flatMap(({ id, figure }) => {
      const says = words(figure)
      return says === undefined ? [] : [[id, says]]
    }),
  )
}

/** The figures that an answer to any question may have: of every rule of the schedule, and of every clause. */
export function answerFigures(deps: LiveDeps): Promise<FigureWords> {
  return figureWords(
    deps,
    deps.inForce().released.edition.clauses.map(({ id }) => id),
  )
}

async function figureWords(deps: LiveDeps, clauses: readonly string[]): Promise<FigureWords> {
  const [deleted, figures] = await Promise.all([deletedWords(deps), figuresOf(deps, clauses)])
  return (figure) => ('clause' in figure ? figures.get(figure.clause)?.says.publicly : deleted(figure.deleted))
}

type Deleted = Extract<Card['figure'], { readonly deleted: unknown }>['deleted']

/** What was deleted on the London day of the last sweep: "last night" where that is today, since it runs after midnight. */
async function deletedWords(deps: LiveDeps): Promise<(rules: Deleted) => string> {
  const [{ ended }, byRule] = await Promise.all([lastRun(deps.database, 'sweep'), sweptByRule(deps.database)])
  if (ended === null) return () => 'Nothing has been deleted yet.'
  const now = deps.clock()
  const [on, today] = [dateIn(ended), dateIn(now)]
  const when = on.equals(today) && !isToCome(ended, now) ? 'last night' : `on ${longDate(on)}, the last time`
  return (rules) => {
    const items = [...byRule].reduce((sum, [rule, many]) => sum + (rules === 'everything' || rules.includes(rule) ? many : 0), 0)
    return items === 0 ? `None was due ${when}.` : said`${people(items, '', '')} deleted ${when}.`.publicly
  }
}
