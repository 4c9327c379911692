import { leftOutWords, makeExample } from '#exchange/example/make-example.ts'
import { dateIn } from '#shared/clock.ts'
import { type Command, progressOf, wholeNumber } from '../command.ts'

export const exampleCommand: Command = {
  usage: 'example [--people N] [--seed S]',
  summary: 'an invented landlord, the same for the same seed',
  words: [],
  options: { people: { type: 'string' }, seed: { type: 'string' } },
  async run(context, given) {
    const people = wholeNumber(given, 'people', { least: 1, most: 1_000_000, default: 200 })
    const seed = wholeNumber(given, 'seed', { least: 0, most: 999_999_999, default: 1 })
    const { deps } = await context.system()
    const made = await makeExample(deps, { people, seed, today: dateIn(context.now()) }, progressOf(context, 'inventing'))
    const text = Object.entries(made.items).map(([type, items]) => `${items} ${type}`)
    return { exit: 0, json: { seed, ...made }, text: [...text, ...leftOutWords(made)].join('\n') }
  },
}
