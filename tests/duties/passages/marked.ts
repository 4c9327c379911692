import type { KnownPerson, Proposal } from '#duties/passages/passage.ts'
import { propose } from '#duties/passages/propose.ts'

/** The requester of these tests, under two surnames. */
export const requester: readonly KnownPerson[] = [
  {
    id: 'requester',
    part: 'other',
    names: { first: 'Anne', middle: 'Louise', last: 'Smith' },
    home: { number: '12', street: 'Rosewood Close', postcode: 'TR1 2AB' },
    numbers: ['07700 900111'],
    emails: ['anne.smith@example.com'],
  },
  { id: 'requester', part: 'other', names: { first: 'Annie', last: 'Tonkin' } },
]

export const known: readonly KnownPerson[] = [
  { id: 'john', part: 'household', names: { first: 'John', last: 'Smith' } },
  { id: 'william', part: 'household', names: { first: 'William', last: 'Smith' } },
  {
    id: 'patricia',
    part: 'neighbour',
    names: { first: 'Patricia', last: 'O’Brien' },
    home: { number: '14', street: 'Rosewood Close', postcode: 'TR1 2AC' },
    numbers: ['07700 900222'],
    emails: ['pat@example.org'],
  },
  { id: 'mohammed', part: 'neighbour', names: { first: 'Mohammed', last: 'Al-Hassan' } },
  { id: 'sian', part: 'reporter', names: { first: 'Siân', last: 'Llewellyn-Jones' } },
  { id: 'mark', part: 'contractor', names: { first: 'Mark', last: 'Wood' } },
  { id: 'elizabeth', part: 'neighbour', names: { first: 'Elizabeth', middle: 'Rose', last: 'Trevithick' } },
  { id: 'maria', part: 'other', names: { first: 'Maria', last: 'de Souza', knownAs: 'Zuzu' } },
]

export function proposalsIn(text: string, staff: readonly KnownPerson[] = []): readonly Proposal[] {
  return propose([{ id: 'note', text }], known, requester, staff)
}

/** The text with square brackets around what is proposed. */
export function marked(text: string): string {
  return proposalsIn(text).reduceRight((all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text)
}

/** A text with square brackets as it would be without them. */
export function bare(text: string): string {
  return text.replaceAll(/[[\]]/g, '')
}
