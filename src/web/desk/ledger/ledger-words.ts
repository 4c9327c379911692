import type { OrganisationName } from '#facts/organisation-names.ts'
import type { LineHead } from '#gate/ledger/ledger-line.ts'
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

/** How whoever decides on a hidden line is asked. */
type Asked = Readonly<Record<'heading' | 'quiet' | 'ask' | 'missing' | 'yes' | 'hint', string>>

const ofSomebody: Asked = {
  heading: 'Decide whether the person is told',
  quiet: 'Do not speak of it to the person or their household.',
  ask: 'Is the person told of this?',
  missing: 'Choose whether the person is told of it',
  yes: 'Yes, show it to them',
  hint: 'It is in their copy from now on. This cannot be taken back.',
}

/** Footage is in nobody's copy by itself: we do not know whom it shows. */
const ofFootage: Asked = {
  heading: 'Decide whether people are told',
  quiet: 'Do not speak of it to anybody whom it shows.',
  ask: 'Are the people whom it shows told of this?',
  missing: 'Choose whether people are told of it',
  yes: 'Yes, show it',
  hint: 'From now on whoever gets a clip of the same time is told of it. This cannot be taken back.',
}

export function askedAbout({ personId }: { readonly personId: string | null }): Asked {
  return personId === null ? ofFootage : ofSomebody
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
