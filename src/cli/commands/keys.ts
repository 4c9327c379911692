import { type Command, progressOf } from '../command.ts'
import type { RotationReport } from '../system.ts'

/** The most ids named in the text; the JSON names them all. */
const mostNamed = 20

export const keysRotateCommand: Command = {
  usage: 'keys rotate',
  summary: 'put another key-encryption key in force while everything runs (docs/backup.md)',
  words: [],
  options: {},
  async run(context) {
    const report = await (await context.system()).rotateKeys(progressOf(context, 'wrapping anew'))
    const text = [
      `the key ${report.to} is in force, and ${report.rewrapped} keys of people are wrapped by it`,
      ...aboutTheOneBefore(report),
      'keep a copy of `keys` elsewhere: the copy that you have lacks the new key',
      ...(report.damaged === 0 ? [] : [`${report.damaged} keys are damaged and were left: put them back from a backup`]),
    ]
    return { exit: report.damaged === 0 && report.unknown.length === 0 ? 0 : 1, json: report, text: text.join('\n') }
  },
}

function aboutTheOneBefore({ from, unknown }: RotationReport): readonly string[] {
  if (unknown.length === 0)
    return [`the one before is in \`keys/key-encryption-key.retired-${from}\`: keep it with the backups of its time, which need it`]
  return [
    `the one before, ${from}, is kept and not retired, for what may still be under it (${unknown.length} in all):`,
    ...unknown
      .slice(0, mostNamed)
      .map(({ landlord, person, names }) => `- ${landlord}: the key of ${person}, which names the key ${names}`),
    'put back the key that is named, or the database from a backup, and run `./assured keys rotate` again',
  ]
}

export const keysRenewCommand: Command = {
  usage: 'keys renew NAME',
  summary: 'give up a lost secret of the data folder for a fresh one (docs/backup.md)',
  words: ['NAME'],
  options: {},
  async run(context, given) {
    const [name = ''] = given.words
    await context.renewSecret(name)
    const text = `\`keys/${name}\` is a fresh one: start again whatever runs, and tell whoever was given the one before`
    return { exit: 0, json: { renewed: name }, text }
  },
}
