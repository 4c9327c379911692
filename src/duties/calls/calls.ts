import type { Answer } from '#decisions/done-or-refused.ts'
import { isInActivity } from '#decisions/entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import { type Arrived, countCollected, knownContactsOf } from '#gate/find/known-ids.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { mayHave, type Opened } from '#gate/opened.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf, opensList } from '#notice/grants-of.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { unlinkedCall, unlinkedNumbers } from '#records/unlinked-call/unlinked-call.ts'

export type Call = PartShape<typeof callRecording.fields, 'call-recordings'>
export type UnlinkedNumber = PartShape<typeof unlinkedCall.fields, 'calling-line-identity'>

/** Recordings offered at once: more than anybody listens to in a sitting. */
export const mostToMonitor = 30
/** Calls on a page of those linked to nobody. */
export const mostUnlinked = 50

/**
 * What the notice lets one of the colleague's roles do with calls: see who may be ringing, listen to recordings, link a call to a person,
 * and agree to extracts for training that they are heard on.
 */
export function callsOpenTo(edition: Edition, colleague: Colleague) {
  const sees = (activity: Activity, category: Category) => opensList(edition, colleague.roles, { activity, category })
  const answers = sees('contact-handling', 'calling-line-identity')
  const monitors = sees('call-quality', 'call-recordings')
  const own = grantsOf(edition, 'call-training', 'view', colleague.roles).flatMap(({ needs }) => needs)
  const agrees = own.some(({ anyOf }) => anyOf.includes('own-voice'))
  return { answers, monitors, links: sees('call-recording', 'calling-line-identity'), agrees }
}

/** A record that is open for an activity whose ceiling includes recorded calls. */
export type OpenForCalls = Opened<ActivityWith<'call-recordings'>>

/**
 * The note of a recorded call, if the edition shows contacts for the activity and it is still there; null if not. One noted with the call's
 * reference after the recording came in is found by it.
 */
export async function contactOf(deps: Pick<GateDeps, 'inForce' | 'database'>, opened: OpenForCalls, call: Pick<Call, 'id' | 'contactId'>) {
  const noted = await knownContactsOf(deps, call.id)
  const contact = noted.find(({ person }) => person === opened.person)?.id ?? call.contactId
  const entry = deps.inForce().released.edition.activities.find(({ id }) => id === opened.activity)
  if (contact === null || entry === undefined || !isInActivity(entry, 'contact-log') || !mayHave(opened, 'contact-log')) return null
  const answer = theOne(await opened.read(contacts, contact))
  return answer.ok ? answer.item : null
}

/** How many calls are linked to nobody. */
export function unlinkedCalls(deps: Pick<GateDeps, 'database'>): Promise<Arrived> {
  return countCollected(deps, unlinkedCall, { activity: 'call-recording', open: false })
}

/** Recorded calls of many people: those to be monitored (TC8), and those linked to nobody. */
export function calls(gate: Gate) {
  const recording = { activity: 'call-recording', because: 'case' } as const
  return {
    /** The newest calls that are not on hold or objected to, for a colleague whom nobody else can overhear (TC9). */
    toMonitor: (colleague: Colleague) =>
      gate
        .workList(colleague, { activity: 'call-quality', because: 'check', vouched: ['private-setting'] })
        .newest(callRecordings, { collectedFor: 'call-recording', limit: mostToMonitor }),

    /** Calls linked to nobody, with the number and the time, by which the likely caller is found (TC1). */
    unlinked: (colleague: Colleague, after: string) =>
      gate.workList(colleague, recording).read(unlinkedNumbers, { after, limit: mostUnlinked }),

    async unlinkedOne(colleague: Colleague, id: string): Promise<Answer<{ readonly item: UnlinkedNumber }, 'gone'>> {
      const opened = await gate.open(colleague, { ...recording, person: id })
      return opened.ok ? theOne(await opened.read(unlinkedNumbers, id)) : goneIfUnknown(opened)
    },

    /** Links a call to the person whose it was, as the colleague says. It is that person's from then on. */
    link: (colleague: Colleague, id: string, person: string) =>
      gate.linkToPerson(colleague, recording, { from: unlinkedCall, to: callRecording, id, person }),
  }
}
