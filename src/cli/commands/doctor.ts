import type { Command } from '../command.ts'

export const doctorCommand: Command = {
  usage: 'doctor',
  summary: 'say what runs where, and what is wrong',
  words: [],
  options: {},
  async run(context) {
    const lines = await (await context.system()).doctor()
    const well = lines.every((line) => line.well)
    const text = lines.map((line) => `${line.well ? 'well ' : 'WRONG'}  ${line.what}: ${line.says}`).join('\n')
    return { exit: well ? 0 : 1, json: { well, checks: lines }, text }
  },
}
