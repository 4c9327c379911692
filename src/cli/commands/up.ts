import type { Command } from '../command.ts'

export const upCommand: Command = {
  usage: 'up',
  summary: 'start everything: database, notice, example, web and worker',
  words: [],
  options: {},
  async run(context) {
    await context.serve()
    return { exit: 0, json: { stopped: true }, text: '' }
  },
}
