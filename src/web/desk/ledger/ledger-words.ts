import type { OrganisationName } from '#facts/organisation-names.ts'
import type { LineHead } from '#gate/ledger-line.ts'
import type { Edition } from '#notice/edition.ts'
import { occasions, recipientWords, ways } from '#records/share/share.ts'
import { wordOf } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import { longDate } from '../kit.ts'
import { namesFrom } from '../names.ts'

const recipients: Readonly<Record<string, string>> = recipientWords

export function recipientName(kind: string): string {
  return recipients[kind] ?? kind
}

/** The day on which it left, or was last worked on. */
export function dayOf({ at }: Pick<LineHead, 'at'>): Temporal.PlainDate {
  return dateIn(Temporal.Instant.from(at))
}

/** What is said of a line by which nothing has left, by its outcome. */
const notLeft: ReadonlyMap<string | null, string> = new Map([
  ['stopped', 'Not shared'],
  ['replaced', 'Prepared anew'],
  ['released', 'Approved'],
])

export function stateOfLine({ leftAt, outcome, needsConsent }: Pick<LineHead, 'leftAt' | 'outcome' | 'needsConsent'>): string {
  if (leftAt !== null) return 'Shared'
  return notLeft.get(outcome) ?? (needsConsent === true ? 'Waits for the person' : 'Prepared')
}

/** Whether the person is told of it, and until when they are not. */
export function toldWords({ shown, showReviewOn, toldOn }: Pick<LineHead, 'shown' | 'showReviewOn' | 'toldOn'>): string {
  if (shown !== 'yes') return showReviewOn === null ? 'Hidden' : `Hidden until ${longDate(showReviewOn)}`
  return toldOn === null ? 'Shown' : `Told by letter on ${longDate(toldOn)}`
}

/** The words for what a line says by ids. */
export function lineNames(edition: Edition, organisations: readonly OrganisationName[]) {
  const named = new Map(organisations.map(({ id, name }) => [id, name]))
  const { activity } = namesFrom(edition)
  return {
    activity,
    organisation: ({ organisationId }: Pick<LineHead, 'organisationId'>) =>
      organisationId === null ? 'Not in the register' : (named.get(organisationId) ?? 'No longer in the register'),
    occasion: (word: string | null) => (word === null ? '' : wordOf({ limits: { oneOf: occasions } }, word)),
    way: (word: string | null) => (word === null ? '' : wordOf({ limits: { oneOf: ways } }, word)),
  }
}
