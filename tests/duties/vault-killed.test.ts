import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { reconcileVault } from '#duties/vault/clear.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { sealedLength } from '#store/vault/segments.ts'
import { vaultOf } from '../../src/main/settings/vault-settings.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { newPlaces } from '../support/vaults.ts'

test.each(newPlaces)(
  'killed at any moment, a recording and its row are there or neither, with media in $where',
  async ({ place }) => {
    const on = await testDatabase()
    const where = await place()
    const objects = await vaultOf(where, 'landlord')
    const { deps, setNow } = await testGate(on, await livewest(), objects)
    const { person } = await putPerson(on)
    const words = [JSON.stringify(on.target), join(on.data, 'keys', 'kek'), JSON.stringify(where), person]
    for (const delay of [10, 90, 170, 260]) {
      const taker = spawn(process.execPath, [join(home, 'tests/duties/taker.ts'), ...words], {
        cwd: home,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(taker, 'exit')
      await once(taker.stdout, 'data')
      await setTimeout(delay)
      taker.kill('SIGKILL')
      expect(await ended).toEqual([null, 'SIGKILL'])
      await everyRowHasItsBytes()
    }
    const left = await found()
    expect(left.size).toBeGreaterThanOrEqual((await rows()).length)
    // A day later nothing of them can be coming in any more.
    setNow(Temporal.Now.instant().add({ hours: 25 }))
    const { orphans, missing } = await reconcileVault({ ...deps, types: everyRecordType })
    expect({ orphans, missing }).toEqual({ orphans: left.size - (await rows()).length, missing: {} })
    expect([...(await found()).keys()].toSorted()).toEqual((await rows()).map((row) => row.id).toSorted())
    await everyRowHasItsBytes()

    async function everyRowHasItsBytes(): Promise<void> {
      const there = await found()
      for (const { id, bytes } of await rows()) expect(there.get(id)).toBe(sealedLength(bytes))
    }
    async function rows(): Promise<readonly { readonly id: string; readonly bytes: number }[]> {
      return on.asAdmin((admin) => admin.query('select media_id as id, media_bytes as bytes from call_recording'))
    }
    async function found(): Promise<ReadonlyMap<string, number>> {
      const names = new Map<string, number>()
      for await (const { name, bytes } of objects.list()) names.set(name, bytes)
      return names
    }
  },
  180_000,
)
