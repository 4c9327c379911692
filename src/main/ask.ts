import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

type Terminal = { readonly isTTY?: boolean }

/**
 * Asks at a terminal: the question on standard error, so that the answer on standard output stays whole. Null where whoever is asked stops it (Ctrl+C) or
 * ends the input (Ctrl+D). Undefined where either end is no terminal.
 */
export function askingAt(
  input: Readable & Terminal,
  output: Writable & Terminal,
): ((question: string) => Promise<string | null>) | undefined {
  if (input.isTTY !== true || output.isTTY !== true) return undefined
  return (question) =>
    new Promise((resolve) => {
      const terminal = createInterface({ input, output, terminal: true })
      let said: string | null = null
      terminal.once('SIGINT', () => terminal.close())
      terminal.once('close', () => {
        if (said === null) output.write('\n')
        resolve(said)
      })
      terminal.question(question, (line) => {
        said = line.trim()
        terminal.close()
      })
    })
}
