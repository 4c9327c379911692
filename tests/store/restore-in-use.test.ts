import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyCluster } from '#store/backup.ts'
import { machine } from '#store/backup-manifest.ts'
import { newClient } from '#store/client.ts'
import { rebuild } from '#store/restore.ts'
import { type Server, startServer } from '#store/server.ts'

test('a database that was started while a backup was being put back is not moved away under those who use it', async () => {
  const data = await mkdtemp(join(tmpdir(), 'assured-restore-'))
  await chmod(data, 0o755)
  const server = await startServer(data)
  const backup = join(data, 'backup')
  await mkdir(backup)
  const { closed: _, ...contents } = await copyCluster(server, backup, { progress: () => {}, closing: (close) => close() })
  await server.stop()
  const origin = { machine, postgres: '18', schema: 'livewest', software: '0', edition: '', head: null, made: '' }
  let started: Promise<Server> | undefined
  const rebuilt = await rebuild(data, backup, { form: 'assured-backup-1', ...origin, ...contents }, () => {
    started ??= startServer(data)
  })
  const again = await started
  const user = newClient(again?.admin ?? {})
  await user.connect()
  await expect(rebuilt.putInPlace('aside')).rejects.toMatchObject({ code: 'database-in-use' })
  await user.end()
  await rebuilt.discard()
  await again?.stop()
  await rm(data, { recursive: true, force: true })
}, 60_000)
