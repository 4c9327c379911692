import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { decide } from '#decisions/decide.ts'
import { runScenario, scenarioShape } from '#decisions/scenario.ts'
import { BadUsage, type Command } from '../command.ts'
import { folderWarning } from '../folder-warning.ts'

export const scenariosCommand: Command = {
  usage: 'scenarios FILES',
  summary: 'hold the notice in the landlord’s folder, published or not, against written scenarios: cast, request, answer',
  words: { oneOrMore: 'FILES' },
  options: {},
  async run(context, given) {
    const released = await context.edition()
    const results = []
    for (const file of given.words) {
      for (const scenario of await scenariosIn(file)) results.push({ file, ...runScenario(scenario, released, decide) })
    }
    const failed = results.filter((result) => !result.held)
    const text = [
      ...failed.map((result) => `${result.file}: ${result.name}\n  ${result.says}`),
      `${results.length - failed.length} held, ${failed.length} did not`,
    ]
    return {
      exit: failed.length === 0 ? 0 : 1,
      json: { held: results.length - failed.length, failed },
      text: text.join('\n'),
      warning: folderWarning(released, context),
    }
  },
}

async function scenariosIn(file: string) {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new BadUsage(`the file \`${file}\` cannot be read`)
  })
  try {
    return z.array(scenarioShape).parse(JSON.parse(text))
  } catch (error) {
    const where =
      error instanceof z.ZodError ? `: ${error.issues[0]?.path.join('.') ?? ''} ${error.issues[0]?.message ?? ''}` : ': it is not JSON'
    throw new BadUsage(`the file \`${file}\` does not hold scenarios${where}`)
  }
}
