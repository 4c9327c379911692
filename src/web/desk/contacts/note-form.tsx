import { type Channel, channels } from '#duties/contacts/note.ts'
import type { Promised } from '#duties/contacts/promise.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { Edition } from '#notice/edition.ts'
import { topicsOf } from '#notice/topics.ts'
import type { Source } from '#notice/vocabulary.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { wordOf } from '#records/words-of.ts'
import type { FormError } from '../../components/index.ts'
import { choice, form, type Option, optionalDay, optionalText, picked, type Question } from '../../form/index.ts'

const { fields } = contactLog
/** Characters: about a page. */
export const longestNote = 2000

const usualChannel: Readonly<Partial<Record<OpeningReason, Channel>>> = { call: 'telephone', visit: 'in-person', letter: 'letter' }

const ways: readonly Option<Channel | 'note'>[] = [
  ...channels.map((channel) => ({ value: channel, text: wordOf(fields.channel, channel) })),
  { value: 'note', text: 'No contact: a note for colleagues' },
]

/** Whom a colleague spoke with, in their words. */
export const spokenWith = {
  'the-person': 'The person themselves',
  household: 'Somebody in their household',
  representative: 'Somebody acting for them',
} as const satisfies Readonly<Partial<Record<Source, string>>>
const everybody = ['the-person', 'household', 'representative'] as const

type Opened = { readonly activity: string; readonly reason: OpeningReason }

/** What is asked of a contact: its topic, and whatever else there is to say. */
export function noteForm(edition: Edition, opening: Opened) {
  return form(
    {
      topic: askTopic(topicsOf(edition)),
      summary: askSummary,
      how: picked({ label: 'How', missing: 'Choose how they were in contact', options: ways }),
      who: picked({ label: 'Who with', missing: 'Choose who it was with', options: whoIn(edition, opening) }),
      ...askPromise,
      thenClose,
    },
    promisedWhole,
  )
}

/** What the reason for which the record is open has answered already. */
export function knownOfContact(edition: Edition, opening: Opened) {
  return { how: usualChannel[opening.reason] ?? ('note' as const), who: whoIn(edition, opening)[0]?.value ?? null }
}

/** Those whom the notice lists as sources of the activity. */
function whoIn(edition: Edition, { activity }: Opened) {
  const listed = edition.activities.find(({ id }) => id === activity)?.sources ?? []
  return everybody.filter((source) => listed.includes(source)).map((value) => ({ value, text: spokenWith[value] }))
}

export function askTopic(topics: readonly string[]): Question<string> {
  return choice({
    label: fields.topic.label.colleague,
    missing: 'Choose what it was about',
    options: topics.map((topic) => ({ value: topic, text: topic })),
  })
}

export const askSummary = optionalText({
  label: `${fields.summary.label.colleague} (optional)`,
  hint: 'They can ask to read it. Do not name other people.',
  most: longestNote,
  rows: 4,
})

export const askPromise = {
  promised: optionalText({ label: `${fields.promised.label.colleague} (optional)`, most: 500, rows: 2 }),
  promisedBy: optionalDay({
    label: 'By when',
    hint: 'Today or later, for example 27 3 2027. A task for your role will be due on that day.',
    withinYears: 1,
  }),
} as const
const promiseDay = 'promisedBy-day'
export const tooEarly: FormError = { field: promiseDay, message: 'Enter today’s date or a later one' }

type SaidOfPromise = { readonly promised: string | null; readonly promisedBy: Temporal.PlainDate | null }

/** What was promised and its day: one is nothing without the other. */
export function promisedWhole({ promised, promisedBy }: SaidOfPromise): readonly FormError[] {
  if (promised !== null && promisedBy === null) return [{ field: promiseDay, message: 'Enter the day by which it was promised' }]
  return promised === null && promisedBy !== null ? [{ field: 'promised', message: 'Enter what was promised' }] : []
}

export function promiseIn({ promised, promisedBy }: SaidOfPromise): Promised | null {
  return promised === null || promisedBy === null ? null : { what: promised, by: promisedBy }
}

/** Which of the two buttons was pressed. */
const thenClose: Question<boolean> = {
  boxes: () => ['then'],
  read: (_, filled) => ({ ok: true, value: filled.then === 'close' }),
  shown: () => ({}),
  render: () => <></>,
}
