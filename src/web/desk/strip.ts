import type { Opening } from '#duties/openings/openings.ts'
import { type Category, sensitivityOf } from '#notice/vocabulary.ts'
import { isRecord } from '#shared/record.ts'
import type { StripFact } from '../components/index.ts'
import type { Row } from './declared.ts'
import type { Strip } from './opening-page.tsx'
import { type Shown, text } from './record/shown.ts'
import type { DeskParts, Signed } from './signed.tsx'
import { longDate } from './values.ts'

/** Who this is and why the record is open, out of what the view has read: nothing more is read for it. */
export function stripOf(parts: DeskParts, { token }: Signed, opening: Opening, view: readonly Shown[]): Strip {
  const details = firstRow(view, 'person', 'personal-details')
  const named = nameIn(details)
  const activity = parts.editions.current().edition.activities.find((entry) => entry.id === opening.activity)?.title ?? opening.activity
  return { name: named, facts: factsOf(view, details), activity, opening, token, special: specialWords(view, opening) }
}

export function nameIn(details: Row | undefined): string {
  const named = [details?.firstName, details?.lastName].filter((word) => typeof word === 'string').join(' ')
  return named === '' ? 'This person' : named
}

function factsOf(view: readonly Shown[], details: Row | undefined): readonly StripFact[] {
  const home = firstRow(view, 'asset', 'tenure')
  const tenure = firstRow(view, 'tenure', 'tenure')
  const born = text(details?.dateOfBirth)
  const facts: readonly StripFact[] = [
    { label: 'Likes to be called', value: text(details?.preferredName) },
    { label: 'Born', value: born === '' ? '' : longDate(born) },
    { label: 'Home', value: [text(home?.address), text(home?.postcode)].filter(Boolean).join(', ') },
    { label: 'Payment reference', value: text(tenure?.paymentReference) },
  ]
  return facts.filter((fact) => fact.value !== '')
}

/** Said only where the activity has health or support information to show or to keep closed. */
function specialWords(view: readonly Shown[], opening: Opening): string | null {
  if (!view.some((section) => sensitivityOf(section.part.category) === 'special')) return null
  return opening.specialReason === null
    ? 'Health and support information is closed: no reason was given'
    : 'Health and support information is asked for, with the reason you gave'
}

function firstRow(view: readonly Shown[], type: string, category: Category): Row | undefined {
  const found = view.find((section) => section.part.type.name === type && section.part.category === category)
  return found?.answer.ok === true ? found.answer.rows.find(isRecord) : undefined
}
