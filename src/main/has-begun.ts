import { newClient } from '#store/client.ts'
import { scrubbed } from '#store/database-fault.ts'
import { startServer } from '#store/server.ts'
import { addressOf } from '#store/target.ts'
import { schemaOf } from './editions/landlord.ts'
import { hasDatabase, type Settings } from './settings/settings.ts'

/**
 * Whether there is a database in which an edition is in force, without making one or changing anything in it: opening an empty one would release the
 * landlord's folder.
 */
export async function hasBegun(settings: Pick<Settings, 'data' | 'databaseUrl' | 'landlord'>): Promise<boolean> {
  if (!hasDatabase(settings)) return false
  const server = settings.databaseUrl === null ? await startServer(settings.data) : null
  const client = newClient(server?.admin ?? addressOf(settings.databaseUrl ?? ''))
  try {
    await client.connect()
    const table = `${schemaOf(settings.landlord)}.edition`
    const { rows: found } = await client.query('select to_regclass($1) is not null as there', [table])
    if (found[0]?.there !== true) return false
    return (await client.query(`select from ${table} limit 1`)).rowCount === 1
  } catch (error) {
    throw scrubbed(error)
  } finally {
    await client.end().catch(() => {})
    if (server !== null && !server.joined) await server.stop()
  }
}
