import { join } from 'node:path'
import { systemEntry } from '#evidence/system-entry.ts'
import { Fault } from '#shared/fault.ts'
import { giveUpSecret, secretNames } from '#store/known-secrets.ts'
import { startServer } from '#store/server.ts'
import { renewPassword } from '#store/single-user.ts'
import { addressOf } from '#store/target.ts'
import { refuseCutShort } from './backup/restore-under-way.ts'
import { schemaOf } from './editions/landlord.ts'
import type { Settings } from './settings/settings.ts'
import type { Running } from './system.ts'

/** Gives up a secret of the data folder on purpose. A start refuses a lost secret, so this runs before the system starts. */
export async function renewSecret(settings: Settings, given: string, open: () => Promise<Running>): Promise<void> {
  await refuseCutShort(settings.data)
  if (given === 'postgres.password' && settings.databaseUrl === null) {
    await renewPassword(settings.data)
    await noted(await open(), given)
    return
  }
  const name = secretNames.find((each) => each === given)
  if (name === undefined) {
    const all = [...secretNames, ...(settings.databaseUrl === null ? ['postgres.password'] : [])]
    const listed = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(all.map((each) => `\`${each}\``))
    throw new Fault('secret-not-renewed', `\`keys renew\` takes ${listed}; \`keys rotate\` is for the key-encryption key`)
  }
  const server = settings.databaseUrl === null ? await startServer(settings.data) : null
  const admin = server?.admin ?? addressOf(settings.databaseUrl ?? '')
  await giveUpSecret({ admin, schema: schemaOf(settings.landlord), folder: join(settings.data, 'keys') }, name)
  const running = await open()
  await running.secrets.of(name)
  await noted(running, name)
  // The system only joined it, and leaves it running.
  if (server?.joined === false) await running.close().then(server.stop)
}

async function noted(running: Running, name: string): Promise<void> {
  const edition = running.released().hash
  await running.deps.record([systemEntry({ kind: 'system', actor: 'system:keys', act: 'renew-secret', edition, detail: { name } })])
}
