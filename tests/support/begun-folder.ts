import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Clock } from '#shared/clock.ts'
import { noon } from './edition.ts'
import { home } from './places.ts'
import { dataFolder, type RunningSystem, startSystem } from './running-system.ts'
import { settingsOf } from './settings.ts'

/** Says where a run of the tests keeps the folders that are copied. */
export const begunFolders = 'ASSURED_TESTS_BEGUN'

/** How a system was begun: with its invented example; without it, by a landlord who has adopted everything; or empty, today or at the noon of the tests. */
export type Begun = 'example' | 'adopted' | 'empty' | 'empty-at-noon'

/**
 * A data folder in which a system has begun and has stopped, for tests that are not about the first start, which takes long. One of each is made in a
 * run, by whoever first needs it, and each test gets a copy. Outside a run of the tests the folder is empty, and a system begins in it.
 */
export async function begunFolder(begun: Begun): Promise<string> {
  const kept = process.env[begunFolders]
  if (kept === undefined) return dataFolder()
  const made = join(kept, begun)
  const half = `${made}-half-made`
  if (!existsSync(made)) await mkdir(half, { mode: 0o755 }).then(() => begin(begun, half, made), orWaitFor(made, half))
  const folder = await dataFolder()
  // `cp -a` keeps whose each file is: the database's are its own account's.
  await promisify(execFile)('cp', ['-a', `${made}/.`, folder])
  return folder
}

/** The whole system, started again in such a folder, which is deleted when it stops. */
export async function startBegun(settings: Readonly<Record<string, string>> = {}, begun: Begun = 'adopted'): Promise<RunningSystem> {
  const data = await begunFolder(begun)
  const system = await startSystem(settings, data)
  return {
    ...system,
    async stop() {
      await system.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function begin(begun: Begun, half: string, made: string): Promise<void> {
  try {
    await ways[begun](half)
    await rename(half, made)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

const ways: Readonly<Record<Begun, (folder: string) => Promise<void>>> = {
  example: async (folder) =>
    (await startSystem({ ASSURED_EXAMPLE: 'on', ASSURED_LANDLORD: join(home, 'landlords/livewest') }, folder)).stop(),
  adopted: async (folder) => (await startSystem({}, folder)).stop(),
  empty: (folder) => openedOnce(folder, Temporal.Now.instant),
  'empty-at-noon': (folder) => openedOnce(folder, () => noon),
}

async function openedOnce(folder: string, clock: Clock): Promise<void> {
  const { openSystem } = await import('../../src/main/system.ts')
  await (await openSystem(settingsOf(folder), home, clock)).close()
}

/** Another process is making it. */
function orWaitFor(made: string, half: string): (cause: unknown) => Promise<void> {
  return async (cause) => {
    while (existsSync(half)) await setTimeout(100)
    if (!existsSync(made)) throw new Error('the folder that this is a copy of could not be made', { cause })
  }
}
