import type { Command } from '../command.ts'

export const promisesCommand: Command = {
  usage: 'promises',
  summary: 'each clause of the notice: what keeps it, its tests, live figures, its state',
  words: [],
  options: {},
  async run(context) {
    const states = await (await context.system()).promises()
    const lines = states.map(
      (each) => `${each.state.padEnd(7)}  ${each.clause.padEnd(4)}  ${each.heading}${each.evidence === null ? '' : ` (${each.evidence})`}`,
    )
    const json = states.map(({ clause, state, keptBy, tests, evidence }) => ({ clause, state, keptBy, tests, evidence }))
    return { exit: 0, json, text: lines.join('\n') }
  },
}
