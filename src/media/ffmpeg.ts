import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { lend, lentAddress, type Source } from './lend.ts'

/** The kinds that may be read. The kind is the one its first bytes showed, and never what the program would guess from the contents. */
const demuxers: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/mp4': 'mov',
  'video/mp4': 'mov',
  'video/x-matroska': 'matroska',
}

/** What telephone systems, recorders and browsers write. Nothing else is decoded, whatever the file asks for. */
const decoders = [
  'h264,hevc,mpeg4,mjpeg,vp8,vp9,av1,libdav1d',
  'aac,mp3,mp3float,opus,libopus,vorbis,libvorbis,flac,gsm_ms,adpcm_ima_wav,adpcm_ms',
  'pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le,pcm_u8,pcm_f32le,pcm_alaw,pcm_mulaw',
].join(',')

/** The largest single block of memory: a header can claim any size of picture. */
const mostBlock = 256 * 1024 * 1024
/** The most pixels of one picture: 8K film has 33 million. A small file can claim any number, and take an hour over each picture. */
const mostPixels = 36_000_000
/** The address space that the program may have in bytes, whatever it reads. */
const mostMemory = 3 * 1024 ** 3

export type Treatment = {
  /** Its kind, as the vault has it. */
  readonly type: string
  /** Arguments before the input, such as where to begin. Made by this software, never from words that somebody typed. */
  readonly read?: readonly string[]
  /** Arguments after the input: filters, encoders, the form of the result, which comes back to the caller and goes nowhere else. */
  readonly write: readonly string[]
  readonly mostBytes: number
  readonly mostSeconds: number
  readonly signal?: AbortSignal
}

/** Converts a recording. The result comes as it is made; where the reader stops, so does the work. */
export type Ffmpeg = (source: Source, treatment: Treatment) => AsyncGenerator<Uint8Array>

/** The first `ffmpeg` on the search path (written as `PATH` is); null where none is installed. */
export async function findFfmpeg(searchPath: string): Promise<Ffmpeg | null> {
  for (const folder of searchPath.split(delimiter).filter(isAbsolute)) {
    const program = join(folder, 'ffmpeg')
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return (source, treatment) => run(program, source, treatment)
  }
  return null
}

async function* run(program: string, source: Source, treatment: Treatment): AsyncGenerator<Uint8Array> {
  const { type, mostBytes, mostSeconds } = treatment
  const demuxer = demuxers[type]
  if (demuxer === undefined) throw unread(type)
  const limit = AbortSignal.timeout(mostSeconds * 1000)
  const stop = treatment.signal === undefined ? limit : AbortSignal.any([limit, treatment.signal])
  const lent = await lend(source)
  const { child, ended } = start(program, argumentsOf(demuxer, treatment), lent.proxy)
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  stop.addEventListener('abort', kill)
  if (stop.aborted) kill()
  try {
    let written = 0
    for await (const chunk of child.stdout) {
      written += chunk.length
      if (written > mostBytes) throw new Fault('media-too-large', `what is made of a recording may have ${mostBytes} bytes at the most`)
      yield chunk
    }
    const code = await ended
    treatment.signal?.throwIfAborted()
    if (limit.aborted) throw new Fault('media-too-slow', `a recording could not be treated within ${mostSeconds} seconds`)
    // The program may have taken a failed read for the end of the file.
    if (lent.failure() !== undefined) throw lent.failure()
    if (code !== 0) throw unread(type)
  } finally {
    stop.removeEventListener('abort', kill)
    kill()
    await ended
    lent.end()
  }
}

/**
 * The program gets nothing of this process's environment, and its messages are discarded, since they would quote what it reads. A shell sets the
 * limit of memory and then becomes the program; a system without such limits runs it without.
 */
function start(program: string, args: readonly string[], proxy: string) {
  const limited = ['-c', `ulimit -v ${mostMemory / 1024} 2>/dev/null; exec "$0" "$@"`, program, ...args]
  const child = spawn('/bin/sh', limited, { cwd: '/', env: { http_proxy: proxy }, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', (code) => resolve(code))
  })
  return { child, ended }
}

function unread(type: string): Fault {
  return new Fault('media-not-treated', `what was kept as \`${type}\` could not be read as that`)
}

function argumentsOf(demuxer: string, { read = [], write }: Treatment): readonly string[] {
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'quiet', '-max_alloc', String(mostBlock)],
    ...['-protocol_whitelist', 'http,tcp', '-codec_whitelist', decoders, '-f', demuxer],
    ...['-max_pixels', String(mostPixels)],
    ...(demuxer === 'mov' ? ['-enable_drefs', '0'] : []),
    ...[...read, '-i', lentAddress, ...write, '-map_metadata', '-1', 'pipe:1'],
  ]
}
