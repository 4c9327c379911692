import type { JSX } from 'preact'
import type { OnRecord } from '#duties/promises/on-record.ts'
import type { PromiseState } from '#duties/promises/promise-states.ts'
import { people, said } from '#duties/promises/said.ts'
import { dateIn } from '#shared/clock.ts'
import { clockTime, longDate } from '#shared/london-time.ts'
import { Tag, type Tone } from '../../components/index.ts'

type State = PromiseState['state']

/** What each state means, in the order in which a reader wants to know. */
export const states: Readonly<Record<State, { readonly word: string; readonly tone: Tone; readonly means: string }>> = {
  broken: { word: 'Broken', tone: 'red', means: 'not so at this moment' },
  waiting: { word: 'Waiting', tone: 'yellow', means: 'waits for one of us to confirm' },
  kept: { word: 'Kept', tone: 'green', means: 'done, and a figure shows it' },
  'in place': { word: 'In place', tone: 'green', means: 'can be done, has not come up' },
  'in part': { word: 'In part', tone: 'yellow', means: 'something is missing' },
  'not yet': { word: 'Not yet', tone: 'yellow', means: 'none of it is done' },
}

export function StateTag({ state }: { readonly state: State }): JSX.Element {
  return <Tag tone={states[state].tone}>{states[state].word}</Tag>
}

/** “25 October 2026, 01:40”. */
export function moment(at: Temporal.Instant): string {
  return `${longDate(dateIn(at))}, ${clockTime(at)}`
}

/** What is missing is said first: nobody reads on to find that out. */
export function Keeps({ state, lacks, keptBy }: Pick<PromiseState, 'state' | 'lacks' | 'keptBy'>): JSX.Element {
  if (lacks === null || state === 'not yet') return <>{lacks ?? keptBy}</>
  return (
    <>
      {keptBy} <strong>Still missing:</strong> {lacks}
    </>
  )
}

/** What is counted of it now, and what went last night; or why nothing can be counted. */
export function figureWords({ publicly, uncounted, deleted }: Pick<PromiseState, 'publicly' | 'uncounted' | 'deleted'>): string {
  const figure = publicly ?? uncounted ?? 'The figure could not be read.'
  return deleted === null || deleted === 0 ? figure : `${figure} ${deletedWords(deleted)}`
}

function deletedWords(items: number): string {
  return said`${people(items, 'item was', 'items were')} deleted on the last day that the sweep ran.`.publicly
}

export function testedWords({ tested: { result, on, lastPassed } }: Pick<PromiseState, 'tested'>): string {
  if (result === 'no test') return 'No test yet.'
  if (result === 'passed' && on !== null) return `Passed on ${longDate(on)}.`
  if (result === 'failed') return `Failed${on === null ? '' : ` on ${longDate(on)}`}, for this version.`
  return lastPassed === null ? 'Not run for this version.' : `Last passed on ${longDate(lastPassed)}, for another version.`
}

const kinds: Readonly<Record<string, string>> = {
  opening: 'A record opened',
  read: 'Information looked at',
  change: 'Something noted, changed or deleted',
  refusal: 'A request for information',
  search: 'A search',
  sweep: 'Deletion of what was due',
  hold: 'A hold placed or lifted',
  import: 'Items taken in from our other systems',
  publish: 'A notice published',
  rights: 'A step of somebody’s request',
  decision: 'A decision',
  'sign-in': 'A sign-in',
  erasure: 'Media or keys destroyed',
  'seal-check': 'A check of the evidence',
  system: 'Something the system did',
}
const outcomes: Readonly<Record<string, string>> = {
  permitted: 'allowed',
  refused: 'refused',
  'needs-consent': 'stopped until the person agrees',
  done: 'done',
  failed: 'failed',
}

/** “Information looked at: allowed”. */
export function entryWords({ kind, act, outcome }: OnRecord): string {
  const what = act === 'share' ? 'Sharing with somebody outside' : (kinds[kind] ?? kind)
  return `${what}: ${outcomes[outcome] ?? outcome}`
}
