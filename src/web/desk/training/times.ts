import type { Span } from '#exchange/telephone/extract.ts'
import { optionalText, type Question, wrong } from '../../form/index.ts'

/** A moment of the recording, written in minutes and seconds; in seconds. */
export function moment(label: string, hint: string, message: string): Question<number> {
  return writtenAs(optionalText({ label, hint, most: 8, width: '5' }), { parse: secondsOf, write: timeOf, message })
}

/** Parts of the recording, one a line. */
export function spans(label: string, hint: string, message: string): Question<readonly Span[]> {
  return writtenAs(optionalText({ label, hint, most: 2000, rows: 4 }), {
    parse(typed) {
      const found = typed.split('\n').filter((line) => line.trim() !== '')
      const read = found.flatMap((line) => spanOf(line) ?? [])
      return read.length === found.length ? read : null
    },
    write: (parts) => parts.map(({ from, until }) => `${timeOf(from)} to ${timeOf(until)}`).join('\n'),
    message,
  })
}

type Writing<Value> = {
  readonly parse: (typed: string) => Value | null
  readonly write: (value: Value) => string
  readonly message: string
}

function writtenAs<Value>(box: Question<string | null>, { parse, write, message }: Writing<Value>): Question<Value> {
  return {
    ...box,
    read(name, filled, today) {
      const read = box.read(name, filled, today)
      if (!read.ok) return read
      const value = parse(read.value ?? '')
      return value === null ? wrong(name, message) : { ok: true, value }
    },
    shown: (name, value) => box.shown(name, write(value)),
  }
}

function secondsOf(said: string): number | null {
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]\d)$/.exec(said) ?? []
  return minutes === undefined ? null : Number(minutes) * 60 + Number(seconds)
}

function timeOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`
}

function spanOf(line: string): Span | null {
  const [from, until] = line
    .trim()
    .split(/\s*(?:to|-|–)\s*/)
    .map(secondsOf)
  return typeof from !== 'number' || typeof until !== 'number' || until <= from ? null : { from, until }
}
