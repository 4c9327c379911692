import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import { writeDurably } from './copy-file.ts'
import { type KeyProvider, keyIdOf } from './keys.ts'

/** A path inside the backup, never out of it. */
const path = z.string().regex(/^(postgres|evidence|vault)(\/(?!\.\.?(\/|$))[A-Za-z0-9_.-]+)*$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const manifestShape = z.strictObject({
  form: z.literal('assured-backup-1'),
  made: z.iso.datetime({ offset: true }),
  /** The landlord's. */
  schema: z.string(),
  edition: sha256,
  software: z.string(),
  /** PostgreSQL's own version; its major number must be the restorer's. */
  postgres: z.string(),
  /** Only the same kind of machine can read its files. */
  machine: z.string(),
  /** Of the newest seal over the evidence. */
  head: sha256.nullable(),
  folders: z.array(path),
  files: z.array(z.strictObject({ path, bytes: z.int().nonnegative(), sha256 })),
})

/** What a backup contains and where it is from. Written last: a folder without it is no backup. */
export type Manifest = z.infer<typeof manifestShape>

/** The kind of this machine. */
export const machine = `${process.platform}-${process.arch}`

/**
 * The manifest, and beside it its digest wrapped by the key-encryption key of the id `under`, which wraps what the backup contains. So a restore
 * knows, before it touches anything, that the key in its data folder opens the backup, and that the manifest was made with that key.
 */
export async function writeManifest(folder: string, manifest: Manifest, provider: KeyProvider, under: Buffer): Promise<void> {
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  await writeDurably(join(folder, 'manifest.seal'), await provider.wrap(digest(text), under))
  await writeDurably(join(folder, 'manifest.json'), text)
}

export async function readManifest(folder: string, provider: KeyProvider): Promise<Manifest> {
  if (!existsSync(join(folder, 'manifest.json'))) throw new Fault('no-backup', 'there is no finished backup in the folder named')
  const damaged = (cause: unknown) => new Fault('backup-damaged', 'the backup’s `manifest.json` is not as it was written', { cause })
  const text = await readFile(join(folder, 'manifest.json'))
  const seal = await readFile(join(folder, 'manifest.seal')).catch((cause: unknown) => {
    throw damaged(cause)
  })
  const told = await provider.unwrap(seal).catch((cause: unknown) => {
    if (!(cause instanceof Fault) || cause.code !== 'key-of-another') throw damaged(cause)
    const where = `as \`keys/key-encryption-key\`, or beside it as \`key-encryption-key.retired-${keyIdOf(seal).toString('hex')}\``
    throw new Fault('backup-of-another-key', `the backup belongs to a key that the data folder does not hold: bring that one, ${where}`, {
      cause,
    })
  })
  if (!told.equals(digest(text))) throw damaged(undefined)
  const parsed = manifestShape.safeParse(JSON.parse(text.toString('utf8')))
  if (parsed.success) return parsed.data
  // Whole, as its seal shows, but not of this form.
  const software = anyForm.safeParse(JSON.parse(text.toString('utf8'))).data?.software
  const made = software === undefined ? 'another version of Assured' : `Assured ${software}`
  throw new Fault(
    'backup-of-another-form',
    `the backup was made by ${made}, in a form that this version does not know: restore it with the version that made it`,
    {
      cause: parsed.error,
    },
  )
}

const anyForm = z.object({ software: z.string().regex(/^[\w.+-]{1,40}$/) })

function digest(text: Buffer): Buffer {
  return createHash('sha256').update(text).digest()
}
