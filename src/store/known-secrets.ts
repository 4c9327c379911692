import { createHmac, timingSafeEqual } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import type { Address } from './client.ts'
import type { Session } from './database.ts'
import { isPrivilegeRefusal } from './database-fault.ts'
import { nameOf, secretFile, secretThere } from './secret-file.ts'
import { asAdmin, asOwner } from './target.ts'

/** Secrets of the data folder, apart from the key-encryption key and the database's own password, and what depends on each. */
export const secretNames = ['app.password', 'cookies', 'colleagues', 'telephone-token', 'recorder-token'] as const
export type SecretName = (typeof secretNames)[number]

export type Secrets = {
  /** Made where the schema was never used with one. */
  readonly of: (name: SecretName) => Promise<string>
}

type Kept = {
  readonly admin: Address
  readonly schema: string
  /** The data folder's `keys`. */
  readonly folder: string
}

/**
 * The secrets of a data folder, compared with what a schema knows of them before anything is changed in either. A missing or different file is a
 * fault: a fresh one in its place would sign everybody out, refuse machines that call, or give the same colleague a new id in evidence. `restoring`:
 * a backup was just put in place, and the data folder's files count.
 */
export async function knownSecrets(kept: Kept, restoring: boolean): Promise<Secrets> {
  const { admin, schema, folder } = kept
  const known = await asAdmin({ schema, admin, app: admin }, async (session) => {
    const proofs = await proofsIn(session, schema)
    for (const [name, proof] of proofs) {
      const secret = await secretThere(join(folder, name))
      if (secret !== null && timingSafeEqual(proofOf(name, secret), proof)) continue
      if (!restoring) throw secret === null ? missing(join(folder, name)) : replaced(join(folder, name))
      await session.query('delete from known_secret where name = $1', [name])
      proofs.delete(name)
    }
    return new Set<string>(proofs.keys())
  }).catch((error: unknown) => {
    // An account without the privilege to look may not prepare the database either, and is told that next.
    if (!isPrivilegeRefusal(error)) throw error
    return new Set<string>()
  })
  return {
    async of(name) {
      const secret = await secretFile(join(folder, name))
      if (!known.has(name)) {
        const insert = 'insert into known_secret (name, proof) values ($1, $2) on conflict do nothing'
        await asOwner({ schema, admin, app: admin }, (owner) => owner.query(insert, [name, proofOf(name, secret)]))
        known.add(name)
      }
      return secret
    },
  }
}

/** Gives up a secret on purpose, so that the next start makes a fresh one. */
export async function giveUpSecret({ admin, schema, folder }: Kept, name: SecretName): Promise<void> {
  await asAdmin({ schema, admin, app: admin }, async (session) => {
    if ((await proofsIn(session, schema)).has(name)) await session.query('delete from known_secret where name = $1', [name])
    await rm(join(folder, name), { force: true, recursive: true })
  })
}

async function proofsIn(session: Session, schema: string): Promise<Map<string, Buffer>> {
  const [table] = await session.query<{ there: boolean }>(`select to_regclass(format('%I.known_secret', $1::text)) is not null as there`, [
    schema,
  ])
  if (table?.there !== true) return new Map()
  const rows = await session.query<{ name: string; proof: Buffer }>('select name, proof from known_secret order by name')
  return new Map(rows.map(({ name, proof }) => [name, proof]))
}

/** Recognises the secret again, and reveals nothing of it. */
function proofOf(name: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`assured secret ${name}`).digest()
}

const renewed = (path: string): string =>
  `put it back from your copy of \`keys\`, or give it up for a fresh one with \`./assured keys renew ${basename(path)}\``

function missing(path: string): Fault {
  return new Fault('secret-missing', `the file ${nameOf(path)}, which the database was used with, is not there: ${renewed(path)}`)
}

function replaced(path: string): Fault {
  return new Fault('secret-replaced', `the file ${nameOf(path)} holds another secret than the database was used with: ${renewed(path)}`)
}
