import type { PromiseState } from '#duties/promises/promise-states.ts'
import type { Command } from '../command.ts'

/** What is broken comes first, what is not done yet last. */
const order: readonly PromiseState['state'][] = ['broken', 'waiting', 'kept', 'not yet']

export const promisesCommand: Command = {
  usage: 'promises',
  summary: 'each clause of the notice: what keeps it, its tests, live figures, its state',
  words: [],
  options: {},
  async run(context) {
    const states = await (await context.system()).promises()
    const byState = order.map((state) => states.filter((each) => each.state === state))
    const lines = byState
      .flat()
      .map(
        (each) =>
          `${each.state.padEnd(7)}  ${each.clause.padEnd(4)}  ${each.heading}${each.evidence === null ? '' : ` (${each.evidence})`}`,
      )
    const [broken = [], waiting = [], kept = [], notYet = []] = byState
    const waits = waiting.length === 0 ? '' : `${waiting.length} waiting, `
    const summary = `${kept.length} kept, ${broken.length} broken, ${waits}${notYet.length} not yet`
    const json = states.map(({ clause, state, keptBy, tests, evidence }) => ({ clause, state, keptBy, tests, evidence }))
    return { exit: broken.length === 0 ? 0 : 1, json, text: [...lines, summary].join('\n'), warning: brokenWords(states) }
  },
}

/** Which promises are broken, and what shows it; undefined where none is. */
export function brokenWords(states: readonly PromiseState[]): string | undefined {
  const broken = states.filter((each) => each.state === 'broken')
  if (broken.length === 0) return undefined
  const named = broken.map(({ clause, evidence }) => `${clause}${evidence === null ? '' : ` (${evidence})`}`)
  return `${broken.length === 1 ? 'a promise is' : `${broken.length} promises are`} broken: ${named.join(', ')}`
}
