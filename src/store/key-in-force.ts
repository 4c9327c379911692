import { Fault } from '#shared/fault.ts'
import type { Session } from './database.ts'
import { type FileKeys, fileKeyProvider } from './file-key-provider.ts'
import { keyIdBytes } from './keys.ts'
import { nameOf, secretThere } from './secret-file.ts'
import { asOwner, type DatabaseTarget } from './target.ts'

/**
 * The key-encryption key of a schema that is up to date. Made where nothing was ever wrapped. Refused where wrapped keys need another key than the
 * file has, so that a lost or replaced file is noticed at the start and not at the first record.
 */
export async function keyProviderFor(target: DatabaseTarget, path: string): Promise<FileKeys> {
  const { id, sample } = await asOwner(target, wantedKey)
  if ((id !== null || sample !== null) && (await secretThere(path)) === null) {
    const why = `the file ${nameOf(path)} is not there, and without it nothing sealed in the database opens`
    throw new Fault('secret-missing', `${why}: put it back from your copy of \`keys\``)
  }
  const provider = await fileKeyProvider(path)
  if (sample !== null) {
    await provider.unwrap(sample).catch((cause: unknown) => {
      throw cause instanceof Fault && cause.code === 'key-of-another' ? replaced(path, cause) : cause
    })
  }
  if (id === null) {
    await asOwner(target, (owner) => owner.query('insert into key_in_force (id) values ($1) on conflict do nothing', [provider.id]))
  } else if (!(await provider.holds(id))) throw replaced(path)
  return provider
}

/**
 * The id of the key that wraps the people's keys of a schema, and a sample of them: one wrapped by that key where there is one, since another may be
 * damaged.
 */
async function wantedKey(owner: Session): Promise<{ readonly id: Buffer | null; readonly sample: Buffer | null }> {
  const [row] = await owner.query<{ id: Buffer | null; sample: Buffer | null }>(
    `select f.id, coalesce((select wrapped from person_key where substring(wrapped from 1 for ${keyIdBytes}) = f.id limit 1),
      (select wrapped from person_key limit 1)) as sample from (select (select id from key_in_force) as id) f`,
  )
  return row ?? { id: null, sample: null }
}

function replaced(path: string, cause?: unknown): Fault {
  const why = `the file ${nameOf(path)} holds another key than the one that people’s keys are wrapped by`
  return new Fault('secret-replaced', `${why}: put that one back from your copy of \`keys\``, { cause })
}
