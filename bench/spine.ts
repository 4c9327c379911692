import { withBundle } from './bundled.ts'
import type { BenchResult } from './decisions.ts'
import { benchGdpr } from './gdprbench.ts'
import { type Ground, ground, withServer } from './ground.ts'
import { benchGrowth } from './growth.ts'
import { benchImport } from './import.ts'
import { fill } from './invented.ts'
import { benchOpenAndRead } from './open-and-read.ts'
import { benchSubjectAccess } from './subject-access.ts'
import { benchSweep } from './sweep.ts'

export const spineNames = ['open-and-read', 'desk-page', 'subject-access', 'sweep', 'import', 'gdprbench', 'growth'] as const

/** Everything that goes through the gate, on one embedded server; `wanted` names the benchmarks to run. */
export function benchSpine(quick: boolean, wanted: (name: string) => boolean, told: (result: BenchResult) => void): Promise<void> {
  return withServer(async (server, folder) => {
    if (spineNames.slice(0, 5).some(wanted)) {
      const contactsEach = 40
      const on: Ground = await ground(server, folder, 'spine')
      const people = await fill(on.parts, quick ? 500 : 5_000, contactsEach)
      await on.copyToBare()
      if (wanted('open-and-read')) told(await benchOpenAndRead(on, people, quick))
      if (wanted('desk-page')) told(await deskPage(on, people, quick))
      if (wanted('subject-access')) told(await benchSubjectAccess(on, people, quick, contactsEach))
      if (wanted('sweep')) told(await benchSweep(on, quick))
      if (wanted('import')) told(await benchImport(on, quick))
      await on.close()
    }
    // Filling takes minutes, so it is not part of a quick run.
    if (wanted('growth') && !quick) for (const result of await benchGrowth(server, folder)) told(result)
    if (wanted('gdprbench')) for (const result of await benchGdpr(server, folder, quick)) told(result)
  })
}

function deskPage(on: Ground, people: readonly string[], quick: boolean): Promise<BenchResult> {
  return withBundle('desk-page.tsx', async (address) => {
    const { benchDeskPage }: typeof import('./desk-page.tsx') = await import(address)
    return benchDeskPage(on, people, quick)
  })
}
