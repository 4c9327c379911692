import type { Request } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import { type FilterRecord, filter } from '#decisions/filter.ts'
import { maskOf } from '#decisions/tables.ts'
import { makeOracle } from '../tests/decisions/cedar.ts'
import { liveWest } from '../tests/decisions/editions.ts'
import { diceFrom, pick, randomRequests } from '../tests/decisions/random-requests.ts'
import { caslFor } from './casl.ts'

export type BenchResult = {
  readonly name: string
  readonly ratio: number
  readonly target: string
  readonly met: boolean
  readonly detail: string
}

/** Explained decisions and filtering, both sides interleaved in one run, on LiveWest's edition. Ratios are medians of the rounds. */
export async function benchDecisions(quick: boolean): Promise<readonly BenchResult[]> {
  const released = await liveWest()
  const requests = randomRequests(released, 5, 20_000).filter((request) => request.categories.length === 1)
  const engine = makeEngine(released)
  const casl = caslFor(released)
  const cedar = makeOracle(released)
  const fewer = requests.slice(0, quick ? 400 : 2_000)

  mustAgree(requests, fewer, engine.decide, casl, cedar)
  const rounds = quick ? 5 : 15
  const rates = { ours: [] as number[], casl: [] as number[], cedar: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    rates.ours.push(rate(requests, 15, engine.decide))
    rates.casl.push(rate(requests, 5, casl))
    rates.cedar.push(rate(fewer, 1, cedar))
    rates.ours.push(rate(requests, 15, engine.decide))
  }
  const ours = median(rates.ours)
  const [overCasl, overCedar] = [ours / median(rates.casl), ours / median(rates.cedar)]
  const explained = `explained decisions a second: ours ${whole(ours)}, CASL ${whole(median(rates.casl))}, Cedar ${whole(median(rates.cedar))}`
  const filtering = filterBench(quick ? 1_000 : 10_000, quick ? 2 : 3)
  return [
    { name: 'explained decisions, over CASL', ratio: overCasl, target: '≥ 3', met: overCasl >= 3, detail: explained },
    { name: 'explained decisions, over Cedar', ratio: overCedar, target: '≥ 500', met: overCedar >= 500, detail: explained },
    { name: 'filtering 10,000 records, time as a part of Cedar’s', target: '≤ 0.01', ...filtering },
  ]

  function filterBench(asked: number, times: number): Pick<BenchResult, 'ratio' | 'met' | 'detail'> {
    const shared = { who: { role: 'senior-manager' }, act: 'view', activity: 'complaints-handling' } as const
    const records = recordsFrom(requests)
    const [mine, theirs] = [[] as number[], [] as number[]]
    for (let time = 0; time < times; time++) {
      mine.push(milliseconds(() => filter(engine, shared, records)))
      const some = records.slice(0, asked)
      theirs.push(
        (milliseconds(() => some.filter((record) => cedar({ ...record.rest, ...shared }).outcome === 'permitted')) * records.length) /
          asked,
      )
      mine.push(milliseconds(() => filter(engine, shared, records)))
    }
    const ratio = median(mine) / median(theirs)
    const scaled = asked === records.length ? '' : ` (measured on ${asked}, scaled)`
    return { ratio, met: ratio <= 0.01, detail: `ours ${median(mine).toFixed(2)} ms, Cedar ${whole(median(theirs))} ms${scaled}` }
  }
}

type Bare = FilterRecord & { readonly rest: Pick<Request, 'categories' | 'relationship' | 'circumstances'> }

function recordsFrom(requests: readonly Request[]): readonly Bare[] {
  const dice = diceFrom(9)
  const categories = ['complaints', 'repairs', 'rent-account', 'health', 'call-recordings', 'visits'] as const
  return Array.from({ length: 10_000 }, (_, index) => {
    const from = requests[index % requests.length]
    const circumstances = from?.circumstances ?? new Set()
    const wanted = [pick(dice, categories) ?? 'repairs'] as const
    return {
      categories: wanted,
      relationship: 'tenant',
      circumstances: maskOf(circumstances),
      rest: { categories: wanted, relationship: 'tenant', circumstances },
    }
  })
}

/** A ratio between engines that answer differently would mean nothing. */
function mustAgree(
  requests: readonly Request[],
  fewer: readonly Request[],
  ours: ReturnType<typeof makeEngine>['decide'],
  casl: ReturnType<typeof caslFor>,
  cedar: ReturnType<typeof makeOracle>,
): void {
  for (const request of requests) {
    const decision = ours(request)
    const other = casl(request)
    const mine: readonly string[] = decision.outcome === 'permitted' ? [] : decision.reasons.map((reason) => reason.code)
    const told = decision.basis === undefined ? mine.length > 0 : String(mine.toSorted()) === String(other.reasons.toSorted())
    if ((decision.outcome === 'permitted') !== other.permitted || !told)
      throw new Error(`CASL answers differently: ${JSON.stringify(request)}`)
  }
  for (const request of fewer) {
    if (ours(request).outcome !== cedar(request).outcome) throw new Error(`Cedar answers differently: ${JSON.stringify(request)}`)
  }
}

let kept: unknown

/** Answers a second. */
function rate(requests: readonly Request[], times: number, ask: (request: Request) => unknown): number {
  const took = milliseconds(() => {
    for (let time = 0; time < times; time++) for (const request of requests) kept = ask(request)
    return kept
  })
  return (requests.length * times * 1000) / took
}

function milliseconds(work: () => unknown): number {
  const started = performance.now()
  kept = work()
  return performance.now() - started
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en-GB')
}

if (import.meta.main) console.table(await benchDecisions(process.argv.includes('--quick')))
