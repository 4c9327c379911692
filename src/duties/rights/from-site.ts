import type { GateDeps } from '#gate/deps.ts'
import { mayTakeFromSite, takeFromSite } from '#gate/write/intake.ts'
import { answerBy } from '#law/clocks/rights-request.ts'
import { rightsRequest, rightsRequestPlain } from '#records/rights-request/rights-request.ts'
import { dateIn } from '#shared/clock.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { type Logging, newReference } from './logging.ts'

/** What somebody says who asks for a copy on the public site. */
export type AskedOnSite = Pick<Logging, 'askedBy' | 'name' | 'contact' | 'words' | 'otherNames'>

const filled = ['reference', 'rightUsed', 'receivedOn', 'cameBy', 'askedBy', 'name', 'contact', 'words', 'otherNames', 'answerBy'] as const
const activity = 'rights-requests'

/**
 * Requests for a copy from the public site (A1). A form that is sent twice is stored once, and both get the first one's reference. `submit` answers null
 * where the notice in force does not let a request be taken in here, which is recorded.
 */
export function requestsFromSite(deps: GateDeps) {
  return {
    isOpen: () => mayTakeFromSite(deps, activity, rightsRequest, { filled, source: 'website' }),
    async submit({ formId, at, ...said }: AskedOnSite & { readonly formId: string; readonly at: Temporal.Instant }) {
      const received = dateIn(at)
      const dueOn = answerBy({ right: 'access', received }).toString()
      const head = {
        reference: newReference(),
        rightUsed: 'access',
        receivedOn: received.toString(),
        cameBy: 'website',
        answerBy: dueOn,
      } as const
      const item = {
        id: uuidOf('rights-request', formId),
        values: { ...head, ...said },
        source: 'website',
        collectedAt: at,
        clockFrom: null,
      } as const
      const answer = await takeFromSite(deps, activity, rightsRequest, item, rightsRequestPlain)
      if (!answer.ok) return null
      const { reference, receivedOn } = answer.row
      return { reference, answerBy: answerBy({ right: 'access', received: Temporal.PlainDate.from(receivedOn) }) }
    },
  }
}
