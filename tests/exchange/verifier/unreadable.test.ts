import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { examine } from '#exchange/verifier/examine.ts'
import { verifyPack } from '#exchange/verifier/verify-pack.ts'
import { madeMedia } from '../../support/media.ts'
import { type Draft, packOf } from './draft-pack.ts'
import { draftOf, given, otherOf, withheldOf } from './invented.ts'
import type { PdfUpdate } from './pdf-update.ts'

const folder = join(import.meta.dirname, '../../../src/exchange/verifier')

async function unread(
  change: (draft: Draft) => void | Promise<void>,
  password?: (draft: Draft) => string | undefined,
): Promise<readonly string[]> {
  const draft: Draft = { ...draftOf(1), password: undefined }
  await change(draft)
  const archive = new Blob([Uint8Array.from(await packOf(draft))])
  const verdict = await examine({ archive, password: password?.(draft) ?? draft.password, withheld: [], given: [] })
  return verdict.clean ? [] : verdict.unread.map(({ file, why }) => `${file}: ${why}`)
}

const withFile = (name: string, bytes: Uint8Array) => (draft: Draft) => void draft.files.set(name, bytes)
const withPdf = (edit: (update: PdfUpdate) => void) => (draft: Draft) => void draft.pdf.push(edit)
const onPdf = (edit: (bytes: Buffer) => Buffer) => (draft: Draft) => void draft.pdfBytes.push(edit)
const picture = () => sharp({ create: { width: 9, height: 9, channels: 3, background: '#467' } })

async function nested(deep: number): Promise<Uint8Array> {
  let inner: Uint8Array = Buffer.from('Nothing.')
  for (let level = 0; level < deep; level += 1) {
    const writer = new ZipWriter(new Uint8ArrayWriter())
    await writer.add(level === 0 ? 'a.txt' : 'a.zip', new Uint8ArrayReader(inner), { useWebWorkers: false })
    inner = await writer.close()
  }
  return inner
}

function breakOff(draft: Draft): void {
  draft.json = draft.json.slice(0, -5)
}

/** A font that numbers its letters and does not say which they are. */
function drawUnnamed(update: PdfUpdate): void {
  const descendant = update.add(
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nobody /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Nobody /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1 >> >>',
  )
  const font = update.add(`<< /Type /Font /Subtype /Type0 /BaseFont /Nobody /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] >>`)
  update.draw('BT /F8 12 Tf 60 60 Td <012A012B012C> Tj ET')
  update.change('Page', (page) => page.replace(/\/Font\s*<</, (found) => `${found} /F8 ${font} 0 R`))
}

describe('What nobody could read stops a pack, since it may hold anything', () => {
  test.each<[string, (draft: Draft) => void | Promise<void>, readonly string[]]>([
    ['a file of an unknown kind', withFile('a.bin', Buffer.from([1, 2, 3, 4, 5, 6])), ['3: unknown-kind']],
    ['a packed file', withFile('a.gz', gzipSync('Nothing.')), ['3: unknown-kind']],
    ['a film of another kind', async (draft) => void draft.files.set('a.mkv', await madeMedia('film.mkv')), ['3: unknown-kind']],
    ['JSON that breaks off', breakOff, ['2: broken']],
    [
      'a PNG that breaks off',
      async (draft) => void draft.files.set('a.png', (await picture().png().toBuffer()).subarray(0, 60)),
      ['3: broken'],
    ],
    [
      'a JPEG that breaks off',
      async (draft) => void draft.files.set('a.jpg', (await picture().jpeg().toBuffer()).subarray(0, -2)),
      ['3: broken'],
    ],
    [
      'a PDF that needs a password',
      onPdf((bytes) =>
        Buffer.from(
          bytes
            .toString('latin1')
            .replace(
              'trailer\n<<',
              'trailer\n<< /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) >>',
            ),
          'latin1',
        ),
      ),
      ['1: encrypted'],
    ],
    ['a PDF that breaks off', onPdf((bytes) => bytes.subarray(0, 900)), ['1: broken']],
    [
      'a stream in a packing that is not known',
      withPdf((update) => void update.add('<< /Filter /LZWDecode /Length 4 >>\nstream\nabcd\nendstream')),
      ['1: broken'],
    ],
    ['letters that their font does not name', withPdf(drawUnnamed), ['1: letters-unknown']],
    ['files in files in files', async (draft) => void draft.files.set('a.zip', await nested(7)), ['3: too-deep']],
    [
      'bytes after the archive',
      (draft) => void draft.archive.push((bytes) => Buffer.concat([bytes, Buffer.from('more')])),
      ['0: broken', '0: readers-differ'],
    ],
    ['an archive that breaks off', (draft) => void draft.archive.push((bytes) => bytes.subarray(0, bytes.length - 30)), ['0: broken']],
    ['nothing', (draft) => void draft.archive.push(() => Buffer.alloc(0)), ['0: broken']],
  ])('%s', async (_, change, why) => {
    expect(await unread(change)).toEqual(why)
  })

  test('an archive without its passphrase, or with another', async () => {
    const locked = (draft: Draft): void => {
      draft.password = 'a long passphrase'
    }
    expect(await unread(locked, () => 'another passphrase')).toEqual(['1: encrypted', '2: encrypted'])
    expect(await unread(locked)).toEqual([])
  })
})

describe('Everything is read in a thread of its own', () => {
  test('also where nothing was withheld, to prove that it can be', async () => {
    const draft = draftOf(3)
    for (const name of [
      'sound.wav',
      'sound.mp3',
      'sound.ogg',
      'sound.m4a',
      'film.mp4',
      'film-index-last.mp4',
      'picture.jpg',
      'picture.png',
      'picture.webp',
    ] as const)
      draft.files.set(name, await madeMedia(name))
    const bytes = Uint8Array.from(await packOf(draft))
    const asked = { archive: { bytes }, withheld: [], given: [], ...(draft.password === undefined ? {} : { password: draft.password }) }
    expect(await verifyPack(asked, folder)).toMatchObject({
      clean: true,
      read: { files: 11, pages: 2 },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await verifyPack({ ...asked, withheld: withheldOf(otherOf(3)), given }, folder)).toMatchObject({ clean: true })
  })

  test('from disk, and a file that is not there is not read', async () => {
    const place = await mkdtemp(join(tmpdir(), 'assured-verify-'))
    try {
      const draft: Draft = { ...draftOf(2), password: undefined }
      draft.json = draft.json.replace('Notes', otherOf(2).name)
      await writeFile(join(place, 'pack.zip'), await packOf(draft))
      const asked = { withheld: withheldOf(otherOf(2)), given }
      const verdict = await verifyPack({ ...asked, archive: { path: join(place, 'pack.zip') } }, folder)
      expect(verdict).toMatchObject({
        clean: false,
        unread: [],
        hits: expect.arrayContaining([expect.objectContaining({ withheld: 'name', file: 2 })]),
      })
      expect(JSON.stringify(verdict)).not.toContain(otherOf(2).last)
      expect(await verifyPack({ ...asked, archive: { path: join(place, 'none.zip') } }, folder)).toMatchObject({
        clean: false,
        unread: [{ file: 0, why: 'reader-ended' }],
      })
    } finally {
      await rm(place, { recursive: true })
    }
  })
})
