import { type Command, progressOf } from '../command.ts'

export const sweepCommand: Command = {
  usage: 'sweep [--dry-run]',
  summary: 'delete what is due under the edition in force',
  words: [],
  options: { 'dry-run': { type: 'boolean' } },
  async run(context, given) {
    const dryRun = given.options['dry-run'] === true
    const system = await context.system()
    const report = await system.sweep({ dryRun, progress: progressOf(context, 'sweeping') })
    const lines = Object.entries(report.deleted).map(([type, items]) => `${dryRun ? 'would delete' : 'deleted'} ${items} ${type}`)
    const held = Object.entries(report.held).map(([type, items]) => `kept on hold ${items} ${type}`)
    const review = Object.entries(report.review).map(([type, items]) => `waiting for a review ${items} ${type}`)
    const text = [...(lines.length > 0 ? lines : ['nothing is due']), ...held, ...review].join('\n')
    return { exit: 0, json: report, text }
  },
}
