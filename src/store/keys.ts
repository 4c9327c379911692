import { createHmac, hash, randomBytes } from 'node:crypto'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { batcher } from './batcher.ts'
import type { Database, Session } from './database.ts'
import type { Erasure, ErasureLog } from './erasures.ts'
import { roleName } from './role-names.ts'
import { newestCipher, padded, type RowCipher, rowCipher } from './row-ciphers.ts'

/** Wraps and unwraps people's keys: by default with a file, or with a key management service through the same two calls. */
export interface KeyProvider {
  /** The answer begins with the id of the key-encryption key that was used: that of `under`, or else the provider's own. */
  wrap(key: Buffer, under?: Buffer): Promise<Buffer>
  unwrap(wrapped: Buffer): Promise<Buffer>
}

export const keyIdBytes = 8

/** The id of the key-encryption key that wrapped it. */
export function keyIdOf(wrapped: Buffer): Buffer {
  return wrapped.subarray(0, keyIdBytes)
}

/** What a sealed value belongs to. It can be unsealed nowhere else. */
export type SealContext = { readonly table: string; readonly row: string; readonly category: string }

/** A person's unwrapped key, and the cipher made from it. It never leaves this module. */
type PersonKey = { readonly cipher: RowCipher; readonly secret: Buffer }
type KeyRow = { readonly person_id: string; readonly wrapped: Buffer; readonly cipher: string }

/** Unseals values under one person's key. A fault if the value is not what was sealed in that context. */
export type Unsealer = (context: SealContext, blob: Buffer) => Readonly<Record<string, unknown>>

export interface PersonKeys {
  /** Seals under the person's own key, which is created when it is first needed, with a fresh nonce each time. */
  seal(person: string, context: SealContext, values: Readonly<Record<string, unknown>>): Promise<Buffer>
  /** Null if the person's key has been erased. A fault if the value is not what was sealed in that context. */
  unseal(person: string, context: SealContext, blob: Buffer): Promise<Readonly<Record<string, unknown>> | null>
  /**
   * The same for many values: given whose each is, an unsealer for each, in order. Null for an owner that is no id, or whose key has been
   * erased.
   */
  unsealers(owners: readonly unknown[]): Promise<readonly (Unsealer | null)[]>
  erase(person: string): Promise<void>
  /**
   * Erases the keys of people without any records, and of items with their own keys (messages, tasks, cameras …) that are gone. Answers how
   * many.
   */
  eraseLeavers(): Promise<number>
  /**
   * To be called in the transaction that stores people's own rows, before their words are sealed. Somebody who comes back may still have
   * their earlier key, and this keeps it from being erased as a leaver's until the transaction ends.
   */
  storing(session: Session, people: readonly string[]): Promise<void>
  /**
   * Makes fingerprints of values with a secret of the landlord's: the same value has the same fingerprint, and nobody can guess the value
   * from it.
   */
  fingerprints(): Promise<Fingerprint>
}

/** Eight letters, so that two values of a field almost never have the same fingerprint. */
export type Fingerprint = (value: string) => string

/**
 * Enough for everybody at a large landlord, in some 30 MB. With a tenth of that, most keys for a page of many people's items were no longer
 * cached.
 */
const mostCached = 100_000
/** Erasing leavers' keys waits for those who are storing people, and the reverse; each landlord's schema has its own lock. */
const leaversLock = "hashtextextended(current_schema() || ' leavers', 0)"
/**
 * If two writers create a key at once, both use the first. INVARIANT: nothing is wrapped by a key-encryption key that is no longer in
 * force. Putting another in force locks the table against this statement, so the one that it sees is still in force when it ends.
 */
const insertKey = `insert into person_key (person_id, wrapped, cipher)
  select $1, $2, $3 where not exists (select from key_in_force where id <> $4) on conflict do nothing`
/** The owner of the key for fingerprints of imported values. No record has this id. */
const landlordItself = '00000000-0000-8000-8000-000000000001'
/** The record of a person whose key is younger than this may be being stored at this moment. */
const storedWithin = Temporal.Duration.from({ days: 1 })

/**
 * People's keys, wrapped in the database. The cache is this process's own: an erasure clears it here, and in other processes within a
 * minute. Erasures are noted in `erasures`, so that they are repeated in a restored backup. `settled`: how old a key must be before it
 * counts as a leaver's.
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

  /** The landlord's own secret: wrapped and renewed like people's keys, and never erased as a leaver's. */
  async function lineSecret(): Promise<Buffer> {
    return createHmac('sha256', (await keyOf(landlordItself)).secret)
      .update('source lines')
      .digest()
  }

  /** How often keys were erased in this process. */
  let erased = 0

  /** Keys that are asked for at the same moment come with one query, as for a page of many people's items. */
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
    // A key that was read before an erasure must not be cached after it.
    return before === erased ? remember(person, key) : key
  }

  function remember(person: string, key: PersonKey): PersonKey {
    const now = performance.now()
    cache.delete(person)
    cache.set(person, { key, until: now + 60_000 })
    // In the order in which they were cached: the first is the oldest.
    for (const [first, { until }] of cache) {
      if (until > now && cache.size <= mostCached) break
      cache.delete(first)
    }
    return key
  }

  /** The key-encryption key that the database last required; the provider's own until the database has refused it. */
  let under: Buffer | undefined

  async function keyOf(person: string): Promise<PersonKey> {
    const known = await stored(person)
    if (known !== null) return known
    const secret = randomBytes(32)
    // A rotation between two tries is rare, and between three does not happen.
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

  /** INVARIANT: the note is on disk before the erasure commits, and names exactly what is erased. */
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
    async seal(person, context, values) {
      const { cipher, secret } = await keyOf(person)
      return cipher.seal(secret, freshNonce(cipher.nonceBytes), aad(context), padded(JSON.stringify(values)))
    },
    async unseal(person, context, blob) {
      const key = await stored(person)
      return key === null ? null : unsealed(key, context, blob)
    },
    async unsealers(owners) {
      const unsealerOf = (key: PersonKey | null): Unsealer | null => (key === null ? null : (context, blob) => unsealed(key, context, blob))
      const found = new Map<unknown, Unsealer | null>()
      // Cached keys are used without waiting: ten promises take longer than unsealing one value.
      const missing = new Set<string>()
      const now = performance.now()
      for (const owner of owners) {
        if (typeof owner !== 'string') continue
        const known = remembered(owner, now)
        if (known === null) missing.add(owner)
        else found.set(owner, unsealerOf(known))
      }
      await Promise.all([...missing].map(async (owner) => found.set(owner, unsealerOf(await stored(owner)))))
      return owners.map((owner) => found.get(owner) ?? null)
    },
    erase: async (person) => {
      cache.delete(person)
      await eraseWhere('person_id = $1', [person])
    },
    eraseLeavers: () =>
      eraseWhere(
        // A key dated in the future was created under a clock that has since been corrected, and does not count as new.
        `k.person_id <> $1 and (made_at < now() - interval '${settled}' or made_at > now() + interval '${settled}')
          and not exists (select from key_in_use u where u.id = k.person_id)`,
        [landlordItself],
        // A statement of its own, so that the next one sees everybody who was stored before it.
        `select pg_advisory_xact_lock(${leaversLock})`,
      ),
    async storing(session, people) {
      await session.query(`select pg_advisory_xact_lock_shared(${leaversLock})`)
      // Another process may have erased a key that is still cached here.
      for (const person of people) cache.delete(person)
    },
    async fingerprints() {
      secret ??= lineSecret()
      const before = (
        await secret.catch((error: unknown) => {
          // The next caller tries again, since the database may be back by then.
          secret = undefined
          throw error
        })
      ).toString('base64')
      return (value) => hash('sha256', `${before}${value}`, 'base64url').slice(0, 8)
    },
  }
}

/** Nonces are drawn many at a time, since drawing one takes longer than sealing. No byte is used twice. */
let drawn = Buffer.alloc(0)
function freshNonce(bytes: number): Buffer {
  if (drawn.length < bytes) drawn = randomBytes(bytes * 256)
  const nonce = drawn.subarray(0, bytes)
  drawn = drawn.subarray(bytes)
  return nonce
}

function unsealed({ cipher, secret }: PersonKey, context: SealContext, blob: Buffer): Readonly<Record<string, unknown>> {
  try {
    const values: unknown = JSON.parse(cipher.open(secret, aad(context), blob).toString('utf8'))
    if (!isRecord(values)) throw new TypeError('not a record')
    return values
  } catch (cause) {
    throw new Fault('sealed-not-opened', `what is sealed in \`${context.table}\` cannot be opened`, { cause })
  }
}

function aad(context: SealContext): Buffer {
  // JSON of the three words, which contain nothing to escape.
  return Buffer.from(`["${context.table}","${context.row}","${context.category}"]`, 'latin1')
}
