import { ask } from '#notice/ask/ask.ts'
import type { Command } from '../command.ts'
import { folderWarning } from '../folder-warning.ts'

export const askCommand: Command = {
  usage: 'ask QUESTION',
  summary: 'ask the notice in the landlord’s folder, published or not, a question in plain words',
  words: { oneOrMore: 'QUESTION' },
  options: {},
  async run(context, given) {
    const released = await context.edition()
    const { answer } = ask(released.edition, given.words.join(' '))
    const { words, certain, clause, section } = answer
    const where = clause === null ? '' : `clause ${clause}${section === null ? '' : `, section ${section}`}`
    const lines = [words, where, clause === null || certain ? '' : 'This is what the notice has that is most like the question.']
    return { exit: 0, json: answer, text: lines.filter((line) => line !== '').join('\n'), warning: folderWarning(released, context) }
  },
}
