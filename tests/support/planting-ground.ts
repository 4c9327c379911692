import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { databaseSessions } from '#duties/browsers/sessions.ts'
import { handoversAtPage } from '#duties/handovers/at-page.ts'
import { inbox } from '#duties/inbox/inbox.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { findFfmpeg } from '#media/ffmpeg.ts'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { asOwner, targetOf } from '#store/target.ts'
import { arrivingCallsDoor } from '#web/api/arriving-calls.ts'
import { footageDoor } from '#web/api/footage.ts'
import { recordingsDoor } from '#web/api/recordings.ts'
import { webLog } from '#web/log.ts'
import { openSystem } from '../../src/main/system.ts'
import { deskSite } from '../web/desk-site.ts'
import { littleTools } from './answers.ts'
import { ffmpeg as program } from './media.ts'
import { home, schema } from './places.ts'
import { planted } from './planted.ts'
import { triedOut } from './settings.ts'

/** The tokens of the machines in these tests. */
export const tokens = { telephoneToken: 'telephone', recorderToken: 'recorder' }

/** A whole system with every door, whose files are all in folders that can be searched for planted words. */
export async function plantingGround() {
  const folder = await mkdtemp(join(tmpdir(), 'aw-'))
  await chmod(folder, 0o755)
  const at = (name: string): string => join(folder, name)
  const [data, temporary, backups, logs, given] = [at('data'), at('t'), at('backups'), at('logs'), at('given')]
  for (const each of [temporary, backups, logs, given]) await mkdir(each, { mode: 0o755 })
  // Programs of the system put their temporary files here.
  const usual = tmpdir()
  process.env.TMPDIR = temporary

  const clock = () => Temporal.Now.instant()
  const words = planted()
  const log: string[] = []
  const system = await openSystem(triedOut(data), home, clock)
  const { deps, gate } = system
  const server = await startServer(data)
  const target = await targetOf(server.admin, schema, data)
  const ffmpeg = await findFfmpeg(dirname(program))
  const machines = { gateDeps: deps, gate, ...tokens }
  const changes = {
    sessions: databaseSessions(deps.database, clock),
    ...inbox(deps),
    pictures: shownPictures({ ...deps, gate }),
    handovers: handoversAtPage({ ...deps, gate }),
    log: webLog('trace', { write: (line: string) => log.push(line) }),
    doors: [recordingsDoor({ ...machines, ffmpeg }), arrivingCallsDoor(machines), footageDoor(machines)],
  }
  const site = await deskSite(system, system.released(), changes, ffmpeg, littleTools(join(data, 'set-aside')))

  /** Waits until everything that will be written is on disk: pages, the write-ahead log, and batched writes. */
  async function settled(): Promise<void> {
    const client = newClient(server.admin)
    await client.connect()
    await client.query('checkpoint')
    await client.end()
    await writeFile(join(logs, 'web.log'), log.join('\n'))
  }

  return {
    ...{ data, temporary, backups, logs, given, words, system, target, site, settled },
    /** The `id` of the first row found, read as the database's superuser. */
    async id(text: string): Promise<string> {
      return String((await asOwner(target, (owner) => owner.query<{ id: string }>(text)))[0]?.id)
    },
    async close(): Promise<void> {
      // The next test of this process has the usual folder, whatever becomes of this.
      process.env.TMPDIR = usual
      await site.close()
      await system.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
