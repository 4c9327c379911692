import { createHmac, hash, randomBytes } from 'node:crypto'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { batcher } from './batcher.ts'
import type { Database, Session } from './database.ts'
import type { Erasure, ErasureLog } from './erasures.ts'
import { roleName } from './role-names.ts'
import { newestCipher, padded, type RowCipher, rowCipher } from './row-ciphers.ts'

/** Wraps and unwraps people's keys. The file is the default; a key management service stands behind the same two calls. */
export interface KeyProvider {
  /** What it answers begins with the id of the key-encryption key that it used: that of `under`, or else its own. */
  wrap(key: Buffer, under?: Buffer): Promise<Buffer>
  unwrap(wrapped: Buffer): Promise<Buffer>
}

export const keyIdBytes = 8

/** Which key-encryption key wrapped it. */
export function keyIdOf(wrapped: Buffer): Buffer {
  return wrapped.subarray(0, keyIdBytes)
}

/** Where a sealed blob belongs: it opens nowhere else. */
export type SealContext = { readonly table: string; readonly row: string; readonly category: string }

/** A person's key, unwrapped, and what it seals with. Never leaves this module. */
type PersonKey = { readonly cipher: RowCipher; readonly secret: Buffer }
type KeyRow = { readonly person_id: string; readonly wrapped: Buffer; readonly cipher: string }

/** Opens what is sealed under one person's key; a fault where the blob is not what was sealed there. */
export type Opener = (place: SealContext, blob: Buffer) => Readonly<Record<string, unknown>>

export interface PersonKeys {
  /** Under the person's own key, made at the first need; a fresh nonce each time. */
  seal(person: string, place: SealContext, values: Readonly<Record<string, unknown>>): Promise<Buffer>
  /** Null where the person's key has been erased; a fault where the blob is not what was sealed there. */
  open(person: string, place: SealContext, blob: Buffer): Promise<Readonly<Record<string, unknown>> | null>
  /** The same for many blobs, given whose each is: an opener for each, in their order. Null where it is nobody's, or the key has been erased. */
  openers(owners: readonly unknown[]): Promise<readonly (Opener | null)[]>
  erase(person: string): Promise<void>
  /** Erases the keys of people of whom no record is left, and of what stands alone and is gone (messages, tasks, cameras …). Answers how many. */
  eraseLeavers(): Promise<number>
  /**
   * Call it in the transaction that stores people's own rows, before their words are sealed: somebody who comes back may still have the
   * key of the time before, and until the transaction ends it is not erased as a leaver's.
   */
  storing(session: Session, people: readonly string[]): Promise<void>
  /** Makes fingerprints of values, by a secret of the landlord's: the same for the same value, and nothing that a value could be guessed by. */
  fingerprints(): Promise<Fingerprint>
}

/** Eight letters: as good as never the same for two values of one field. */
export type Fingerprint = (value: string) => string

/** Everybody of a large landlord's: some 30 MB. A page of many people's items found most of their keys forgotten where it was a tenth of them. */
const mostCached = 100_000
/** Whoever erases the keys of leavers waits for those who are storing people, and the reverse; each landlord's schema by itself. */
const leaversLock = "hashtextextended(current_schema() || ' leavers', 0)"
/**
 * Two writers at once: the first one's key counts for both. INVARIANT: nothing is wrapped by a key-encryption key that is not in force any
 * more: whoever puts another in force locks the table against this, so what this sees is what holds when it ends.
 */
const insertKey = `insert into person_key (person_id, wrapped, cipher)
  select $1, $2, $3 where not exists (select from key_in_force where id <> $4) on conflict do nothing`
/** Whose key the fingerprints of what was imported are made with: nobody's record has this id. */
const landlordItself = '00000000-0000-8000-8000-000000000001'
/** A key younger than this may be of a person whose record is being stored at this moment. */
const storedWithin = Temporal.Duration.from({ days: 1 })

/**
 * Keys of people, wrapped in the database. The cache is this process's own; erasing empties it here, and other processes within a minute.
 * What is erased is noted in `erasures`, so that a restored backup loses it again. `settled`: how old a key has to be before it counts as a leaver's.
 */
export function personKeys(
  database: Database,
  provider: KeyProvider,
  erasures: Pick<ErasureLog, 'note'>,
  settled: Temporal.Duration = storedWithin,
): PersonKeys {
  const role = roleName(database.schema, 'keys')
  const cache = new Map<string, { readonly key: PersonKey; readonly until: number }>()

  let secret: Promise<Buffer> | undefined

  /** Of the landlord itself: wrapped and renewed like everybody's key, and never a leaver's. */
  async function lineSecret(): Promise<Buffer> {
    return createHmac('sha256', (await keyOf(landlordItself)).secret)
      .update('source lines')
      .digest()
  }

  /** How often keys were erased here. */
  let erased = 0

  /** Keys asked for together come together: a page of many people's items is one look. */
  const lookups = batcher<string, KeyRow | null>(
    async (queued) => {
      const statement = { name: 'person-keys', text: 'select person_id, wrapped, cipher from person_key where person_id = any($1)' }
      const rows = await database.once<KeyRow>(role, statement, [queued.map(({ ask }) => ask)])
      const found = new Map(rows.map((row) => [row.person_id, row]))
      for (const { ask, answer } of queued) answer(found.get(ask) ?? null)
    },
    { most: 1000, weigh: () => 1 },
  )

  function remembered(person: string, now: number): PersonKey | null {
    const cached = cache.get(person)
    return cached !== undefined && cached.until > now ? cached.key : null
  }

  async function stored(person: string): Promise<PersonKey | null> {
    const cached = remembered(person, performance.now())
    if (cached !== null) return cached
    const before = erased
    const row = await lookups.ask(person)
    if (row === null) return null
    const key = { cipher: rowCipher(row.cipher), secret: await provider.unwrap(row.wrapped) }
    // What was looked up before an erasure is not kept after it.
    return before === erased ? remember(person, key) : key
  }

  function remember(person: string, key: PersonKey): PersonKey {
    const now = performance.now()
    cache.delete(person)
    cache.set(person, { key, until: now + 60_000 })
    // In the order in which they were remembered: the first are the oldest.
    for (const [first, { until }] of cache) {
      if (until > now && cache.size <= mostCached) break
      cache.delete(first)
    }
    return key
  }

  /** The key-encryption key that the database wanted last; until it has refused another, the provider's own. */
  let under: Buffer | undefined

  async function keyOf(person: string): Promise<PersonKey> {
    const known = await stored(person)
    if (known !== null) return known
    const secret = randomBytes(32)
    // A rotation between two tries is rare, and between three there is none.
    for (let tries = 0; tries < 3; tries += 1) {
      const wrapped = await provider.wrap(secret, under)
      await database.once(role, insertKey, [person, wrapped, newestCipher, keyIdOf(wrapped)])
      const made = await stored(person)
      if (made !== null) return made
      const [inForce] = await database.once<{ id: Buffer }>(role, 'select id from key_in_force')
      under = inForce?.id
    }
    throw new Fault('key-not-kept', 'a new key could not be kept')
  }

  /** INVARIANT: the note is on disk before the erasure commits, and notes exactly what is erased. */
  async function eraseWhere(condition: string, values: readonly unknown[], alone = ''): Promise<number> {
    const gone = await database.transaction(role, async (session) => {
      if (alone !== '') await session.query(alone)
      const text = `delete from person_key k where ${condition} returning person_id as person, clock_timestamp() as at`
      const rows = await session.query<{ person: string; at: string }>(text, values)
      await erasures.note(rows.map((row): Erasure => ({ kind: 'key', ...row })))
      return rows
    })
    if (gone.length > 0) erased += 1
    for (const { person } of gone) cache.delete(person)
    return gone.length
  }

  return {
    async seal(person, place, values) {
      const { cipher, secret } = await keyOf(person)
      return cipher.seal(secret, freshNonce(cipher.nonceBytes), aad(place), padded(JSON.stringify(values)))
    },
    async open(person, place, blob) {
      const key = await stored(person)
      return key === null ? null : opened(key, place, blob)
    },
    async openers(owners) {
      const opening = (key: PersonKey | null): Opener | null => (key === null ? null : (place, blob) => opened(key, place, blob))
      const found = new Map<unknown, Opener | null>()
      // Those that are remembered wait for nothing: ten promises took longer than opening one blob.
      const missing = new Set<string>()
      const now = performance.now()
      for (const owner of owners) {
        if (typeof owner !== 'string') continue
        const known = remembered(owner, now)
        if (known === null) missing.add(owner)
        else found.set(owner, opening(known))
      }
      await Promise.all([...missing].map(async (owner) => found.set(owner, opening(await stored(owner)))))
      return owners.map((owner) => found.get(owner) ?? null)
    },
    erase: async (person) => {
      cache.delete(person)
      await eraseWhere('person_id = $1', [person])
    },
    eraseLeavers: () =>
      eraseWhere(
        // One dated still to come was made under a clock that has been set right since, and is no younger for it.
        `k.person_id <> $1 and (made_at < now() - interval '${settled}' or made_at > now() + interval '${settled}')
          and not exists (select from key_in_use u where u.id = k.person_id)`,
        [landlordItself],
        // A statement of its own: what is looked for after it sees everybody who was stored before it.
        `select pg_advisory_xact_lock(${leaversLock})`,
      ),
    async storing(session, people) {
      await session.query(`select pg_advisory_xact_lock_shared(${leaversLock})`)
      // Another process may have erased one that is still remembered here.
      for (const person of people) cache.delete(person)
    },
    async fingerprints() {
      secret ??= lineSecret()
      const before = (
        await secret.catch((error: unknown) => {
          // Asked again by the next one: the database may be there again.
          secret = undefined
          throw error
        })
      ).toString('base64')
      return (value) => hash('sha256', `${before}${value}`, 'base64url').slice(0, 8)
    },
  }
}

/** Drawn many at a time: each draw by itself takes longer than sealing. No byte is given out twice. */
let drawn = Buffer.alloc(0)
function freshNonce(bytes: number): Buffer {
  if (drawn.length < bytes) drawn = randomBytes(bytes * 256)
  const nonce = drawn.subarray(0, bytes)
  drawn = drawn.subarray(bytes)
  return nonce
}

function opened({ cipher, secret }: PersonKey, place: SealContext, blob: Buffer): Readonly<Record<string, unknown>> {
  try {
    const values: unknown = JSON.parse(cipher.open(secret, aad(place), blob).toString('utf8'))
    if (!isRecord(values)) throw new TypeError('not a record')
    return values
  } catch (cause) {
    throw new Fault('sealed-not-opened', `what is sealed in \`${place.table}\` cannot be opened`, { cause })
  }
}

function aad(place: SealContext): Buffer {
  // The JSON list of the three, which are words without anything to escape.
  return Buffer.from(`["${place.table}","${place.row}","${place.category}"]`, 'latin1')
}
