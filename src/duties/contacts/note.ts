import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { Values } from '#gate/record-part.ts'
import type { Source } from '#notice/vocabulary.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { clockFrom } from '#records/clock-of.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { dateIn } from '#shared/clock.ts'
import { isInTime, type Promised, promiseTask, promiseValues } from './promise.ts'

/** A record that is open for an activity whose ceiling includes contacts. */
export type OpenForContacts = Opened<ActivityWith<'contact-log'>>
export type ContactDeps = Pick<GateDeps, 'clock' | 'inForce'>
export type ContactValues = Values<typeof contactLog.fields>

/** The ways in which somebody is in contact, as they are stored. */
export const channels = ['telephone', 'in-person', 'letter', 'email'] as const
export type Channel = (typeof channels)[number]

/** A ringing call: the telephone system's reference, and the id that its recording has or will have. */
export type NotedCall = { readonly reference: string; readonly recording: string }

/** What a colleague notes. `how`: `note` where nobody was in contact and the words are for colleagues. `who`: whom they spoke with. */
export type Noting = {
  readonly topic: string
  readonly summary: string | null
  readonly promise: Promised | null
  readonly how: Channel | 'note'
  readonly who: Source
}

/** Why the record is open, as far as a contact says it. */
export type NotedFrom = { readonly reason: OpeningReason; readonly call: NotedCall | null }

/** `promise`: the day of what was promised is over. */
export type NoteAnswer = Answer<{ readonly note: string }, 'promise'>

/** Notes a contact on an open record (D10, S2), or a note for colleagues. What was promised becomes a task of the colleague's role. */
export async function noteContact(
  deps: ContactDeps,
  opened: OpenForContacts,
  colleague: Colleague,
  noting: Noting,
  from: NotedFrom,
): Promise<NoteAnswer> {
  const at = deps.clock()
  if (!isInTime(noting.promise, at)) return { ok: false, why: 'promise' }
  const isContact = noting.how !== 'note'
  const identity = identityOf(opened, from.reason)
  const values: ContactValues = {
    ...(isContact ? contactValues(noting.how, from, identity) : { kind: 'note' }),
    happenedAt: at.toString(),
    topic: noting.topic,
    summary: noting.summary,
    ...promiseValues(noting.promise),
    takenBy: colleague.name,
    authorId: colleague.id,
  }
  // The words of somebody who has not shown who they are may be a stranger's: they are kept as ours, and not as the person's own.
  const source = isContact && identity !== 'not-checked' ? noting.who : 'colleague'
  const task = noting.promise === null ? undefined : promiseTask(opened, noting.promise, at)
  return storeContact(deps, opened, { values, source, at, task })
}

const mustShowWho: ReadonlySet<OpeningReason> = new Set(['call', 'visit', 'letter'])

type Identity = 'checked' | 'not-checked' | null

/** Whether somebody has shown who they are. Casework needs no check (null), unless the notice keeps contacts closed until there is one. */
function identityOf(opened: OpenForContacts, reason: OpeningReason): Identity {
  if (!mustShowWho.has(reason) && opened.allows('contact-log', 'view')) return null
  return opened.isChecked ? 'checked' : 'not-checked'
}

function contactValues(channel: Channel, { reason, call }: NotedFrom, identity: Identity) {
  const ofCall = channel === 'telephone' ? call : null
  return {
    kind: 'contact',
    channel,
    direction: ofCall !== null || reason === 'letter' ? 'in' : null,
    identity,
    callReference: ofCall?.reference ?? null,
    recordingId: ofCall?.recording ?? null,
  }
}

type Stored = {
  readonly values: ContactValues
  readonly source: Source
  readonly at: Temporal.Instant
  readonly task?: ReturnType<typeof promiseTask> | undefined
}

/** Stores an item of the contact log. Its period runs as the notice says for the activity. */
export async function storeContact(
  { inForce }: ContactDeps,
  opened: OpenForContacts,
  { values, source, at, task }: Stored,
): Promise<Answer<{ readonly note: string }>> {
  const id = randomUUID()
  const runsFrom = clockFrom(inForce().released.edition, contactLog, opened.activity, values, dateIn(at))
  const answer = await opened.collect(contactLog, { id, values, source, collectedAt: at, clockFrom: runsFrom, task })
  return answer.ok ? { ok: true, note: id } : answer
}
