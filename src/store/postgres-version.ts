import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { type Address, newClient } from './client.ts'
import type { Cluster } from './cluster.ts'
import { sessionOn } from './database.ts'
import { scrubbed } from './database-fault.ts'
import { ran } from './single-user.ts'

/** The major number of a version: files of one mean nothing to another. */
const major = (words: string): string => /\d+/.exec(words)?.[0] ?? ''

/** The major version of the programs that this software ships. */
export async function ownMajor(cluster: Cluster): Promise<string> {
  return major(await ran(cluster, ['--version'], ''))
}

/** A data folder of another PostgreSQL would only fail to start, and say why only in a log. */
export async function refuseOtherPostgres(cluster: Cluster): Promise<void> {
  const its = major(await readFile(join(cluster.folder, 'PG_VERSION'), 'utf8'))
  const own = await ownMajor(cluster)
  if (its === own) return
  const todo = `run the version of Assured that brings PostgreSQL ${its}, or restore a backup that this one made`
  throw new Fault(
    'database-of-another-version',
    `the database in the data folder is PostgreSQL ${its}’s, and this is PostgreSQL ${own}: ${todo}`,
  )
}

/** The oldest version that is tested, as `server_version_num`. */
const oldest = 180_000

/** A landlord's own database may be newer, and not older. */
export async function refuseOldPostgres(admin: Address): Promise<void> {
  const client = newClient(admin)
  try {
    await client.connect()
    const [row] = await sessionOn(client).query<{ is: number }>(`select current_setting('server_version_num')::int as is`)
    if ((row?.is ?? 0) >= oldest) return
  } catch (error) {
    throw scrubbed(error)
  } finally {
    await client.end().catch(() => {})
  }
  throw new Fault('database-of-another-version', 'the database at `ASSURED_DATABASE_URL` is older than PostgreSQL 18: bring it up to that')
}
