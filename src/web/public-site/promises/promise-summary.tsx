import type { JSX } from 'preact'
import type { LastNight } from '#duties/promises/last-night.ts'
import { type PromiseState, promiseWords } from '#duties/promises/promise-states.ts'
import { people, said } from '#duties/promises/said.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { longDate } from '#shared/london-time.ts'
import { Link, SummaryList } from '../../components/index.ts'
import type { Proof } from '../../deps.ts'
import { WitnessedBy } from '../proof-page.tsx'
import { moment, StateTag, states } from './promise-words.tsx'

type SummaryProps = {
  readonly released: ReleasedEdition
  readonly promises: readonly PromiseState[]
  readonly night: LastNight
  readonly proof: Proof
}

/** How all promises stand, and what stands behind them: what a regulator asks first, on one screen. */
export function PromiseSummary({ released, promises, night, proof }: SummaryProps): JSX.Element {
  return (
    <>
      <p class="app-lead app-standing__lead">{leadWords(promises)}</p>
      <div class="app-standing">
        <HowTheyStand promises={promises} />
        <SummaryList
          rows={[
            { key: 'Last deletion', value: sweepWords(night) },
            { key: 'Evidence', value: <EvidenceWords night={night} proof={proof} /> },
            { key: 'Outside witnesses', value: <WitnessedBy standings={proof.standings} /> },
            { key: 'Notice', value: <Edition released={released} /> },
            { key: 'Tests', value: testsWords(promises) },
          ]}
        />
      </div>
    </>
  )
}

function leadWords(promises: readonly PromiseState[]): string {
  const count = (...of: readonly PromiseState['state'][]) => promises.filter(({ state }) => of.includes(state)).length
  const [broken, waiting] = [count('broken'), count('waiting')]
  const first = broken === 0 ? 'None of them is broken' : `${broken} ${broken === 1 ? 'is' : 'are'} broken`
  const waits = waiting === 0 ? '' : ` ${waiting} ${waiting === 1 ? 'waits' : 'wait'} until one of us confirms what is to be deleted.`
  return `Our notice says ${promises.length} things. ${first}; ${count('kept', 'in place')} are done in full, ${count('in part')} in part, ${count('not yet')} not yet.${waits}`
}

const order = ['broken', 'waiting', 'kept', 'in place', 'in part', 'not yet'] as const satisfies readonly PromiseState['state'][]
const width = 600
const gap = 2

/** One bar of all clauses, and the same numbers in the table straight after it, each leading to its clauses. */
function HowTheyStand({ promises }: Pick<SummaryProps, 'promises'>): JSX.Element {
  const many = order.map((state) => ({ state, n: promises.filter((each) => each.state === state).length }))
  const drawn = many.filter(({ n }) => n > 0)
  const scale = (width - gap * Math.max(0, drawn.length - 1)) / Math.max(1, promises.length)
  return (
    <div>
      <svg class="app-stack" role="img" aria-labelledby="standing-title" viewBox={`0 0 ${width} 28`}>
        <title id="standing-title">{many.map(({ state, n }) => `${states[state].word}: ${n}`).join(', ')}</title>
        {drawn.map(({ state, n }, index) => {
          const before = drawn.slice(0, index).reduce((sum, each) => sum + each.n * scale + gap, 0)
          return (
            <rect class={`app-stack__part app-stack__part--${state.replace(' ', '-')}`} x={before} y="0" width={n * scale} height="28" />
          )
        })}
      </svg>
      <table class="govuk-table app-states">
        <caption class="govuk-visually-hidden">How many clauses stand how</caption>
        <thead class="govuk-visually-hidden">
          <tr>
            <th scope="col">State</th>
            <th scope="col">Clauses</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {many.map(({ state, n }) => (
            <tr>
              <th scope="row">
                <StateTag state={state} />
              </th>
              <td class="app-states__many">{n === 0 ? '0' : <Link href={`/promises?state=${stateInAddress(state)}`}>{n}</Link>}</td>
              <td>{states[state].means}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function stateInAddress(state: PromiseState['state']): string {
  return state.replace(' ', '-')
}

export function stateAt(address: string): PromiseState['state'] | undefined {
  return promiseWords.find((state) => stateInAddress(state) === address)
}

export function sweepWords({ sweep: { ended, failed, types, media } }: LastNight): string {
  if (ended === null) return 'It has not run yet.'
  const items = types.reduce((sum, each) => sum + each.items, 0)
  const newer = failed !== null && Temporal.Instant.compare(failed, ended) > 0 ? ` A newer try failed in part, ${moment(failed)}.` : ''
  const films = media === 0 ? '' : `, and ${people(media, 'recording, film or picture', 'recordings, films and pictures').publicly}`
  const deleted = items + media === 0 ? 'Nothing was due.' : said`${people(items, 'item', 'items')} deleted on that day${films}.`.publicly
  return `${moment(ended)}. ${deleted}${newer}`
}

function EvidenceWords({ night: { checked }, proof: { newest } }: Pick<SummaryProps, 'night' | 'proof'>): JSX.Element {
  if (checked === null)
    return <>Not checked yet. {newest === undefined ? 'Nothing is sealed yet.' : `Sealed up to head ${shortHead(newest.head)}`}</>
  const rows = `${checked.rows.toLocaleString('en-GB')} entries`
  return (
    <>
      {checked.isWhole ? <strong>Whole:</strong> : <strong>Not whole:</strong>} {rows}, checked {moment(checked.at)}
      {checked.head === null ? '' : `, up to head ${shortHead(checked.head)}`}
    </>
  )
}

/** Enough of a head to find it in a list; the page of each clause has all of it. */
function shortHead(head: string): string {
  return `${head.slice(0, 12)}…`
}

function Edition({ released: { edition, hash } }: Pick<SummaryProps, 'released'>): JSX.Element {
  return (
    <>
      <Link href={`/notice/editions/${edition.id}`}>{edition.dated} edition</Link>, fingerprint {shortHead(hash)}
    </>
  )
}

/** Whether the tests of the clauses were run for the version that runs. */
export function testsWords(promises: readonly PromiseState[]): string {
  const tested = promises.filter(({ tested: { result } }) => result !== 'no test')
  const failed = tested.filter(({ tested: { result } }) => result === 'failed').length
  const passed = tested.filter(({ tested: { result } }) => result === 'passed')
  const of = `${tested.length} of ${promises.length} clauses have tests in use`
  if (failed > 0) return `${of}. For this version those of ${failed} failed.`
  const [first] = passed
  if (first === undefined || first.tested.on === null) return `${of}. They were not run for this version.`
  return `${of}. For this version those of ${passed.length === tested.length ? 'all' : passed.length} passed, on ${longDate(first.tested.on)}.`
}
