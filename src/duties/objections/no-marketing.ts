import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { reachedBy } from '#gate/find/reached-by.ts'
import type { Opened } from '#gate/opened.ts'
import { collectTogether } from '#gate/write/collect-together.ts'
import { mayTakeFromSite, siteAccess } from '#gate/write/intake.ts'
import type { Edition } from '#notice/edition.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { objection } from '#records/objection/objection.ts'
import { dateIn } from '#shared/clock.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { inbox } from '../inbox/inbox.ts'

/** What somebody says no to: any marketing, in every way of reaching them. */
const marketing = 'marketing'
const activity = 'rights-requests'
const said = 'No marketing, please, by any way of reaching me.'
const filled = ['kind', 'againstActivity', 'madeOn', 'decision', 'decidedOn', 'reason'] as const

/** Whether the notice has marketing that somebody can say no to. */
export function knowsMarketing(edition: Edition): boolean {
  return edition.activities.some(({ id }) => id === marketing)
}

/** An objection to marketing needs no decision (UK GDPR Article 21(3)): it is upheld on the day it is made. */
function valuesOf(on: Temporal.PlainDate, reason: string) {
  const day = on.toString()
  return { kind: 'objection', againstActivity: marketing, madeOn: day, decision: 'upheld', decidedOn: day, reason } as const
}

/** `contacts`: the addresses and numbers that are no longer to be used, as they were written. */
type SaidNo = {
  readonly formId: string
  readonly at: Temporal.Instant
  readonly name: string
  readonly contacts: readonly string[]
  readonly words: string | null
}

/**
 * Somebody says no to marketing on the public site (MK4). For everybody on file who is reached by what they gave, it is stored at once; the message
 * goes to a colleague in any case, who looks for them under what else we know. Nobody is told whether anybody was found. What was written stays in
 * the message: several people may be reached by one number, and none of them reads on their own record what another gave.
 */
export function noMarketing(deps: GateDeps) {
  const { concerns } = inbox(deps)
  return {
    isOpen: () => concerns.isOpen() && mayTakeFromSite(deps, activity, objection, { filled, source: 'website' }),
    /** Null where the notice lets nobody be looked for, or no objection be stored: then nothing is taken, and nobody is told that it stopped. */
    async submit({ formId, at, name, contacts, words }: SaidNo) {
      const access = siteAccess(deps, activity, uuidOf('objection', formId), 'use')
      const found = await reachedBy(deps, access, contactDetail, contacts)
      if (!found.ok) return null
      const items = found.people.map((person) => {
        const id = uuidOf('objection', `${formId} ${person}`)
        const item = { id, values: valuesOf(dateIn(at), said), source: 'website', collectedAt: at, clockFrom: null } as const
        return { type: objection, item, person }
      })
      // Before the message: whoever was not told that we have it sends it again, and it is stored once.
      const storing = siteAccess(deps, activity, uuidOf('objection', formId), 'collect')
      if (items.length > 0 && !(await collectTogether(deps, storing, items)).ok) return null
      return concerns.submit({
        formId,
        at,
        text: [said, ...contacts, ...(words === null ? [] : [words])].join('\n'),
        name,
        contact: contacts.join('\n'),
      })
    },
  }
}

/** A record that is open for an activity whose ceiling includes what people agreed to and object to. */
type OpenForNo = Pick<Opened<ActivityWith<'consents'>>, 'collect' | 'person'>

/** A colleague notes that the person of an open record said no to marketing, whichever way they said it (MK4). It takes effect at once. */
export async function noteNoMarketing(
  deps: Pick<GateDeps, 'clock'>,
  opened: OpenForNo,
  reason: string,
): Promise<Answer<{ readonly objection: string }>> {
  const at = deps.clock()
  const id = randomUUID()
  const values = valuesOf(dateIn(at), reason)
  const answer = await opened.collect(objection, { id, values, source: 'the-person', collectedAt: at, clockFrom: null })
  return answer.ok ? { ok: true, objection: id } : answer
}
