import { existsSync } from 'node:fs'
import { importCsv } from '#exchange/csv/import.ts'
import { importHackney } from '#exchange/hackney/import.ts'
import type { ImportOptions, Report } from '#exchange/import-options.ts'
import type { DueReport } from '#exchange/import-tally.ts'
import { type Arguments, BadUsage, type Command, type Context, type Outcome, progressOf } from '../command.ts'
import { proposalsEnded } from '../proposals-ended.ts'
import type { System } from '../system.ts'

const options = { 'dry-run': { type: 'boolean' }, 'take-back': { type: 'boolean' } } as const

export const importHackneyCommand: Command = {
  usage: 'import hackney PERSONS TENURES ASSETS [--dry-run] [--take-back]',
  summary: 'take in people, tenures and homes as a London borough’s systems export them',
  words: ['PERSONS', 'TENURES', 'ASSETS'],
  options,
  async run(context, given) {
    const [persons = '', tenures = '', assets = ''] = given.words
    const files = { persons: readable(persons), tenures: readable(tenures), assets: readable(assets) }
    const system = await context.system()
    const how = optionsOf(context, given)
    return outcomeOf(system, how, () => importHackney(system.deps, files, progressOf(context, 'importing'), how))
  },
}

export const importCsvCommand: Command = {
  usage: 'import csv FILES [--dry-run] [--take-back]',
  summary: 'take in a landlord’s own export, one file for each kind of record (docs/csv-form.md)',
  words: { oneOrMore: 'FILES' },
  options,
  async run(context, given) {
    const files = given.words.map(readable)
    const system = await context.system()
    const how = optionsOf(context, given)
    return outcomeOf(system, how, () => importCsv(system.deps, files, progressOf(context, 'importing'), how))
  },
}

function readable(file: string): string {
  if (!existsSync(file)) throw new BadUsage(`the file \`${file}\` is not there`)
  return file
}

function optionsOf(context: Context, { options: given }: Arguments): ImportOptions {
  return {
    dryRun: given['dry-run'] === true,
    takeBack: given['take-back'] === true,
    onRehearsal: progressOf(context, 'looking ahead'),
    // Before anything is stored: somebody who sees what would be deleted can stop it.
    onDue: (due) => {
      for (const line of dueWords(due)) context.tell?.(line)
    },
  }
}

/** An import beside the invented example ends what counts in the example alone, and says so. */
async function outcomeOf(system: System, { dryRun = false }: ImportOptions, run: () => Promise<Report>): Promise<Outcome> {
  const before = system.released()
  const report = await run()
  await system.refresh()
  const proposed = before.edition.assessments.filter(({ adopted }) => adopted === undefined).length
  const ends = before.example === true && system.released().example !== true && proposed > 0
  const lines = [
    ...report.refused.map((each) => `refused  ${each.file}:${each.line}  ${each.reason}`),
    ...report.notes.map((each) => `noted    ${each.file}:${each.line}  ${each.reason}`),
    ...dueWords(report.due),
    ...(ends ? [`${proposed} balancing assessments are proposals. ${proposalsEnded}`] : []),
  ]
  const would = dryRun ? 'nothing is stored; it would be: ' : ''
  const summary = `${would}read ${report.read}: stored ${report.stored}, unchanged ${report.unchanged}, refused ${report.refused.length}`
  return { exit: 0, json: report, text: [...lines, summary].join('\n') }
}

/** What would be due at once, and what becomes of it; no line where nothing would. */
function dueWords({ items, people, of, waits }: DueReport): readonly string[] {
  if (items.length === 0) return []
  const counted = items.map(({ type, rule, items: count }) => `due at once  ${count} ${type}, by the rule \`${rule}\``)
  const then = waits
    ? `${people} of ${of} people would go: more than a hundredth. What this import makes due waits until somebody confirms it (\`sweep\` says how)`
    : `${people} of ${of} people would go, at the next sweep`
  return [...counted, then]
}
