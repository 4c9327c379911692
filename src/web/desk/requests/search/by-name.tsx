import { placeByName } from '#duties/rights/search/places.ts'
import type { SearchRow } from '#duties/rights/search/rows.ts'
import type { PlaceAnswer } from '#duties/rights/search/search.ts'
import { person } from '#records/person/person.ts'
import { InsetText, LinkLine, Section } from '../../../components/index.ts'
import { choice, form, optionalCount, seenVersion, text, unasked } from '../../../form/index.ts'
import { requestsAt } from '../request-words.ts'

type Answered = NonNullable<PlaceAnswer['answer']>

/** What was found by the names that they gave may be somebody else’s. `isPeople`: somebody on file who is them is chosen instead. */
export const byNameForm = (isPeople: boolean) =>
  form(
    {
      version: seenVersion,
      answer: choice<Answered>({
        label: isPeople ? 'Is any of them who asks?' : 'Is any of it theirs?',
        missing: isPeople ? 'Choose whether any of them is who asks' : 'Choose whether any of it is theirs',
        options: [
          { value: 'nothing-held', text: isPeople ? 'No, none of them is' : 'No, none of it is' },
          ...(isPeople ? [] : [{ value: 'found', text: 'Yes', hint: 'Add below what it says, so that it is read for the copy.' } as const]),
          { value: 'could-not-look', text: 'It cannot be told', hint: 'The request waits, until it can be told or you go on without it.' },
        ],
      }),
      found: isPeople
        ? unasked<number | null>(null)
        : optionalCount({ label: 'How many items are theirs?', hint: 'Needed where any are.', digits: 7 }),
      words: text({
        label: 'How do you know?',
        hint: 'For example: born in another year, or another address at the time.',
        most: 1000,
        rows: 3,
        missing: 'Enter how you know',
      }),
      isSilent: unasked(false),
    },
    ({ answer, found }) =>
      answer === 'found' && (found ?? 0) === 0 ? [{ field: 'found', message: 'Enter how many items are theirs, such as 3' }] : [],
  )

export function isPeople({ place }: SearchRow): boolean {
  return place === placeByName(person)
}

/** What was found by the names that they gave, and what to do about it. */
export function WhatIsFound({
  row,
  request,
  names,
}: {
  readonly row: SearchRow
  readonly request: string
  readonly names: readonly string[]
}) {
  return (
    <Section id="found" heading="What was found">
      <p class="govuk-body">We looked for: {names.join('; ')}. Similar spellings are found too, so it may be about somebody else.</p>
      {(row.words ?? '').split('\n\n').map((part) => (
        <InsetText>
          {part.split('\n').map((line) => (
            <div>{line}</div>
          ))}
        </InsetText>
      ))}
      {isPeople(row) ? (
        <LinkLine href={`${requestsAt}/${request}/whose`} text="One of them is who asks: choose them" />
      ) : (
        <p class="govuk-body">
          If any of it is theirs, write what it says into a text file and add it: it is then read for the copy. Somebody who is named in a
          household can be put on file and chosen instead, so that everything of that home is found.
        </p>
      )}
    </Section>
  )
}
