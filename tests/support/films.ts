import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { ffmpeg } from './media.ts'

/** What a camera and a microphone would give: a moving pattern at ten pictures a second, and a tone. */
export const filming = (seconds: number): readonly string[] => [
  ...['-f', 'lavfi', '-i', `testsrc=size=160x120:rate=10:duration=${seconds}`],
  ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=8000:duration=${seconds}`],
]
export const asFilm: readonly string[] = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '10', '-c:a', 'aac', '-b:a', '32k']

/** Media made for one test by the real encoder. `kind`: the extension of the file. */
export async function encoded(kind: string, ...args: readonly string[]): Promise<Buffer> {
  const folder = join(inject('data'), 'media')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${randomBytes(8).toString('hex')}.${kind}`)
  try {
    await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', ...args, path])
    return await readFile(path)
  } finally {
    await rm(path, { force: true })
  }
}
