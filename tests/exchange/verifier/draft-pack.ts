import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import type { PackPart } from '#exchange/pack/part.ts'
import { openTypesetting } from '#exchange/pack/set-part.ts'
import { PdfUpdate } from './pdf-update.ts'

/** A pack before it is made: what is typeset, what is done to the PDF afterwards, the other files, and the archive around them. */
export type Draft = {
  part: PackPart
  pdf: ((update: PdfUpdate) => void)[]
  /** After all else, on the bytes of the PDF. */
  pdfBytes: ((bytes: Buffer) => Buffer)[]
  json: string
  /** By name, with the comment and the extra field of its entry. */
  files: Map<string, Uint8Array>
  entry: { comment?: string; extraField?: Map<number, Uint8Array> }
  comment: string
  archive: ((bytes: Buffer) => Buffer)[]
  password: string | undefined
}

const template = join(import.meta.dirname, '../../../src/exchange/pack')
let setPart: ReturnType<typeof openTypesetting> | undefined
const typeset = new Map<string, Buffer>()

/** The archive. Parts that were set before are not set again. */
export async function packOf(draft: Draft): Promise<Buffer> {
  const update = new PdfUpdate(await pdfOf(draft.part))
  for (const edit of draft.pdf) edit(update)
  const pdf = draft.pdf.length === 0 ? await pdfOf(draft.part) : update.bytes()
  const { password } = draft
  const writer = new ZipWriter(new Uint8ArrayWriter(), password === undefined ? {} : { password, encryptionStrength: 3 })
  const options = { ...draft.entry, useWebWorkers: false }
  await writer.add('your-information.pdf', new Uint8ArrayReader(draft.pdfBytes.reduce<Buffer>((bytes, edit) => edit(bytes), pdf)), options)
  await writer.add('your-information.json', new TextReader(draft.json), { useWebWorkers: false })
  for (const [name, bytes] of draft.files) await writer.add(name, new Uint8ArrayReader(bytes), { useWebWorkers: false })
  const archive = await writer.close(draft.comment === '' ? undefined : Buffer.from(draft.comment))
  return draft.archive.reduce<Buffer>((bytes, edit) => edit(bytes), Buffer.from(archive))
}

export async function pdfOf(part: PackPart): Promise<Buffer> {
  const key = JSON.stringify(part)
  const known = typeset.get(key)
  if (known !== undefined) return known
  setPart ??= openTypesetting(template)
  const folder = await mkdtemp(join(tmpdir(), 'assured-verifier-'))
  try {
    const file = join(folder, 'part.pdf')
    const answer = setPart({ part, file })
    if (!answer.set) throw new Error('a pack of the tests could not be set')
    const pdf = await readFile(file)
    typeset.set(key, pdf)
    return pdf
  } finally {
    await rm(folder, { recursive: true })
  }
}
