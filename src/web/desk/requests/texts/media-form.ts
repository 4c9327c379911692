import { canBeCut } from '#duties/rights/media-text.ts'
import type { DecidingMedia } from '#duties/rights/review/media.ts'
import { needsUntil, needsWhy, type Outcome, outcomes, outcomeWords } from '#duties/rights/review/outcomes.ts'
import type { TextLook } from '#duties/rights/review/review.ts'
import { partsIn, secondsOf } from '#duties/training/cut-times.ts'
import type { FormError } from '../../../components/index.ts'
import { type Answers, form, optionalDay, optionalText, picked, seenVersion, unasked, writtenAs } from '../../../form/index.ts'

type Moment = { readonly at: number | null }

function moment(label: string, hint: string) {
  const parse = (typed: string): Moment | null => {
    const at = secondsOf(typed)
    return typed !== '' && at === null ? null : { at }
  }
  return writtenAs(optionalText({ label, hint, most: 8, width: '5' }), parse, 'Enter minutes and seconds, such as 0:15')
}

const nowhere: Moment = { at: null }

const asked = {
  outcome: picked<Outcome>({
    label: 'Does it go?',
    missing: 'Choose whether it goes',
    options: outcomes.map((value) => ({ value, text: outcomeWords(value) })),
  }),
  why: optionalText({
    label: 'What was weighed, and why (optional)',
    hint: 'Needed for most choices. Who else can be heard or seen, and what that shows of them.',
    most: 500,
    rows: 2,
  }),
  until: optionalDay({
    label: 'Until when does the ground hold? (optional)',
    hint: 'Needed for grounds other than other people and health.',
    when: 'coming',
    withinYears: 10,
  }),
}

const cutting = {
  from: moment('If not all of it goes: from (optional)', 'Minutes and seconds, such as 0:15.'),
  to: moment('Until (optional)', 'Such as 2:40.'),
  silences: writtenAs(
    optionalText({
      label: 'Parts to silence (optional)',
      hint: 'Where somebody else can be heard: one per line, such as 0:31 to 0:34. Use the times of the whole recording.',
      most: 2000,
      rows: 4,
    }),
    partsIn,
    'Enter one part per line, such as 0:31 to 0:34',
  ),
}
const uncut = { from: unasked<Moment>(nowhere), to: unasked<Moment>(nowhere), silences: unasked<readonly Part[]>([]) }
type Part = { readonly from: number; readonly until: number }

type Typed = Answers<typeof asked & typeof cutting>

/** What is decided about one recording or picture. Parts can be left out of sound. */
export function mediaForm({ value }: Pick<TextLook, 'value'>) {
  return form({ version: seenVersion, ...asked, ...(canBeCut(value) ? cutting : uncut) }, wrongIn)
}

function wrongIn({ outcome, why, until, from, to, silences }: Typed): readonly FormError[] {
  const isBackward = from.at !== null && to.at !== null && to.at <= from.at
  return [
    ...(why === null && needsWhy(outcome) ? [{ field: 'why', message: 'Enter what you weighed, and why' }] : []),
    ...(until === null && needsUntil(outcome) ? [{ field: 'until-day', message: 'Enter until when the ground holds' }] : []),
    ...((from.at === null) === (to.at === null)
      ? []
      : [{ field: 'to', message: 'Enter both from when and until when it goes, or neither' }]),
    ...(isBackward ? [{ field: 'to', message: 'Enter a time after the beginning' }] : []),
    ...(silences.length > 0 && to.at === null
      ? [{ field: 'to', message: 'Enter from when until when it goes, such as 0:00 to its end' }]
      : []),
  ]
}

export function decidingMedia({ outcome, why, until, from, to, silences }: Typed): DecidingMedia {
  const cut = from.at === null || to.at === null ? null : { from: from.at, until: to.at, silenced: [...silences] }
  return { outcome, why, until: until?.toString() ?? null, cut }
}
