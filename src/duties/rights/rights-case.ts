import { rightsRequests } from '#records/rights-request/rights-request.ts'
import type { CaseKind } from '../cases/case-kind.ts'
import { eventsFrom, type Step, stepsIn } from './steps.ts'

/** The fields that the events of a request are read from. */
export type StepsOf = { readonly receivedOn: string; readonly steps: string | null }

export type RightsState =
  /** It is not known yet whose data it is about. */
  | 'received'
  /** We doubted who they are, and asked. */
  | 'doubted'
  /** It is known whose data to look for: that of a person on file, or of somebody who is searched under what they gave. */
  | 'settled'
  | 'unpaid'
  | 'paused'
  | 'searched'
  | 'read'
  | 'made'
  | 'closed'

const refused = { to: 'closed', needs: 'outcome' } as const
const withdrawn = { to: 'closed', needs: 'outcome' } as const
/** Only a request that is still known by its own words is joined: identity is then asked for once, in the one that goes on. */
const joined = { to: 'closed', needs: 'linkedTo' } as const
/** It must be known whose data it is about before anything is searched, whatever it belongs with. */
const identified = { to: 'settled', needs: 'ofPerson' } as const
/** Nobody on file is who asks. Told more, we look again; once somebody on file is found to be them, the request is about that person. */
const named = { to: 'settled' } as const
/** Which of both can happen to a request hangs on whether it is about somebody on file already (`requests.ts`). */
const whose = { identified, named } as const
const ends = { refused, withdrawn, joined } as const
/** From any of these more can be found, or a text changes, and the work goes back. */
const again = { searched: { to: 'searched' }, ...whose, ...ends } as const

/**
 * A request for a copy of what is held (A1), from the day it comes in to the day the answer leaves. Open ones are a list of their own. A duplicate, an
 * earlier request that this one goes on from, and a request of somebody else in the same home are links, which change no state.
 */
export const rightsCase: CaseKind<StepsOf, RightsState, Step> = {
  part: rightsRequests,
  owner: () => 'data-protection-officer',
  begins: 'received',
  states: {
    received: { ...whose, 'identity-asked': { to: 'doubted' }, ...ends },
    doubted: { ...whose, ...ends },
    settled: {
      ...whose,
      searched: { to: 'searched' },
      'meaning-asked': { to: 'paused' },
      'fee-asked': { to: 'unpaid' },
      extended: { to: 'settled' },
      ...ends,
    },
    unpaid: { 'fee-paid': { to: 'settled' }, ...ends },
    paused: { 'meaning-given': { to: 'settled' }, extended: { to: 'paused' }, ...ends },
    searched: { read: { to: 'read' }, 'meaning-asked': { to: 'paused' }, extended: { to: 'searched' }, ...again },
    read: { made: { to: 'made' }, extended: { to: 'read' }, ...again },
    made: { delivered: { to: 'closed', needs: 'outcome' }, read: { to: 'read' }, extended: { to: 'made' }, ...again },
    closed: {},
  },
  closed: ['closed'],
  closes: 'case-closed',
  events: ({ receivedOn, steps }) => eventsFrom(receivedOn, stepsIn(steps)),
  // The list of open requests shows when each is due, with the day on which it is looked at.
  clock: () => null,
  task: null,
}
