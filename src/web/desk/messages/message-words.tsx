import { explain } from '#decisions/explain.ts'
import type { ReadAnswer } from '#gate/read-part.ts'
import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { message } from '#records/message/message.ts'
import { wordOf } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import type { SummaryRow } from '../../components/index.ts'
import type { Editions } from '../../deps.ts'
import { subjectOf } from '../../public-site/subject-of.ts'
import { DueBy } from '../due-by.tsx'
import { longDate } from '../kit.ts'

export type Head = {
  readonly id: string
  readonly kind: string
  readonly reference: string
  readonly sentAt: string
  readonly about: string | null
  readonly noticeEdition: string | null
  readonly answerBy: string | null
}
type Message = Head & { readonly activity: string; readonly closedOn: string | null }
/** Each by its own answer: it may be closed to whoever reads the message. */
type Sender = {
  readonly names: ReadAnswer<{ readonly name: string | null }>
  readonly contacts: ReadAnswer<{ readonly contact: string | null }>
}

function isConcern({ kind }: Head): boolean {
  return kind === 'concern'
}

export function kindOf({ kind }: Head): string {
  return wordOf(message.fields.kind, kind)
}

export function sentOn({ sentAt }: Head): Temporal.PlainDate {
  return dateIn(Temporal.Instant.from(sentAt))
}

/** By when they have to hear that we have it (DPA s.164A); null where nobody is waiting to. */
export function acknowledgeBy(head: Head): Temporal.PlainDate | null {
  return head.answerBy === null ? null : Temporal.PlainDate.from(head.answerBy)
}

/** Of the notice, for feedback; of a right or nothing, for a concern. */
export function aboutOf(editions: Editions, { about, noticeEdition }: Head): string {
  return about === null ? 'How we use personal information' : `“${subjectOf(editionOf(editions, noticeEdition), about)}”`
}

export function factsOf(editions: Editions, sent: Message, sender: Sender, today: Temporal.PlainDate): readonly SummaryRow[] {
  const { edition } = editions.current()
  const { noticeEdition, closedOn } = sent
  const rule = retentionRuleFor(edition, 'documents', sent.activity)
  return [
    { key: 'Kind', value: kindOf(sent) },
    { key: 'Sent', value: longDate(sentOn(sent)) },
    { key: 'About', value: aboutOf(editions, sent) },
    { key: 'Edition', value: noticeEdition === null ? null : editionOf(editions, noticeEdition).dated },
    { key: 'Team', value: edition.landlord.contacts.dataProtection.team },
    { key: message.fields.answerBy.label.colleague, value: <DueBy by={acknowledgeBy(sent)} today={today} /> },
    { key: 'Closed', value: closedOn === null ? null : longDate(closedOn) },
    { key: 'Kept', value: rule?.words ?? null },
    ...(isConcern(sent)
      ? [
          { key: 'Name', value: heldOrWhy(edition, sender.names, ({ name }) => name) },
          { key: 'How to reach them', value: heldOrWhy(edition, sender.contacts, ({ contact }) => contact) },
        ]
      : []),
  ]
}

/** What is closed says why, and what was erased says so. */
function heldOrWhy<Row>(edition: Edition, answer: ReadAnswer<Row>, valueIn: (row: Row) => string | null): string {
  if (!answer.ok)
    return explain(answer.refusal, { edition })
      .map(({ why, clause }) => `${why} (${clause})`)
      .join(' ')
  const [row] = answer.rows
  return (row === undefined ? null : valueIn(row)) ?? 'It has been erased and can no longer be read.'
}

/** The edition that was read when it was written, where it is still known by its fingerprint; else the one in force. */
function editionOf(editions: Editions, hash: string | null): Edition {
  const line = editions.list().find((each) => each.hash === hash)
  return (line === undefined ? undefined : editions.get(line.id))?.edition ?? editions.current().edition
}
