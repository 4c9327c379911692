import { Fault } from '#shared/fault.ts'
import { type Forms, formsOf } from './known/forms.ts'
import { labeller } from './labels.ts'
import { namesIn } from './names.ts'
import { addresses } from './numbers/addresses.ts'
import { emailSpans, emails } from './numbers/emails.ts'
import { recognise } from './numbers/recogniser.ts'
import { recognisers } from './numbers/recognisers.ts'
import { telephones } from './numbers/telephones.ts'
import { joinOverlapping } from './overlaps.ts'
import type { Around, Found, KnownPerson, Proposal, Text } from './passage.ts'
import { besideNames } from './strangers/beside-names.ts'
import { relations } from './strangers/relations.ts'
import { plainSigns } from './words/plain.ts'
import { wordsOf } from './words/words.ts'

/**
 * The passages of a pack that may be about somebody other than the requester, for a colleague to decide. `requester` has a line for each name
 * that they use. Passages about `staff` are proposed with `part: 'colleague'`, so that a page can keep them by default.
 */
export function propose(
  texts: readonly Text[],
  known: readonly KnownPerson[],
  requester: readonly KnownPerson[],
  staff: readonly KnownPerson[] = [],
): readonly Proposal[] {
  return guarded(() => {
    const everybody = [...known, ...staff.map((person): KnownPerson => ({ ...person, part: 'colleague' }))]
    const around = { requester, known: everybody }
    const forms = formsOf(around)
    const parts = new Map(everybody.map(({ id, part }) => [id, part] as const))
    const labelOf = labeller()
    return texts.flatMap(({ id, text }) =>
      foundIn(text, around, forms).map((found): Proposal => {
        const part = parts.get(found.person ?? '')
        return { ...found, text: id, label: labelOf(found, text.slice(found.start, found.end)), ...(part === undefined ? {} : { part }) }
      }),
    )
  })
}

/** A search that failed must not look like one that found nothing. The cause is left out, since its message may hold words of the text. */
function guarded<T>(search: () => T): T {
  try {
    return search()
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('passages-search-failed', 'the search for passages about other people failed, so nothing may leave unread')
  }
}

function foundIn(text: string, around: Around, forms: Forms): readonly Found[] {
  const plain = plainSigns(text)
  const mails = emailSpans(plain)
  const outside = ({ start, end }: Found) => !mails.some((mail) => mail.start <= start && mail.end >= end)
  const numbers = [...recognisers.flatMap((one) => recognise(plain, one)), ...telephones(plain, around), ...addresses(plain, around)]
  const names = namesIn(wordsOf(text), text, forms, around)
  const people = [...names, ...besideNames(plain, names, around), ...relations(plain, around)]
  return joinOverlapping([...emails(plain, mails, around), ...[...numbers, ...people].filter(outside)])
}
