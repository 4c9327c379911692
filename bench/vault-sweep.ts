import { mkdir, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sweep } from '#duties/retention/sweep.ts'
import { clearVault } from '#duties/vault/clear.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { BenchResult } from './decisions.ts'
import type { Ground } from './ground.ts'
import { atLeast, concurrently, elapsed, interleaved } from './rounds.ts'

const abreast = 16

/** Due recordings with their objects in the vault: rows and bytes deleted with evidence of both, compared with one DELETE and plain unlinks. */
export async function benchVaultSweep(on: Ground, quick: boolean): Promise<BenchResult> {
  const [hand] = on.bare
  if (hand === undefined) throw new Error('there is no bare connection')
  const objects = quick ? 5_000 : 100_000
  const pathOf = (schema: string, id: string) => join(on.folder, 'vault', schema === 'bare' ? 'bare' : 'media', id.slice(0, 2), id)
  const content = Buffer.alloc(4096, 7)

  async function fill(schema: string): Promise<void> {
    const rows = await on.admin.query<{ media_id: string }>(`insert into ${schema}.call_recording
        (id, activity, source, collected_at, edition, clock_from, person_id, started_at, seconds, direction, media_id, media_type, media_bytes)
      select gen_random_uuid(), 'call-recording', 'telephone-system', now(), 'bench', date '2020-01-01' + (n % 365),
        people[n % cardinality(people) + 1], now(), 60, 'in', gen_random_uuid(), 'audio/wav', 4080
      from generate_series(1, ${objects}) n, (select array(select id from ${schema}.person) as people) as known returning media_id`)
    for (let first = 0; first < 256; first += 1)
      await mkdir(join(pathOf(schema, first.toString(16).padStart(2, '0')), '..'), { recursive: true })
    await concurrently(abreast, rows.length, (_, index) => writeFile(pathOf(schema, rows[index]?.media_id ?? ''), content))
    await on.admin.query(`vacuum analyze ${schema}.call_recording`)
  }

  const ours = async (): Promise<number> => {
    await fill('livewest')
    return elapsed(async () => {
      const parts = { ...on.parts, types: everyRecordType }
      await sweep(parts, { dryRun: false })
      if ((await clearVault(parts)) !== objects) throw new Error('the sweep left a benchmark’s objects')
    })
  }
  const bare = async (): Promise<number> => {
    await fill('bare')
    return elapsed(async () => {
      const gone = await hand.query<{ media_id: string }>(
        `delete from call_recording where clock_from <= date '2026-01-01' and media_id is not null returning media_id`,
      )
      await concurrently(abreast, gone.length, (_, index) => unlink(pathOf('bare', gone[index]?.media_id ?? '')))
    })
  }
  const rounds = await interleaved(quick ? 5 : 3, ours, bare)
  const rate = (time: number): string => `${((objects / time) * 1000).toFixed(0)} objects/s`
  const detail = `${objects} due recordings with their objects; ${rate(rounds.ours)}, evidence written; ${rate(rounds.other)} by plain unlinks and a DELETE`
  return atLeast('vault-sweep', 1 / rounds.ratio, 0.7, detail)
}
