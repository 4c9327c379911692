import type { Box } from '#media/box.ts'
import type { Mask, Silence } from './clip.ts'

/** At most this many rectangles or silences, since each is a step of its own for the program that draws. */
const most = 50

const clock = '(\\d{1,2}):([0-5]\\d)'
const part = '(\\d{1,3}(?:\\.\\d)?)'
const boxWords = `${part}\\s+${part}\\s+${part}\\s+${part}`
const boxLine = new RegExp(`^${boxWords}$`)
const maskLine = new RegExp(`^${clock}-${clock}\\s+${boxWords}$`)
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
    const box = boxFrom(found.slice(5))
    return from < to && box !== null ? { from, to, ...box } : null
  })
}

/** Reads lines such as `25 10 30 50`: left, top, width and height in per cent. Null if a line is anything else, or reaches beyond the picture. */
export function boxesIn(written: string): readonly Box[] | null {
  return linesOf(written, (line) => {
    const found = boxLine.exec(line)
    return found === null ? null : boxFrom(found.slice(1))
  })
}

/** The lines that `boxesIn` reads as these. */
export function boxesWritten(boxes: readonly Box[]): string {
  return boxes.map(({ left, top, width, height }) => `${left} ${top} ${width} ${height}`).join('\n')
}

function boxFrom(numbers: readonly string[]): Box | null {
  const [left = 0, top = 0, width = 0, height = 0] = numbers.map(Number)
  const fits = width > 0 && height > 0 && left + width <= 100 && top + height <= 100
  return fits ? { left, top, width, height } : null
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
