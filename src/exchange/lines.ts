import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** A line of a file, counted from 1: its text, or why it cannot be read as text. */
export type Line =
  | { readonly number: number; readonly text: string; readonly problem?: never }
  | { readonly number: number; readonly problem: string }

/** A longer line is refused without being kept in memory: one mebibyte is a thousand times what a document needs. */
export const longestLine = 1024 * 1024

/** `blank`: lines of nothing but spaces are passed on too. `alsoAfterCr`: a carriage return alone also ends a line. */
type Wanted = { readonly blank?: boolean; readonly alsoAfterCr?: boolean }

/**
 * The lines of a file, in groups as they come from the disk, in memory that does not grow with the file or with a line. Empty lines are skipped,
 * unless they are wanted. `onBytes` is told how many bytes each group had.
 */
export async function* readLines(
  path: string,
  onBytes: (bytes: number) => void = () => {},
  wanted: Wanted = {},
): AsyncGenerator<readonly Line[]> {
  const assembly = lineAssembly(wanted)
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      if (!Buffer.isBuffer(chunk)) continue
      yield assembly.take(chunk)
      onBytes(chunk.length)
    }
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause)
      throw new Fault('file-unreadable', `the file \`${basename(path)}\` cannot be read`, { cause })
    throw cause
  }
  yield assembly.end()
}

function lineAssembly({ blank = false, alsoAfterCr = false }: Wanted): {
  take: (chunk: Buffer) => readonly Line[]
  end: () => readonly Line[]
} {
  let pending: Buffer[] = []
  let size = 0
  let number = 0
  /** The last byte was a carriage return that ended a line: a line feed after it belongs to the same end. */
  let afterCr = false

  /** Beyond the limit only the size is kept. */
  function hold(piece: Buffer): void {
    size += piece.length
    if (size > longestLine) pending = []
    else if (piece.length > 0) pending.push(piece)
  }

  function close(): Line | undefined {
    number += 1
    const whole = pending.length === 1 ? pending[0] : Buffer.concat(pending)
    const line =
      size > longestLine ? { number, problem: 'the line is longer than 1 MiB' } : whole === undefined ? undefined : lineOf(whole, number)
    pending = []
    size = 0
    return line === undefined || blank || line.problem !== undefined || line.text.trim() !== '' ? line : undefined
  }

  return {
    take(chunk) {
      const lines: Line[] = []
      let from = afterCr && chunk[0] === lineFeed ? 1 : 0
      afterCr = false
      const endAfter = lineEnds(chunk, alsoAfterCr)
      for (let at = endAfter(from); at >= 0; at = endAfter(from)) {
        hold(chunk.subarray(from, at))
        const isCr = chunk[at] === carriageReturn
        afterCr = isCr && at + 1 === chunk.length
        from = isCr && chunk[at + 1] === lineFeed ? at + 2 : at + 1
        const line = close()
        if (line !== undefined) lines.push(line)
      }
      hold(chunk.subarray(from))
      return lines
    },
    end() {
      const line = size === 0 ? undefined : close()
      return line === undefined ? [] : [line]
    },
  }
}

/**
 * Finds where each next line ends. The search positions only move forward, so a chunk without one kind of line end is not searched again for each
 * line.
 */
function lineEnds(chunk: Buffer, alsoAfterCr: boolean): (from: number) => number {
  const seek = (byte: number) => {
    let found = chunk.indexOf(byte)
    return (from: number): number => {
      if (found >= 0 && found < from) found = chunk.indexOf(byte, from)
      return found
    }
  }
  const feeds = seek(lineFeed)
  if (!alsoAfterCr) return feeds
  const carriages = seek(carriageReturn)
  return (from) => {
    const [feed, carriage] = [feeds(from), carriages(from)]
    return feed < 0 ? carriage : carriage < 0 ? feed : Math.min(feed, carriage)
  }
}

const [lineFeed, carriageReturn] = [10, 13]
const byteOrderMark = /^\uFEFF/

function lineOf(bytes: Buffer, number: number): Line {
  if (number === 1 && /^(fffe|feff)/.test(bytes.toString('hex', 0, 2))) return { number, problem: 'the file is UTF-16: save it as UTF-8' }
  if (bytes.includes(0)) return { number, problem: 'the line holds a NUL byte' }
  if (!isUtf8(bytes)) return { number, problem: 'the line is not UTF-8' }
  const decoded = bytes.toString('utf8')
  return { number, text: (number === 1 ? decoded.replace(byteOrderMark, '') : decoded).replace(/\r$/, '') }
}
