import { existsSync } from 'node:fs'
import { importHackney } from '#exchange/hackney/import.ts'
import type { ImportReport } from '#exchange/import-tally.ts'
import { BadUsage, type Command, type Context, type Outcome } from '../command.ts'

export const importHackneyCommand: Command = {
  usage: 'import hackney PERSONS TENURES ASSETS',
  summary: 'take in people, tenures and homes as a London borough’s systems export them',
  options: {},
  async run(context, given) {
    const [persons, tenures, assets, ...more] = given.words
    if (persons === undefined || tenures === undefined || assets === undefined || more.length > 0) {
      throw new BadUsage('three files are needed: `PERSONS`, `TENURES` and `ASSETS`')
    }
    const files = { persons: readable(persons), tenures: readable(tenures), assets: readable(assets) }
    const { parts } = await context.system()
    return outcomeOf(await importHackney(parts, files, progressOf(context)))
  },
}

export function readable(file: string): string {
  if (!existsSync(file)) throw new BadUsage(`the file \`${file}\` is not there`)
  return file
}

export function progressOf(context: Context): (done: number, total: number) => void {
  return (done, total) => context.progress('importing', done, total)
}

export function outcomeOf(report: ImportReport): Outcome {
  const lines = [
    ...report.refused.map((each) => `refused  ${each.file}:${each.line}  ${each.reason}`),
    ...report.notes.map((each) => `noted    ${each.file}:${each.line}  ${each.reason}`),
  ]
  const summary = `read ${report.read}: stored ${report.stored}, unchanged ${report.unchanged}, refused ${report.refused.length}`
  return { exit: 0, json: report, text: [...lines, summary].join('\n') }
}
