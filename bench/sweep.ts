import { batchSize } from '#duties/retention/batch.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { BenchResult } from './decisions.ts'
import type { Ground } from './ground.ts'
import { atLeast, elapsed, interleaved } from './rounds.ts'

/**
 * Due rows deleted by the sweep (holds honoured, evidence by batch), and by bare indexed DELETEs in batches of the same size: by two
 * connections on either side.
 */
export async function benchSweep(on: Ground, quick: boolean): Promise<BenchResult> {
  const [first, second] = on.bare
  if (first === undefined || second === undefined) throw new Error('there are not two bare connections')
  const middle = "date '2020-07-01'"
  // A sweep's fixed questions take 30 ms: with few rows they would dominate the result.
  const rows = quick ? 300_000 : 500_000
  const fill = (schema: string): Promise<unknown> =>
    on.admin.query(`insert into ${schema}.call_recording
        (id, activity, source, collected_at, edition, clock_from, person_id, started_at, seconds, direction)
      select gen_random_uuid(), 'call-recording', 'telephone-system', now(), 'bench', date '2020-01-01' + (n % 365),
        people[n % cardinality(people) + 1], now(), 60, 'in'
      from generate_series(1, ${rows}) n, (select array(select id from ${schema}.person) as people) as known`)
  const swept = async (): Promise<void> => {
    const { deleted } = await sweep({ ...on.parts, types: everyRecordType }, { dryRun: false })
    if ((deleted['call-recording'] ?? 0) !== rows) throw new Error('the sweep left a benchmark’s due rows')
  }
  const settle = (schema: string): Promise<unknown> => on.admin.query(`vacuum analyze ${schema}.call_recording`)
  const ours = async (): Promise<number> => {
    await fill('livewest')
    await settle('livewest')
    return elapsed(swept)
  }
  const bare = async (): Promise<number> => {
    await fill('bare')
    await settle('bare')
    const half = async (hand: typeof first, due: string): Promise<void> => {
      for (;;) {
        const gone = await hand.query(`with gone as (delete from call_recording where ctid = any(array(
          select ctid from call_recording where ${due} limit ${batchSize})) returning 1) select count(*)::int as rows from gone`)
        if (gone[0]?.rows !== batchSize) return
      }
    }
    return elapsed(() =>
      Promise.all([half(first, `clock_from < ${middle}`), half(second, `clock_from >= ${middle} and clock_from <= date '2026-01-01'`)]),
    )
  }
  const rounds = await interleaved(quick ? 5 : 7, ours, bare)
  const rate = (time: number): string => `${Math.round(rows / time)},000 rows/s`
  const detail = `${rows} due call recordings a block; about ${rate(rounds.ours)} by a whole sweep of every record type, ${rate(rounds.other)} bare`
  return atLeast('sweep', 1 / rounds.ratio, 0.7, detail)
}
