import type { Command } from '../command.ts'

export const versionCommand: Command = {
  usage: 'version',
  summary: 'the version of Assured',
  words: [],
  options: {},
  async run(context) {
    const version = await context.version()
    return { exit: 0, json: { version }, text: version }
  },
}
