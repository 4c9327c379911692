import type { AnsweredRequest } from '#duties/rights/answer/tools.ts'
import type { PackEnding, PackHead, PackItem, SectionHead } from '#duties/subject-access/gather.ts'
import { evidenceApart, type NotSearched } from '#duties/subject-access/not-searched.ts'
import type { Field } from '#gate/field.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { isWord, wordOf } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import { type About, aboutOf } from './about.ts'
import { type CertificateWords, certificateWords } from './certificate-words.ts'
import { day, longDate, moment } from './days.ts'
import { byReason, leftOutOf } from './left-out-words.ts'
import { type Letter, letterOf } from './letter.ts'
import { searchedIn } from './not-on-file.ts'

/** A row of an item in words. */
export type WordedRow = { readonly label: string; readonly value: string }

/** Where something was found, with how much of it is given; and where nothing is held. */
export type SearchedWords = {
  readonly found: readonly { readonly place: string; readonly found: string; readonly given: string }[]
  readonly nothingIn: readonly string[]
}

/** The texts of a pack around its items: the letter comes before them, the rest after them. */
export type PackWords = {
  readonly title: string
  readonly landlord: string
  /** The heading of the copy itself. */
  readonly copy: string
  readonly letter: Letter
  readonly closing: {
    readonly leftOut: readonly string[]
    readonly searched: SearchedWords
    /** The certificate of the search; null where no request is answered. */
    readonly certificate: CertificateWords | null
    readonly notSearched: readonly string[]
    /** What the law wants told with the copy. */
    readonly about: About
  }
}

/** How a pack words things: plain strings throughout. Amounts are in pounds and pence, dates are London dates. */
export type Wording = {
  readonly around: (pack: PackHead & PackEnding) => PackWords
  readonly sectionTitle: (section: SectionHead) => string
  readonly rowsOf: (item: PackItem, section: Pick<SectionHead, 'type'>) => readonly WordedRow[]
}

/** `answers`: the request that is answered, where there is one. */
export function wordingOf(released: ReleasedEdition, titleOf: (type: string) => string, answers?: AnsweredRequest): Wording {
  const { edition } = released
  const { sources, categories } = edition
  const labelOf = (category: string) => categories.find((entry) => entry.id === category)?.label ?? category
  const sourceLabels = new Map(sources.map(({ id, label }): [string, string] => [id, label]))
  return {
    around: (pack) => {
      const today = dateIn(Temporal.Instant.from(pack.gatheredAt))
      const notSearched = notSearchedIn(pack, answers)
      const leftOut = leftOutOf(pack, notSearched, titleOf)
      return {
        title: 'Your information',
        landlord: edition.landlord.name,
        copy: 'What we hold about you',
        letter: letterOf({ edition, pack, leftOut, answers, today }),
        closing: {
          leftOut: leftOut.lines,
          searched: searchedWords(searchedIn(pack, answers), ({ type, category }) => `${titleOf(type)}: ${labelOf(category)}`),
          certificate: answers === undefined ? null : certificateWords(answers.certificate),
          notSearched: byReason(notSearched),
          about: aboutOf(edition, whoseIs(pack), today),
        },
      }
    },
    sectionTitle: ({ title, category }) => `${title}: ${labelOf(category)}`,
    rowsOf: (item, { type }) => [
      ...Object.entries(item.values).map(([label, value]) => ({ label, value: valueInWords(value, fieldsOf.get(type)?.get(label)) })),
      { label: 'Where it came from', value: sourceLabels.get(item.source) ?? item.source },
      { label: 'When we got it', value: day(item.collectedAt) },
    ],
  }
}

function searchedWords(
  searched: PackEnding['searched'],
  placeOf: (about: Pick<SectionHead, 'type' | 'category'>) => string,
): SearchedWords {
  const found = searched.filter((each) => each.found > 0)
  return {
    found: found.map((each) => ({ place: placeOf(each), found: String(each.found), given: String(each.given) })),
    nothingIn: searched.filter((each) => each.found === 0).map(placeOf),
  }
}

/** What the search of the request did not go through, and what could not be gathered since. */
function notSearchedIn({ notSearched }: PackEnding, answers: AnsweredRequest | undefined): readonly NotSearched[] {
  if (answers === undefined) return notSearched
  const certified = answers.certificate.notSearched
  const more = notSearched.filter(({ what }) => what !== evidenceApart.what && !certified.some((each) => each.what === what))
  return [...certified, ...more]
}

function whoseIs({ relationships, searched }: PackHead & PackEnding) {
  return { relationships, categories: new Set(searched.flatMap(({ category, found }) => (found > 0 ? [category] : []))) }
}

/** The fields of each kind of record, by what the customer's copy calls them. */
const fieldsOf = new Map(
  everyRecordType.map(({ name, fields }): [string, ReadonlyMap<string, Field>] => [
    name,
    new Map(Object.values(fields).map((field): [string, Field] => [field.label.customer, field])),
  ]),
)

/** A value as people read it: amounts in pounds and pence, dates and moments in London. */
export function valueInWords(value: string | number | boolean, field: Field | undefined): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return field?.kind === 'pence' ? pounds(value) : String(value)
  if (field !== undefined && isWord(field)) return wordOf(field, value)
  if (isDate.test(value)) return longDate(value)
  return isInstant.test(value) ? moment(value) : value
}

const isDate = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z$/

function pounds(pence: number): string {
  const sign = pence < 0 ? '-' : ''
  return `${sign}£${(Math.abs(pence) / 100).toFixed(2)}`
}
