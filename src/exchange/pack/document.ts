import type { AnsweredRequest } from '#duties/rights/answer/tools.ts'
import type { Certificate } from '#duties/rights/search/certificate.ts'
import type { PackEnding, PackHead, PackItem, SectionHead } from '#duties/subject-access/gather.ts'
import { evidenceApart, type NotSearched } from '#duties/subject-access/not-searched.ts'
import type { Field } from '#gate/field.ts'
import { complaintRoutes } from '#notice/complaint-routes.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { isWord, wordOf } from '#records/words-of.ts'
import { dateIn, zone } from '#shared/clock.ts'
import { timeAndOffset } from '#shared/london-time.ts'
import { type LetterPart, letterParts } from './letter.ts'
import { lookAgain, orderByName, searchByName, searchedIn } from './not-on-file.ts'

/** A row of an item in words. */
export type WordedRow = { readonly label: string; readonly value: string }

/** The texts of a pack around its items. */
export type PackWords = {
  readonly title: string
  readonly landlord: string
  readonly introduction: readonly string[]
  /** What the law wants told with the copy. */
  readonly about: readonly LetterPart[]
  readonly closing: {
    readonly withheld: readonly string[]
    readonly searched: readonly { readonly place: string; readonly found: string; readonly given: string }[]
    /** The certificate of the search, a line each; none where no request is answered. */
    readonly certificate: readonly string[]
    readonly notSearched: readonly string[]
    readonly ending: readonly string[]
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
  const { landlord, sources, categories } = released.edition
  const labelOf = (category: string) => categories.find((entry) => entry.id === category)?.label ?? category
  const sourceLabels = new Map(sources.map(({ id, label }): [string, string] => [id, label]))
  return {
    around: (pack) => ({
      title: 'Your information',
      landlord: landlord.name,
      introduction: [
        ...opening(pack, landlord.name, answers),
        answers?.isOnFile === false ? searchByName(pack, answers) : searchInWords(pack),
        ...(answers === undefined ? [] : [answers.isOnFile ? orderOfLetter : orderByName]),
      ],
      about: [...letterParts(released.edition, whoseIs(pack)), ...(answers?.isOnFile === false ? [lookAgain(released.edition)] : [])],
      closing: {
        withheld: pack.withheld.flatMap((left) => [
          `${titleOf(left.type)}${left.count > 0 ? ` (${count(left.count, 'item')})` : ''}: ${left.reason}`,
          ...(left.times ?? []).map(({ camera, from, to }) => `${camera}: from ${moment(from)} to ${moment(to)}.`),
        ]),
        searched: searchedIn(pack, answers).map((search) => ({
          place: `${titleOf(search.type)}: ${labelOf(search.category)}`,
          found: search.found === 0 ? 'Nothing held' : String(search.found),
          given: String(search.given),
        })),
        certificate: answers === undefined ? [] : certificateLines(answers.certificate),
        notSearched: notSearchedIn(pack, answers).map(({ what, why }) => `${what}: ${why}`),
        ending: complaintRoutes(released.edition, dateIn(Temporal.Instant.from(pack.gatheredAt))),
      },
    }),
    sectionTitle: ({ title, category }) => `${title}: ${labelOf(category)}`,
    rowsOf: (item, { type }) => [
      ...Object.entries(item.values).map(([label, value]) => ({ label, value: valueInWords(value, fieldsOf.get(type)?.get(label)) })),
      { label: 'Where it came from', value: sourceLabels.get(item.source) ?? item.source },
      { label: 'When we got it', value: day(item.collectedAt) },
    ],
  }
}

/** A certificate in words: what was searched for until when, and what each place answered. */
export function certificateLines({ identifiers, searchedOn, places }: Certificate): readonly string[] {
  const until = searchedOn === null ? 'Nothing was searched.' : `We searched everything held until ${longDate(searchedOn)}.`
  return [
    `${until} We searched for: ${identifiers.join('; ')}.`,
    ...places.map(({ title, answer, found, askedOn, answeredOn, chased }) => {
      const many = found === null || found === 0 ? '' : ` (${found})`
      const again = chased === 0 ? '' : `, and ${count(chased, 'time')} again`
      const answered = answeredOn === null ? '' : `, answered on ${longDate(answeredOn)}`
      return `${title}: ${answer}${many}. Asked on ${longDate(askedOn)}${again}${answered}.`
    }),
  ]
}

/** What the search of the request did not go through, and what could not be gathered since. */
function notSearchedIn({ notSearched }: PackEnding, answers: AnsweredRequest | undefined): readonly NotSearched[] {
  if (answers === undefined) return notSearched
  const certified = answers.certificate.notSearched
  const more = notSearched.filter(({ what }) => what !== evidenceApart.what && !certified.some((each) => each.what === what))
  return [...certified, ...more]
}

const orderOfLetter =
  'First comes what the law wants us to tell you, then the copy itself, then what we left out and why. At the end stands what you can do if you are not happy with it.'

/** Whose request of when it answers, and when it was gathered. */
function opening({ gatheredAt }: PackHead, landlord: string, answers: AnsweredRequest | undefined): readonly string[] {
  if (answers === undefined) return [`This is a copy of what ${landlord} holds about you, gathered on ${day(gatheredAt)}.`]
  const { name, reference, receivedOn, isOwn } = answers
  const asked = `${isOwn ? 'You' : name} asked us on ${longDate(receivedOn)} for a copy of what ${landlord} holds about you.`
  return [
    ...(isOwn ? [`Dear ${name},`] : []),
    `${asked} This is our answer, gathered on ${day(gatheredAt)}. Our reference is ${reference}.`,
  ]
}

function whoseIs({ relationships, searched }: PackHead & PackEnding) {
  return { relationships, categories: new Set(searched.flatMap(({ category, found }) => (found > 0 ? [category] : []))) }
}

/** Says what was searched: how many kinds of record, and that there is more where there is. */
function searchInWords({ items, searched, notSearched }: PackEnding): string {
  const total = Object.values(items).reduce((sum, each) => sum + each, 0)
  const kinds = new Set(searched.map(({ type }) => type)).size
  const rest = notSearched.length === 0 ? '' : ' What we did not search, and why, stands at the end.'
  if (total === 0 && searched.every(({ found }) => found === 0))
    return `We searched ${count(kinds, 'kind')} of record and hold nothing about you in them.${rest}`
  return `We searched ${count(kinds, 'kind')} of record and found ${count(total, 'item')} to give you.${rest}`
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

function day(instant: string): string {
  return longDate(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString())
}

/** A text that people wrote may look like a moment without being one: then it stays as written. */
function moment(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) return instant
  return `${day(instant)} at ${timeAndOffset(Temporal.Instant.from(instant))}`
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Written by hand instead of with Intl, for speed: a pack has hundreds of thousands of dates. */
function longDate(date: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-')
  return `${Number(dayOfMonth)} ${months[Number(month) - 1] ?? month} ${year}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
