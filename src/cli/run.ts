import { parseArgs } from 'node:util'
import { Fault } from '#shared/fault.ts'
import { type Arguments, BadUsage, type Command, type Context, needWords, type Outcome } from './command.ts'
import { everyCommand } from './every-command.ts'

/** The options that every command has. */
export const everywhere = { json: { type: 'boolean' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const

/** Runs one command line and answers what to print where, and the exit code. Never throws, never prints a stack or a value. */
export async function run(
  line: readonly string[],
  contextFor: (data: string | undefined) => Context,
): Promise<{ exit: number; out: string; err: string }> {
  if (line[0] === 'help') return run([...line.slice(1), '--help'], contextFor)
  const found = commandIn(line[0] === '--version' ? ['version', ...line.slice(1)] : line)
  const wantsJson = line.includes('--json')
  if (found === undefined) return withoutCommand(line, wantsJson)
  const { name, command, rest } = found
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...everywhere, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    if (values.help === true) return { exit: 0, out: `${name}: ${command.summary}\n\n  ./assured ${command.usage}\n`, err: '' }
    needWords(command, positionals)
    const data = values.data
    const given: Arguments = { words: positionals, options: values }
    const outcome = await command.run(contextFor(typeof data === 'string' ? data : undefined), given)
    return printed(outcome, values.json === true)
  } catch (error) {
    return failed(error, command, wantsJson)
  }
}

/** Asked for help, or used wrongly. Of a command that needs a second word, those there are; else every command. */
function withoutCommand(line: readonly string[], json: boolean): { exit: number; out: string; err: string } {
  const wantsHelp = line.length === 0 || line.includes('--help') || line.includes('-h')
  const [word = ''] = line.filter((each) => !each.startsWith('-'))
  const names = [...everyCommand.keys()]
  const seconds = names.filter((name) => name.startsWith(`${word} `))
  const shown = seconds.length === 0 ? names : seconds
  if (wantsHelp && (word === '' || seconds.length > 0)) return usage(undefined, json, shown)
  if (seconds.length === 0) return usage(`there is no command \`${word}\``, json, names)
  const words = seconds.map((name) => `\`${name}\``)
  return usage(`\`${word}\` is one of ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)}`, json, seconds)
}

function commandIn(line: readonly string[]): { name: string; command: Command; rest: readonly string[] } | undefined {
  for (const words of [2, 1]) {
    const name = line.slice(0, words).join(' ')
    const command = everyCommand.get(name)
    if (command !== undefined) return { name, command, rest: line.slice(words) }
  }
  return undefined
}

function printed(outcome: Outcome, json: boolean): { exit: number; out: string; err: string } {
  const body = json ? JSON.stringify(outcome.json, null, 2) : outcome.text
  return {
    exit: outcome.exit,
    out: body === '' ? '' : `${body}\n`,
    err: outcome.warning === undefined ? '' : `assured: ${outcome.warning}\n`,
  }
}

function failed(error: unknown, command: Command, json: boolean): { exit: number; out: string; err: string } {
  const wrongUse =
    error instanceof BadUsage || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  const message =
    error instanceof BadUsage || error instanceof Fault || wrongUse ? String(error.message) : 'something went wrong that has no name yet'
  const code = error instanceof Fault ? error.code : wrongUse ? 'bad-usage' : 'fault'
  const hint = wrongUse ? `\n\n  ./assured ${command.usage}` : ''
  return {
    exit: wrongUse ? 2 : 1,
    out: json ? `${JSON.stringify({ error: { code, message } }, null, 2)}\n` : '',
    err: `assured: ${message}${hint}\n`,
  }
}

function usage(problem: string | undefined, json: boolean, names: readonly string[]): { exit: number; out: string; err: string } {
  const widest = Math.max(...names.map((name) => name.length))
  const lines = names.map((name) => `  ${name.padEnd(widest)}  ${everyCommand.get(name)?.summary ?? ''}`)
  const whole = `./assured COMMAND [--json] [--data DIR]\n\n${lines.join('\n')}\n\n./assured help COMMAND tells the words and options of one.\n`
  if (problem === undefined) return { exit: 0, out: whole, err: '' }
  return {
    exit: 2,
    out: json ? `${JSON.stringify({ error: { code: 'bad-usage', message: problem } }, null, 2)}\n` : '',
    err: `assured: ${problem}\n\n${whole}`,
  }
}
