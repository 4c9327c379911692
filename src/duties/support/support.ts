import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { mayHave, type Opened } from '#gate/opened.ts'
import type { PartShape, Values } from '#gate/record-part.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { clockFrom } from '#records/clock-of.ts'
import { share, shares } from '#records/share/share.ts'
import { supportContact } from '#records/support-contact/support-contact.ts'
import { dateIn } from '#shared/clock.ts'

export type Support = PartShape<typeof supportContact.fields, 'support-contacts'>
export type OpenForSupport = Opened<ActivityWith<'support-contacts'>>
type Facts = Omit<Values<typeof supportContact.fields>, 'referralId'>
type Deps = Pick<GateDeps, 'inForce' | 'clock'>

/** A line of the ledger on which the person was referred to a service: its id, and the name of the service. */
export type Referral = { readonly id: string; readonly organisation: string | null }

/** The referral, where it has left. Of any other line nothing is said. */
export async function referralIn(opened: OpenForSupport, id: string): Promise<Answer<{ readonly referral: Referral }, 'gone'>> {
  if (!mayHave(opened, share.category)) return { ok: false, why: 'gone' }
  const read = await opened.read(shares, id)
  if (!read.ok) return read
  const row = read.rows.find(({ occasion, outcome }) => occasion === 'referral' && outcome === 'left')
  return row === undefined ? { ok: false, why: 'gone' } : { ok: true, referral: { id: row.id, organisation: row.organisation } }
}

/** A service works with the person. One that has ended is kept no longer than the notice says. */
export function addSupport(deps: Deps, opened: OpenForSupport, facts: Facts, referral: Referral | null): Promise<Answer> {
  const now = deps.clock()
  const from = clockFrom(deps.inForce().released.edition, supportContact, opened.activity, facts, dateIn(now))
  const values = { ...facts, referralId: referral?.id ?? null }
  return opened.collect(supportContact, { id: randomUUID(), values, source: 'colleague', collectedAt: now, clockFrom: from })
}

/** Something of it changed: it ended, or something came back. */
export function changeSupport(deps: Deps, opened: OpenForSupport, { id, version, activity, collectedAt }: Support, facts: Facts) {
  const collectedOn = dateIn(Temporal.Instant.from(collectedAt))
  const from = clockFrom(deps.inForce().released.edition, supportContact, activity, facts, collectedOn)
  const started = from === null ? {} : { clockFrom: from }
  return opened.correct(supportContact, { id, version, values: facts, source: 'colleague', ...started })
}
