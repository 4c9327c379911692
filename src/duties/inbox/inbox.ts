import { randomBytes } from 'node:crypto'
import type { GateDeps } from '#gate/deps.ts'
import type { Values } from '#gate/record-part.ts'
import { mayTakeFromSite, takeFromSite } from '#gate/write/intake.ts'
import { message, messageHeads } from '#records/message/message.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { readOut } from '#shared/read-out.ts'
import { dueOn } from '../cases/case-kind.ts'
import { messageCase } from './message-case.ts'

type Sent = { readonly formId: string; readonly at: Temporal.Instant }

/** The fields of a message that each form fills in. */
const filledBy = {
  feedback: ['kind', 'reference', 'sentAt', 'about', 'noticeEdition', 'words'],
  concern: ['kind', 'reference', 'sentAt', 'answerBy', 'words', 'name', 'contact'],
} as const

/** Whether the notice in force lets the public send such a message. Asked before the form is shown. */
export function takesIn(deps: Pick<GateDeps, 'inForce' | 'clock'>, kind: keyof typeof filledBy): boolean {
  return mayTakeFromSite(deps, activity, message, { filled: filledBy[kind], source: 'website' })
}

const activity = 'rights-requests'

/**
 * Messages from the public (N5, N6). A form that is sent twice is stored once, and both get the first one's reference. Null if the notice
 * in force does not allow such a message, which is recorded.
 */
export function inbox(deps: GateDeps) {
  async function take({ formId, at }: Sent, values: Values<typeof message.fields>) {
    // One form is one message.
    const item = { id: uuidOf('message', formId), values, source: 'website', collectedAt: at, clockFrom: null } as const
    const answer = await takeFromSite(deps, activity, message, item, messageHeads)
    return answer.ok ? answer.row : null
  }
  return {
    feedback: {
      isOpen: () => takesIn(deps, 'feedback'),
      async submit(sent: Sent & { about: string; text: string; edition: string }): Promise<{ reference: string } | null> {
        const { about, text: words, edition: noticeEdition } = sent
        const values = { kind: 'feedback', reference: reference('F'), sentAt: sent.at.toString(), about, noticeEdition, words }
        const row = await take(sent, values)
        return row && { reference: row.reference }
      },
    },
    concerns: {
      isOpen: () => takesIn(deps, 'concern'),
      async submit(sent: Sent & { text: string; name: string; contact: string }) {
        const { text: words, name, contact } = sent
        const sentAt = sent.at.toString()
        const answerBy = dueOn(messageCase, { sentAt, closedOn: null })
        const head = { kind: 'concern', reference: reference('C'), sentAt, answerBy: answerBy.toString() }
        const row = await take(sent, { ...head, words, name, contact })
        return row && { reference: row.reference, answerBy: row.answerBy === null ? answerBy : Temporal.PlainDate.from(row.answerBy) }
      },
    },
  }
}

function reference(kind: 'F' | 'C'): string {
  return `${kind}-${readOut(randomBytes(8))}`
}
