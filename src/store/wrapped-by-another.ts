import { quoted, type Session } from './database.ts'
import { type KeyProvider, keyIdBytes, keyIdOf } from './keys.ts'

/** SQL: whether a person's key is wrapped by another key-encryption key than the one with the id `$1`. */
export const wrappedByAnother = `substring(wrapped from 1 for ${keyIdBytes}) <> $1`

/** Sorts before every id. */
export const nobody = '00000000-0000-0000-0000-000000000000'

const atOnce = 1000

/**
 * The id of another key-encryption key that a person's key in one of the schemas needs; null where none does. A key that no key-encryption key opens
 * needs none.
 */
export async function alsoNeeded(session: Session, schemas: readonly string[], provider: KeyProvider, id: Buffer): Promise<Buffer | null> {
  for (const schema of schemas) {
    const text = `select person_id as person, wrapped from ${quoted(schema)}.person_key where ${wrappedByAnother} and person_id > $2
      order by person_id limit ${atOnce}`
    for (let after: string | undefined = nobody; after !== undefined; ) {
      const rows: readonly { person: string; wrapped: Buffer }[] = await session.query(text, [id, after])
      for (const { wrapped } of rows) if (await opens(provider, wrapped)) return keyIdOf(wrapped)
      after = rows.length < atOnce ? undefined : rows.at(-1)?.person
    }
  }
  return null
}

function opens(provider: KeyProvider, wrapped: Buffer): Promise<boolean> {
  return provider.unwrap(wrapped).then(
    () => true,
    () => false,
  )
}
