import { existsSync } from 'node:fs'
import { importCsv } from '#exchange/csv/import.ts'
import { importHackney } from '#exchange/hackney/import.ts'
import type { ImportReport } from '#exchange/import-tally.ts'
import { BadUsage, type Command, type Outcome, progressOf } from '../command.ts'

export const importHackneyCommand: Command = {
  usage: 'import hackney PERSONS TENURES ASSETS',
  summary: 'take in people, tenures and homes as a London borough’s systems export them',
  words: ['PERSONS', 'TENURES', 'ASSETS'],
  options: {},
  async run(context, given) {
    const [persons = '', tenures = '', assets = ''] = given.words
    const files = { persons: readable(persons), tenures: readable(tenures), assets: readable(assets) }
    const { parts } = await context.system()
    return outcomeOf(await importHackney(parts, files, progressOf(context, 'importing')))
  },
}

export const importCsvCommand: Command = {
  usage: 'import csv FILES',
  summary: 'take in a landlord’s own export, one file for each kind of record (docs/csv-form.md)',
  words: { oneOrMore: 'FILES' },
  options: {},
  async run(context, given) {
    const files = given.words.map(readable)
    const { parts } = await context.system()
    return outcomeOf(await importCsv(parts, files, progressOf(context, 'importing')))
  },
}

function readable(file: string): string {
  if (!existsSync(file)) throw new BadUsage(`the file \`${file}\` is not there`)
  return file
}

function outcomeOf(report: ImportReport): Outcome {
  const lines = [
    ...report.refused.map((each) => `refused  ${each.file}:${each.line}  ${each.reason}`),
    ...report.notes.map((each) => `noted    ${each.file}:${each.line}  ${each.reason}`),
  ]
  const summary = `read ${report.read}: stored ${report.stored}, unchanged ${report.unchanged}, refused ${report.refused.length}`
  return { exit: 0, json: report, text: [...lines, summary].join('\n') }
}
