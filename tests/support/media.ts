import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import ffmpegInstaller from '@ffmpeg-installer/ffmpeg'
import { inject } from 'vitest'

/**
 * Real media by real encoders: a complete build of ffmpeg with libmp3lame, libopus, libx264, libwebp and its own AAC and Matroska, from the
 * package registry (`@ffmpeg-installer/ffmpeg`, a development dependency). Each kind is made once a run, when it is first needed, in the
 * run's own temporary folder; no media are stored in the project. Sounds: three seconds, with a tone of 440 Hz, a second of silence, and a
 * tone of 880 Hz. Films: four seconds of a moving test pattern, 160 by 120, ten pictures a second, with that sound. Pictures: one of the
 * pattern, 320 by 240.
 */
export const ffmpeg: string = ffmpegInstaller.path
/** Its folder, as a search path. */
export const ffmpegFolder: string = dirname(ffmpeg)

const sound = ['-f', 'lavfi', '-i', "aevalsrc='if(lt(t,1),sin(2*PI*440*t),if(lt(t,2),0,sin(2*PI*880*t)))*0.4:s=16000:d=3'"]
const film = ['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=10:duration=4', ...sound]
const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '10', '-c:a', 'aac', '-b:a', '32k']
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=1:duration=1', '-frames:v', '1']

const recipes = {
  'sound.wav': [...sound, '-c:a', 'pcm_s16le', '-ar', '8000'],
  'sound.mp3': [...sound, '-c:a', 'libmp3lame', '-b:a', '32k'],
  /** Ogg with Opus in it. */
  'sound.ogg': [...sound, '-c:a', 'libopus', '-b:a', '24k'],
  'sound.m4a': [...sound, '-c:a', 'aac', '-b:a', '32k', '-movflags', '+faststart', '-f', 'ipod'],
  /** With its index (`moov`) at the front, so that it can be played while it arrives. */
  'film.mp4': [...film, ...h264, '-movflags', '+faststart'],
  /** With its index at the end, as cameras write it. */
  'film-index-last.mp4': [...film, ...h264],
  'film.mkv': [...film, ...h264],
  /** A picture of 81 million points, in some hundred kilobytes. */
  'film-huge.mkv': ['-f', 'lavfi', '-i', 'color=size=9000x9000:rate=1:duration=1', '-frames:v', '1', '-c:v', 'mjpeg'],
  'picture.jpg': [...picture, '-q:v', '4'],
  'picture.png': picture,
  'picture.webp': [...picture, '-c:v', 'libwebp'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type MadeMedia = keyof typeof recipes

/** The path of one of them, as a file that somebody would send. */
export function madeFile(name: MadeMedia): Promise<string> {
  const known = made.get(name) ?? make(name)
  made.set(name, known)
  return known
}

export async function madeMedia(name: MadeMedia): Promise<Buffer> {
  return readFile(await madeFile(name))
}

const made = new Map<MadeMedia, Promise<string>>()

async function make(name: MadeMedia): Promise<string> {
  const folder = join(inject('data'), 'media')
  await mkdir(folder, { recursive: true })
  // Another worker may be making it too. Each makes its own, and both are the same.
  const fresh = join(folder, `${randomBytes(6).toString('hex')}-${name}`)
  await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', ...recipes[name], fresh])
  await rename(fresh, join(folder, name))
  return join(folder, name)
}
