import { createServer } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { findFfmpeg } from '#media/ffmpeg.ts'
import { ffmpegFolder, madeFile, madeMedia } from '../support/media.ts'
import { wholeOf } from '../support/sound.ts'

const ffmpeg = await findFfmpeg(ffmpegFolder)

/** Another program on this machine, that nothing which is treated may reach. */
const asked: (string | undefined)[] = []
const other = createServer((request, response) => {
  asked.push(request.url)
  response.end()
})
await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
afterAll(() => other.close())
const address = other.address()
const elsewhere = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/film.mp4`

const copied = ['-c', 'copy']

async function treated(bytes: Buffer, type: string, by: readonly string[] = copied): Promise<Buffer> {
  if (ffmpeg === null) throw new Error('the `ffmpeg` of the development dependencies is not there')
  async function* open({ from, to }: { readonly from: number; readonly to: number }) {
    yield bytes.subarray(from, to + 1)
  }
  const write = ['-map', '0:v:0', ...by, '-f', 'matroska']
  return wholeOf(ffmpeg({ bytes: bytes.length, read: open }, { type, write, mostBytes: 1024 ** 2, mostSeconds: 10 }))
}

describe('film that is not what it says', () => {
  test('is treated where it is whole', async () => {
    expect((await treated(await madeMedia('film.mp4'), 'video/mp4')).length).toBeGreaterThan(1000)
  })

  test.each<readonly [string, string, () => Promise<Buffer>]>([
    ['cut off before its index', 'video/mp4', async () => (await madeMedia('film-index-last.mp4')).subarray(0, 4000)],
    ['cut off in its beginning', 'video/x-matroska', async () => (await madeMedia('film.mkv')).subarray(0, 64)],
    ['empty', 'video/mp4', async () => Buffer.alloc(0)],
    ['MKV called MP4', 'video/mp4', () => madeMedia('film.mkv')],
    ['MP4 called MKV', 'video/x-matroska', () => madeMedia('film.mp4')],
    ['a list of a file of ours', 'video/mp4', async () => Buffer.from(`ffconcat version 1.0\nfile '${await madeFile('film.mp4')}'\n`)],
    ['a list of what stands elsewhere', 'video/mp4', async () => Buffer.from(`#EXTM3U\n#EXTINF:4,\n${elsewhere}\n#EXT-X-ENDLIST\n`)],
    [
      'a list with film in its address',
      'video/x-matroska',
      async () => Buffer.from("ffconcat version 1.0\nfile 'data:video/mp4;base64,AAAA'\n"),
    ],
  ])('is refused where it is %s, and nothing else is read for it', async (_, type, made) => {
    await expect(treated(await made(), type)).rejects.toMatchObject({ code: 'media-not-treated' })
    expect(asked).toEqual([])
  })

  test('is refused where a small file claims a picture of any size', async () => {
    const huge = await madeMedia('film-huge.mkv')
    expect(huge.length).toBeLessThan(1024 ** 2)
    await expect(treated(huge, 'video/x-matroska', ['-vf', 'scale=16:16', '-c:v', 'mpeg4'])).rejects.toMatchObject({
      code: 'media-not-treated',
    })
  })
})
