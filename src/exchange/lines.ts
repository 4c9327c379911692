import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** A line of a file, counted from 1: its text, or why it cannot be read as text. */
export type Line =
  | { readonly number: number; readonly text: string; readonly problem?: never }
  | { readonly number: number; readonly problem: string }

/** A line longer than this is refused without being held: one mebibyte is a thousand times what a document takes. */
export const longestLine = 1024 * 1024

/**
 * The lines of a file, in groups as they come from the disk, in memory that does not grow with the file or with a line. Empty lines
 * are passed over. `onBytes` hears how many bytes each group took.
 */
export async function* readLines(path: string, onBytes: (bytes: number) => void = () => {}): AsyncGenerator<readonly Line[]> {
  const assembly = lineAssembly()
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

function lineAssembly(): { take: (chunk: Buffer) => readonly Line[]; end: () => readonly Line[] } {
  let held: Buffer[] = []
  let size = 0
  let number = 0

  /** Past the limit only the size is kept. */
  function hold(piece: Buffer): void {
    size += piece.length
    if (size > longestLine) held = []
    else if (piece.length > 0) held.push(piece)
  }

  function close(): Line | undefined {
    number += 1
    const whole = held.length === 1 ? held[0] : Buffer.concat(held)
    const line =
      size > longestLine ? { number, problem: 'the line is longer than 1 MiB' } : whole === undefined ? undefined : lineOf(whole, number)
    held = []
    size = 0
    return line
  }

  return {
    take(chunk) {
      const lines: Line[] = []
      let from = 0
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        hold(chunk.subarray(from, at))
        from = at + 1
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

const byteOrderMark = /^\uFEFF/

function lineOf(bytes: Buffer, number: number): Line | undefined {
  if (bytes.includes(0)) return { number, problem: 'the line holds a NUL byte' }
  if (!isUtf8(bytes)) return { number, problem: 'the line is not UTF-8' }
  const decoded = bytes.toString('utf8')
  const text = (number === 1 ? decoded.replace(byteOrderMark, '') : decoded).replace(/\r$/, '')
  return text.trim() === '' ? undefined : { number, text }
}
