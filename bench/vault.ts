import type { BenchResult } from './decisions.ts'
import { ground, withServer } from './ground.ts'
import { fill } from './invented.ts'
import { benchFirstSecond } from './vault-first-second.ts'
import { benchVaultStream } from './vault-stream.ts'
import { benchVaultSweep } from './vault-sweep.ts'

/** What is recorded, filmed or photographed: in and out of the vault, played, and deleted. */
export async function benchVault(quick: boolean, wanted: (name: string) => boolean, told: (result: BenchResult) => void): Promise<void> {
  if (wanted('vault-stream')) await benchVaultStream(quick, told)
  if (!wanted('vault-sweep') && !wanted('vault-first-second')) return
  await withServer(async (server, folder) => {
    const on = await ground(server, folder, 'media', 4)
    const [person = ''] = await fill(on.parts, 50, 1)
    await on.copyToBare()
    if (wanted('vault-first-second')) told(await benchFirstSecond(on, person, quick))
    if (wanted('vault-sweep')) told(await benchVaultSweep(on, quick))
    await on.close()
  })
}
