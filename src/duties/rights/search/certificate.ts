import { isDisclosable, untiedTypes } from '#duties/subject-access/gather.ts'
import { whyLeftOut } from '#duties/subject-access/left-out.ts'
import { type NotSearched, neverSearched, secretsAreNobodys } from '#duties/subject-access/not-searched.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { everyPart } from '#records/every-part.ts'
import { rightsSearch } from '#records/rights-search/rights-search.ts'
import { wordOf } from '#records/words-of.ts'
import { chasesIn } from './chases.ts'
import { isLook, placeOfOthers, type SearchedAs, titleOf, typesByName } from './places.ts'
import type { SearchRow } from './rows.ts'

/** A place on the certificate. What only we see is null on the person’s copy. */
export type CertifiedPlace = {
  readonly title: string
  readonly answer: string
  readonly found: number | null
  readonly askedOn: string
  readonly answeredOn: string | null
  readonly answeredBy: string | null
  readonly chased: number
  readonly words: string | null
}

/** A ground on which something found was not given, with how often. */
export type Exemption = { readonly ground: string; readonly count: number }

/** What a search of a request went through, and what it did not. */
export type Certificate = {
  readonly reference: string
  readonly searchedOn: string | null
  readonly searchedBy: readonly string[]
  /** The names and spellings that were searched for. */
  readonly identifiers: readonly string[]
  readonly places: readonly CertifiedPlace[]
  readonly notSearched: readonly NotSearched[]
  readonly exemptions: readonly Exemption[]
  readonly nothingHeld: boolean
}

export type Certified = {
  readonly edition: Pick<Edition, 'systems'>
  /** Whether somebody who is not on file was searched for, by what they gave. */
  readonly as?: SearchedAs
  readonly reference: string
  readonly rows: readonly SearchRow[]
  readonly identifiers: readonly string[]
  readonly exemptions?: readonly Exemption[]
}

const othersWords: NotSearched = {
  what: 'What is written in the records of people who are not around them',
  why: 'Their words are sealed, each under a key of their own. To look for somebody in them would open everybody’s record, which is out of proportion to what it could find. They are searched where a tie leads to them: the household, whoever lived in the same home, neighbours of the same time. There, what concerns health or another special category, and what is on hold, is not searched.',
}

const wordsOnFile: NotSearched = {
  what: 'What is written in the records of people on file',
  why: 'Their words are sealed, each under a key of their own. To look for somebody in them would open everybody’s record, which is out of proportion to what it could find. They are searched where an address that was given leads to them. There, what concerns health or another special category, and what is on hold, is not searched.',
}

const noFootage: NotSearched = {
  what: 'Footage from cameras',
  why: 'It is searched by the home where somebody lives or lived, and no home is on file. Whoever says which camera filmed them and when is looked for in it. Footage is deleted on its day, so it has to be said soon.',
}

/**
 * The certificate of a search, from the answers themselves. The copy for the person (`of: 'person'`) leaves out what would do harm by being said: each
 * look that is withheld, and each place of which they are not told that it was searched. It leaves nothing to count them by.
 */
export function certificateOf(
  { edition, as = 'on-file', reference, rows, identifiers, exemptions = [] }: Certified,
  of: 'us' | 'person',
): Certificate {
  const isForPerson = of === 'person'
  const shown = isForPerson ? rows.filter((row) => row.isSilent !== true && !isLook(row.place) && row.place !== placeOfOthers) : rows
  const told = rows.filter((row) => isLook(row.place) && row.answer === 'found').length
  const places = shown.map((row) => certified(edition, row, isForPerson, row.place === 'evidence' ? told : 0))
  const without = shown.flatMap(({ place, withoutWhy }) =>
    withoutWhy === null ? [] : [{ what: titleOf(edition, place), why: withoutWhy }],
  )
  const answered = shown.flatMap(({ answeredOn }) => answeredOn ?? []).toSorted()
  return {
    reference,
    searchedOn: answered.at(-1) ?? null,
    searchedBy: isForPerson ? [] : [...new Set(rows.flatMap(({ answeredBy }) => answeredBy ?? []))],
    identifiers,
    places,
    notSearched: [...without, ...(as === 'by-name' ? [wordsOnFile, noFootage] : [othersWords]), ...notSearchedHere(as)],
    exemptions,
    nothingHeld: shown.length > 0 && places.every(({ found }) => (found ?? 0) === 0) && shown.every(({ answer }) => answer !== 'retained'),
  }
}

function certified(edition: Pick<Edition, 'systems'>, row: SearchRow, isForPerson: boolean, toldLooks: number): CertifiedPlace {
  const found = row.found === null && toldLooks === 0 ? null : (row.found ?? 0) + (isForPerson ? toldLooks : 0)
  const answer = isForPerson && (found ?? 0) > 0 && row.answer === 'nothing-held' ? 'found' : row.answer
  return {
    title: titleOf(edition, row.place),
    answer: answer === null ? 'No answer' : wordOf(rightsSearch.fields.answer, answer),
    found,
    askedOn: row.askedOn,
    answeredOn: row.answeredOn,
    answeredBy: isForPerson ? null : row.answeredBy,
    chased: chasesIn(row.chases).length,
    words: isForPerson ? null : row.words,
  }
}

function notSearchedHere(as: SearchedAs): readonly NotSearched[] {
  const isSearched = (type: RecordType) => as === 'by-name' && typesByName.includes(type)
  const untied = untiedTypes(everyPart).filter(({ type }) => !isSearched(type))
  const secrets = new Set(everyPart.filter((part) => !isDisclosable(part)).map(({ type }) => type.title.many))
  return [
    ...untied.map(({ type, why }) => ({ what: type.title.many, why })),
    { what: disclosure.title.many, why: whyLeftOut.disclosed },
    ...[...secrets].map((what) => ({ what, why: secretsAreNobodys })),
    ...neverSearched,
  ]
}
