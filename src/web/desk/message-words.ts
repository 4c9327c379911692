import { explain } from '#decisions/explain.ts'
import type { messageQueue } from '#duties/inbox/queue.ts'
import type { ReadAnswer } from '#gate/read-part.ts'
import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { dateIn } from '#shared/clock.ts'
import type { Editions } from '../parts.ts'
import { subjectOf } from '../public-site/subject-of.ts'
import type { ShownMessage } from './message-page.tsx'
import type { MessageLine } from './messages-page.tsx'

type Head = {
  readonly id: string
  readonly kind: string
  readonly reference: string
  readonly sentAt: string
  readonly about: string | null
  readonly noticeEdition: string | null
  readonly answerBy: string | null
}
type Look = Extract<Awaited<ReturnType<ReturnType<typeof messageQueue>['look']>>, { ok: true }>

/** A message's head in a colleague's words. */
export function lineOf(editions: Editions, head: Head): MessageLine {
  const isConcern = head.kind === 'concern'
  return {
    id: head.id,
    reference: head.reference,
    sentOn: dateIn(Temporal.Instant.from(head.sentAt)),
    kind: isConcern ? 'Concern or request' : 'Unclear wording',
    about:
      head.about === null ? 'How we use somebody’s information' : `“${subjectOf(editionOf(editions, head.noticeEdition), head.about)}”`,
    answerBy: dateOf(head.answerBy),
  }
}

/** One message with what it says; undefined where it is no longer there. */
export function shownMessage(editions: Editions, look: Look): ShownMessage | undefined {
  const [says] = look.says.ok ? look.says.rows : []
  if (says === undefined) return undefined
  const isConcern = says.kind === 'concern'
  const { edition } = editions.current()
  const [sentBy] = look.names.ok ? look.names.rows : []
  const [reachedBy] = look.contacts.ok ? look.contacts.rows : []
  const rule = retentionRuleFor(edition, 'documents', says.activity)
  return {
    ...lineOf(editions, says),
    isConcern,
    version: says.version,
    edition: says.noticeEdition === null ? null : editionOf(editions, says.noticeEdition).dated,
    words: says.words,
    owner: edition.landlord.contacts.dataProtection.team,
    sender: isConcern
      ? [
          { key: 'Name', value: heldOrWhy(edition, look.names, sentBy?.name) },
          { key: 'How to reach them', value: heldOrWhy(edition, look.contacts, reachedBy?.contact) },
        ]
      : [],
    closedOn: dateOf(says.closedOn),
    outcome: says.outcome,
    kept: rule?.words ?? null,
  }
}

/** What is closed says why, and what was erased says so. */
function heldOrWhy(edition: Edition, answer: ReadAnswer<unknown>, value: string | null | undefined): string {
  if (!answer.ok)
    return explain(answer.refusal, { edition })
      .map(({ why, clause }) => `${why} (${clause})`)
      .join(' ')
  return value ?? 'It has been erased and can no longer be read.'
}

/** The edition that was read when it was written, where it is still known by its fingerprint; else the one in force. */
function editionOf(editions: Editions, hash: string | null): Edition {
  const line = editions.list().find((each) => each.hash === hash)
  return (line === undefined ? undefined : editions.get(line.id))?.edition ?? editions.current().edition
}

function dateOf(date: string | null): Temporal.PlainDate | null {
  return date === null ? null : Temporal.PlainDate.from(date)
}
