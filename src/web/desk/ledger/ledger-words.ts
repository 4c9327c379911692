import type { OrganisationName } from '#facts/organisation-names.ts'
import type { Edition } from '#notice/edition.ts'
import { recipientWords, share } from '#records/share/share.ts'
import { wordOf } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import { longDate } from '../kit.ts'
import { namesFrom } from '../names.ts'

/** What pages say of a line without what is sealed. */
export type Said = {
  readonly collectedAt: string
  readonly leftAt: string | null
  readonly outcome: string | null
  readonly needsConsent: boolean
  readonly shown: string
  readonly showReviewOn: string | null
  readonly toldOn: string | null
  readonly activity: string
  readonly recipient: string
  readonly occasion: string
  readonly way: string | null
  readonly organisationId: string | null
}

const recipients: Readonly<Record<string, string>> = recipientWords

export function recipientName(kind: string): string {
  return recipients[kind] ?? kind
}

/** The day on which it left, or was last worked on. */
export function dayOf({ leftAt, collectedAt }: Pick<Said, 'leftAt' | 'collectedAt'>): Temporal.PlainDate {
  return dateIn(Temporal.Instant.from(leftAt ?? collectedAt))
}

export function stateOfLine({ outcome, needsConsent }: Pick<Said, 'outcome' | 'needsConsent'>): string {
  if (outcome === 'left') return 'Shared'
  if (outcome !== null) return outcome === 'replaced' ? 'Prepared anew' : 'Not shared'
  return needsConsent ? 'Waits for the person' : 'Prepared'
}

/** Whether the person is told of it, and until when they are not. */
export function toldWords({ shown, showReviewOn, toldOn }: Pick<Said, 'shown' | 'showReviewOn' | 'toldOn'>): string {
  if (shown !== 'yes') return showReviewOn === null ? 'Hidden' : `Hidden until ${longDate(showReviewOn)}`
  return toldOn === null ? 'Shown' : `Told by letter on ${longDate(toldOn)}`
}

/** The words for what a line says by ids. */
export function lineNames(edition: Edition, organisations: readonly OrganisationName[]) {
  const named = new Map(organisations.map(({ id, name }) => [id, name]))
  const { activity } = namesFrom(edition)
  return {
    activity,
    organisation: ({ organisationId }: Pick<Said, 'organisationId'>) =>
      organisationId === null ? 'Not in the register' : (named.get(organisationId) ?? 'No longer in the register'),
    occasion: (word: string) => wordOf(share.fields.occasion, word),
    way: (word: string | null) => (word === null ? '' : wordOf(share.fields.way, word)),
  }
}
