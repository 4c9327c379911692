import type { Mask, Silence } from './clip.ts'

/** At most this many masks or silences, since each is a filter of the program. */
const most = 50

const clock = '(\\d{1,2}):([0-5]\\d)'
const part = '(\\d{1,3}(?:\\.\\d)?)'
const maskLine = new RegExp(`^${clock}-${clock}\\s+${part}\\s+${part}\\s+${part}\\s+${part}$`)
const silenceLine = new RegExp(`^${clock}-${clock}$`)

/**
 * Reads lines such as `0:05-0:20 25 10 30 50`: from and to in the clip, then left, top, width and height in per cent. Null if a line is
 * anything else.
 */
export function masksIn(written: string): readonly Mask[] | null {
  return linesOf(written, (line) => {
    const found = maskLine.exec(line)
    if (found === null) return null
    const [from = 0, to = 0] = timesOf(found)
    const [left = 0, top = 0, width = 0, height = 0] = found.slice(5).map(Number)
    const fits = from < to && width > 0 && height > 0 && left + width <= 100 && top + height <= 100
    return fits ? { from, to, left, top, width, height } : null
  })
}

/** Reads lines such as `0:05-0:20`: from and to in the clip. */
export function silencesIn(written: string): readonly Silence[] | null {
  return linesOf(written, (line) => {
    const found = silenceLine.exec(line)
    const [from = 0, to = 0] = found === null ? [] : timesOf(found)
    return from < to ? { from, to } : null
  })
}

function timesOf(found: RegExpExecArray): readonly [number, number] {
  const [, fromMinutes, fromSeconds, toMinutes, toSeconds] = found.map(Number)
  return [(fromMinutes ?? 0) * 60 + (fromSeconds ?? 0), (toMinutes ?? 0) * 60 + (toSeconds ?? 0)]
}

function linesOf<T>(written: string, read: (line: string) => T | null): readonly T[] | null {
  const lines = written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > most) return null
  const found = lines.flatMap((line) => read(line) ?? [])
  return found.length === lines.length ? found : null
}
