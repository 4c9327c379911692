import type { SweepReport } from '#duties/retention/sweep.ts'
import { stopsAll, total, type Wait } from '#duties/retention/wait.ts'
import { howToConfirm, itemsWaiting, waitLines, wouldGoWords } from '#duties/retention/wait-words.ts'
import { BadUsage, type Command, type Context, type Outcome, progressOf, wholeNumber } from '../command.ts'

const most = 999_999_999

export const sweepCommand: Command = {
  usage: 'sweep [--dry-run | --confirm ITEMS]',
  summary: 'delete what is due under the edition in force; confirm what waits',
  words: [],
  options: { 'dry-run': { type: 'boolean' }, confirm: { type: 'string' } },
  async run(context, given) {
    const dryRun = given.options['dry-run'] === true
    if (given.options.confirm === undefined) return swept(context, dryRun)
    if (dryRun) throw new BadUsage('`--dry-run` does nothing and `--confirm` lets go what waits: take one of them')
    const shown = wholeNumber(given, 'confirm', { least: 0, most, default: 0 })
    return confirmed(context, shown)
  },
}

async function swept(context: Context, dryRun: boolean): Promise<Outcome> {
  const system = await context.system()
  const report = await system.sweep({ dryRun, progress: progressOf(context, 'sweeping') })
  const waits = await system.waits()
  const allWaits = !dryRun && stopsAll(report.waits)
  const text = allWaits ? waitLines(waits) : [...lines(report, dryRun), ...waitLines(waits)]
  return { exit: allWaits ? 1 : 0, json: report, text: text.join('\n'), warning: warningOf(waits) }
}

function lines(report: SweepReport, dryRun: boolean): readonly string[] {
  const deleted = Object.entries(report.deleted).map(([type, items]) => `${dryRun ? 'would delete' : 'deleted'} ${items} ${type}`)
  const onHold = Object.entries(report.held).map(([type, items]) => `kept on hold ${items} ${type}`)
  const review = Object.entries(report.review).map(([type, items]) => `waiting for a review ${items} ${type}`)
  return [...(deleted.length > 0 ? deleted : ['nothing is due']), ...onHold, ...review]
}

function warningOf(waits: readonly Wait[]): string | undefined {
  if (waits.length === 0) return undefined
  const what = stopsAll(waits)
    ? 'nothing was deleted: it waits until somebody confirms it'
    : 'part of what is due waits until somebody confirms it'
  return `${what}; look at what would go, and at the clock, and then run ${howToConfirm(itemsWaiting(waits))}`
}

/** What waits is released, and deleted at once. */
async function confirmed(context: Context, shown: number): Promise<Outcome> {
  const system = await context.system()
  const answer = await system.confirm({ waits: null, shown, by: { actor: 'system:operator', role: null } })
  if (answer.ok) {
    const outcome = await swept(context, false)
    return { ...outcome, text: `confirmed\n${outcome.text}` }
  }
  const { why } = answer
  if (why === 'nothing-waits') return { exit: 1, json: { confirmed: false, why }, text: 'nothing waits for a confirmation' }
  const now = total(answer.goes)
  const warning = `not confirmed: ${shown} items were shown and ${now} would go by now; look at them and at the clock, and then run ${howToConfirm(now)}`
  return { exit: 1, json: { confirmed: false, why, goes: answer.goes }, text: wouldGoWords(answer.goes), warning }
}
