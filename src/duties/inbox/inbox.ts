import { createHash, randomBytes } from 'node:crypto'
import type { GateDeps } from '#gate/deps.ts'
import { mayTakeFromSite, takeFromSite } from '#gate/intake.ts'
import type { Values } from '#gate/record-part.ts'
import { message, messageHeads } from '#records/message/message.ts'
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
    const item = { id: idOf(formId), values, source: 'website', collectedAt: at, clockFrom: null } as const
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

/** The id of the message is a UUID (RFC 9562, version 8) computed from the form, so one form is one message. */
function idOf(formId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['message', formId]))
    .digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Letters and digits that are not confused when read out. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

function reference(kind: 'F' | 'C'): string {
  const letters = [...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length] ?? '2')
  return `${kind}-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}
