import type { Answer } from '#decisions/done-or-refused.ts'
import { knownByReference, knownReference } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Values } from '#gate/record-part.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { dateIn } from '#shared/clock.ts'
import { noted } from './noted.ts'
import { currentRequest, type RightsDeps, rightsRequestsOf, type Seen, type StepAnswer } from './requests.ts'

type Fields = Values<typeof rightsRequest.fields>

/** What is written beside a request: notes, what shows that somebody may ask, and the other request that it belongs with. */
export function requestNotesOf(deps: RightsDeps) {
  async function put(colleague: Colleague, seen: Seen, values: Partial<Fields>): Promise<Answer<unknown, 'stale' | 'gone'>> {
    const found = await currentRequest(deps, colleague, seen)
    if (!found.ok) return found
    return found.opened.correct(rightsRequest, { id: found.row.id, version: found.row.version, values, source: 'colleague' })
  }

  return {
    /** Adds a note, also while the request waits for something. */
    async note(colleague: Colleague, seen: Seen, words: string): Promise<Answer<unknown, 'stale' | 'gone'>> {
      const found = await currentRequest(deps, colleague, seen)
      if (!found.ok) return found
      return put(colleague, seen, { notes: noted(found.row.notes, colleague, dateIn(deps.clock()), words) })
    },

    /** Notes what shows that somebody may ask for another person. */
    authorise: (colleague: Colleague, seen: Seen, authority: string) => put(colleague, seen, { authority }),

    /** Notes that it belongs with another request, which is named by its reference. A link changes nothing else about either. */
    async link(
      colleague: Colleague,
      seen: Seen,
      { to, as }: { readonly to: string; readonly as: NonNullable<Fields['linkedAs']> },
    ): Promise<Answer<unknown, 'stale' | 'gone' | 'itself' | 'no-request'>> {
      const other = await knownByReference(deps, rightsRequest, `R-${to}`)
      if (other === undefined) return { ok: false, why: 'no-request' }
      if (other === seen.id) return { ok: false, why: 'itself' }
      return put(colleague, seen, { linkedTo: other, linkedAs: as })
    },

    /** The reference of the request that it belongs with; null where that is no more. */
    async linkedReference(linkedTo: string | null): Promise<string | null> {
      return linkedTo === null ? null : ((await knownReference(deps, rightsRequest, linkedTo)) ?? null)
    },

    /**
     * Ends a request that came twice: it is answered with the one that it is linked to. `unlinked`: it is linked to none. `later`: the other one is
     * closed, or came later, so that joining would put off the day by which the answer is owed.
     */
    async join(colleague: Colleague, seen: Seen): Promise<StepAnswer | Answer<unknown, 'unlinked' | 'later'>> {
      const requests = rightsRequestsOf(deps)
      const own = await requests.look(colleague, seen.id)
      if (!own.ok) return own
      const { linkedTo, linkedAs, receivedOn } = own.request
      if (linkedTo === null || linkedAs !== 'duplicate') return { ok: false, why: 'unlinked' }
      const other = await requests.look(colleague, linkedTo)
      if (!other.ok) return other.why === 'gone' ? { ok: false, why: 'unlinked' } : other
      const goesOn = other.request.closedOn === null && other.request.receivedOn <= receivedOn
      if (!goesOn) return { ok: false, why: 'later' }
      return requests.step(colleague, seen, { what: 'joined', on: dateIn(deps.clock()), values: { linkedTo, outcome: 'joined' } })
    },
  }
}
