import { type PromiseState, promiseWords } from '#duties/promises/promise-states.ts'
import { standingWords } from '#evidence/witness/standing-words.ts'
import type { Command } from '../command.ts'
import { promisesInMarkdown } from './promises-in-markdown.ts'

export const promisesCommand: Command = {
  usage: 'promises [--markdown] [--witness]',
  summary: 'each clause of the notice: what keeps it, its tests, live figures, its state',
  words: [],
  options: { markdown: { type: 'boolean' }, witness: { type: 'boolean' } },
  async run(context, given) {
    const system = await context.system()
    const [states, standings] = [await system.promises(), await system.witnessStandings()]
    const byState = promiseWords.map((state) => states.filter((each) => each.state === state))
    const listed = states.map(({ clause, state, keptBy, lacks, tests, tested, evidence, uncounted, deleted }) => ({
      clause,
      state,
      keptBy,
      lacks,
      tests,
      tested,
      evidence,
      uncounted,
      deleted,
    }))
    const json = given.options.witness === true ? { promises: listed, witnesses: standings } : listed
    const counts = promiseWords.map((state, place) => `${byState[place]?.length ?? 0} ${state}`)
    const sums = [counts.join(', '), testedWords(states), ...standingWords(standings)]
    const text = given.options.markdown === true ? promisesInMarkdown(states, sums) : [...byState.flat().map(lineOf), ...sums].join('\n')
    return { exit: states.some(({ state }) => state === 'broken') ? 1 : 0, json, text, warning: brokenWords(states) }
  },
}

function lineOf({ state, clause, heading, lacks, evidence }: PromiseState): string {
  const [why, figure] = [lacks === null ? '' : ` ${lacks}`, evidence === null ? '' : ` (${evidence})`]
  return `${state.padEnd(8)}  ${clause.padEnd(4)}  ${heading}.${why}${figure}`
}

/** When the tests were last run for this version, and whether any of them failed. */
function testedWords(states: readonly PromiseState[]): string {
  const failed = states.filter(({ tested }) => tested.result === 'failed').map(({ clause }) => clause)
  if (failed.length > 0) return `Tests of this version failed for ${failed.join(', ')}.`
  const day = states.find(({ tested }) => tested.result === 'passed')?.tested.on
  return day == null ? 'Not tested for this version.' : `The tests of this version passed on ${day}.`
}

/** Which promises are broken, and what shows it; undefined where none is. */
export function brokenWords(states: readonly PromiseState[]): string | undefined {
  const broken = states.filter((each) => each.state === 'broken')
  if (broken.length === 0) return undefined
  const named = broken.map(({ clause, evidence }) => `${clause}${evidence === null ? '' : ` (${evidence})`}`)
  return `${broken.length === 1 ? 'a promise is' : `${broken.length} promises are`} broken: ${named.join(', ')}`
}
