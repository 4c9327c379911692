import { type Command, needed } from '../command.ts'

export const backupCommand: Command = {
  usage: 'backup --out DIR',
  summary: 'copy the embedded database into a folder while it runs (docs/backup.md)',
  words: [],
  options: { out: { type: 'string' } },
  async run(context, given) {
    const report = await context.backUp(needed(given, 'out'))
    const text = [
      `${report.files} files, ${Math.ceil(report.bytes / 1_000_000)} MB, are in ${report.out}`,
      'the keys are not in it: keep a copy of the data folder’s `keys` elsewhere, for without it nothing sealed in this backup opens',
    ]
    return { exit: 0, json: report, text: text.join('\n') }
  },
}
