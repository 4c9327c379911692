import { existsSync } from 'node:fs'
import { wouldGoWords } from '#duties/retention/wait-words.ts'
import { BadUsage, type Command } from '../command.ts'
import type { RestoreReport } from '../system.ts'

export const restoreCommand: Command = {
  usage: 'restore FROM [--replace]',
  summary: 'put a backup in place, and erase again what was erased since (docs/backup.md)',
  words: ['FROM'],
  options: { replace: { type: 'boolean' } },
  async run(context, given) {
    const [from = ''] = given.words
    if (!existsSync(from)) throw new BadUsage(`the folder \`${from}\` is not there`)
    const report = await context.restore(from, { replace: given.options.replace === true })
    return { exit: 0, json: report, text: said(report) }
  },
}

function said(report: RestoreReport): string {
  const { erased, headsLost, waits } = report
  const deleted = Object.values(report.deleted).reduce((sum, items) => sum + items, 0)
  return [
    `the database is as it was at ${report.made}: all that was stored or changed after is not in it`,
    ...(report.keptAside === null ? [] : [`the database that was there is in ${report.keptAside}: delete it once nobody needs it`]),
    ...(headsLost === 0 ? [] : [`the evidence under the last ${headsLost} seals is lost with it; their heads are kept aside`]),
    `erased again: ${erased.keys} keys of people, ${erased.items} items; deleted as due since: ${deleted} items`,
    ...waits.map(
      ({ goes }) =>
        `what fell due since waits and was not deleted (${wouldGoWords(goes)}); \`./assured sweep\` says why and how to confirm it`,
    ),
    ...(erased.left === 0
      ? []
      : [`${erased.left} erased items stand again, for a hold keeps them or something still refers to them: see to them by hand`]),
  ].join('\n')
}
