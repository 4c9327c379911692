import type { Colleague } from '#gate/judge.ts'

/** The notes with one more, on a line of its own, with its day and who wrote it. */
export function noted(before: string | null, { name }: Pick<Colleague, 'name'>, on: Temporal.PlainDate, words: string): string {
  const line = `${on.toString()}, ${name}: ${words}`
  return before === null ? line : `${before}\n${line}`
}
