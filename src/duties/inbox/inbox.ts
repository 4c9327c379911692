import { randomBytes, randomUUID } from 'node:crypto'
import type { GateParts } from '#gate/parts.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'

/** A data protection complaint is acknowledged within 30 days (DPA 2018 s.164A, since 19 June 2026). */
const acknowledgeWithin = { days: 30 }

type InboxParts = Pick<GateParts, 'database'>

/** What the public sends in (N5, N6). A form that comes twice is the same form: it answers with the first one's reference. */
export function inbox(parts: InboxParts) {
  const role = roleName(parts.database.schema, 'machinery')
  return {
    feedback: {
      async submit(sent: {
        formId: string
        at: Temporal.Instant
        about: string
        text: string
        edition: string
      }): Promise<{ reference: string }> {
        const text = `with fresh as (
            insert into feedback (id, form_id, reference, about, words, edition, sent_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (form_id) do nothing returning reference)
          select reference from fresh union all select reference from feedback where form_id = $2 limit 1`
        const values = [randomUUID(), sent.formId, reference('F'), sent.about, sent.text, sent.edition, sent.at.toString()]
        const [row] = await parts.database.once<{ reference: string }>(role, text, values)
        return { reference: row?.reference ?? '' }
      },
    },
    concerns: {
      async submit(sent: { formId: string; at: Temporal.Instant; text: string; name: string; contact: string }) {
        const answerBy = dateIn(sent.at).add(acknowledgeWithin)
        const text = `with fresh as (
            insert into concern (id, form_id, reference, words, name, contact, sent_at, acknowledge_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (form_id) do nothing returning reference, acknowledge_by)
          select reference, acknowledge_by from fresh union all select reference, acknowledge_by from concern where form_id = $2 limit 1`
        const values = [
          randomUUID(),
          sent.formId,
          reference('C'),
          sent.text,
          sent.name,
          sent.contact,
          sent.at.toString(),
          answerBy.toString(),
        ]
        const [row] = await parts.database.once<{ reference: string; acknowledge_by: string }>(role, text, values)
        return { reference: row?.reference ?? '', answerBy: row === undefined ? answerBy : Temporal.PlainDate.from(row.acknowledge_by) }
      },
    },
  }
}

/** Letters and digits that nobody mistakes for one another when read out. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

function reference(kind: 'F' | 'C'): string {
  const letters = [...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length] ?? '2')
  return `${kind}-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}
