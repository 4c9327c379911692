import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import type { OpenForDisclosure } from '#duties/disclosures/prepare.ts'
import type { disclosures } from '#records/disclosure/disclosure.ts'
import { ffmpeg } from './media.ts'
import { wholeOf } from './sound.ts'

const run = promisify(execFile)

/** The newest clip on the open record, as a file that a player could play. */
export async function clipFrom(opened: OpenForDisclosure, part: typeof disclosures): Promise<string> {
  const read = await opened.read(part)
  const rows = read.ok ? read.rows.toSorted((one, other) => one.collectedAt.localeCompare(other.collectedAt)) : []
  const heard = await opened.hear(part, { id: rows.at(-1)?.id ?? '', from: 0, to: Number.MAX_SAFE_INTEGER })
  if (!heard.ok) throw new Error(heard.why)
  const folder = join(inject('data'), 'media')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${randomBytes(8).toString('hex')}.mp4`)
  await writeFile(path, await wholeOf(heard.stretch.read()))
  return path
}

/** One grey picture of a clip, 160 by 120, at a second of it. */
export async function pictureAt(path: string, second: number): Promise<Buffer> {
  const out = `${path}-${second}.grey`
  const write = ['-frames:v', '1', '-vf', 'scale=160:120,format=gray', '-f', 'rawvideo', out]
  await run(ffmpeg, ['-v', 'error', '-y', '-ss', String(second), '-i', path, ...write])
  return readFile(out)
}

/** How bright the middle of the picture is at a second of a clip. */
export async function greyAt(path: string, second: number): Promise<number> {
  return (await pictureAt(path, second)).readUInt8(60 * 160 + 80)
}

/** The sound of a clip as 16-bit samples, `rate` of them a second. */
export async function samplesOf(path: string, rate: number): Promise<Int16Array> {
  const out = `${path}.s16`
  await run(ffmpeg, ['-v', 'error', '-y', '-i', path, '-vn', '-ac', '1', '-ar', String(rate), '-f', 's16le', out])
  const bytes = await readFile(out)
  return Int16Array.from({ length: bytes.length / 2 }, (_, place) => bytes.readInt16LE(place * 2))
}
