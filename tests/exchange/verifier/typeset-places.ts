import type { Draft } from './draft-pack.ts'
import { email, type Other, passage, telephone } from './invented.ts'
import type { Place } from './place.ts'

/** A note in the pack, typeset as the project does. */
function note(draft: Draft, value: string): void {
  const [section, ...rest] = draft.part.sections
  if (section === undefined || section.columns !== null) throw new Error('a draft begins with notes')
  const items = [...section.items, { title: 'Another note', rows: [{ label: 'Words', value }] }]
  draft.part = { ...draft.part, sections: [{ ...section, items }, ...rest] }
}

const readers = ['pdfjs', 'pdfium'] as const

function written(name: string, value: (other: Other) => string, find = 'name'): Place {
  return {
    name: `note: ${name}`,
    where: 'text',
    by: readers,
    find,
    plant: (draft, other) => note(draft, `Spoke to ${value(other)} about the noise.`),
  }
}

/** How a name, a number or a passage can be written in the text of a page. */
export const typesetPlaces: readonly Place[] = [
  written('as it is', ({ name }) => name),
  written('in capitals', ({ name }) => name.toUpperCase()),
  written('in small letters', ({ name }) => name.toLowerCase()),
  written('without accents', ({ name }) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('Ø', 'O').replaceAll('ł', 'l')),
  written('with accents as signs of their own', ({ name }) => name.normalize('NFD')),
  written('over two lines', ({ first, last }) => `${first}\n${last}`),
  written('broken by a hyphen', ({ first, last }) => `${first} ${last.slice(0, 3)}-\n${last.slice(3)}`),
  written('with a soft hyphen', ({ first, last }) => `${first} ${last.slice(0, 4)}\u00ad${last.slice(4)}`),
  written('with a zero-width space', ({ first, last }) => `${first} ${last.slice(0, 3)}\u200b${last.slice(3)}`),
  written('with a non-breaking space', ({ first, last }) => `${first}\u00a0${last}`),
  written('with an initial', ({ first, last }) => `${first[0]}. ${last}`),
  written('last name first', ({ first, last }) => `${last}, ${first}`),
  written('last name and initial', ({ first, last }) => `${last} ${first[0]}`),
  written('first name alone', ({ first }) => first),
  written('of which it is', ({ last }) => `${last}’s door`),
  written('as a family', ({ last }) => `the ${last}s`),
  written('with another apostrophe or hyphen', ({ name }) => name.replaceAll("'", '’').replaceAll('-', '\u2011')),
  written('letter by letter', ({ name }) => [...name].join(' ')),
  written('by the short form of the first name', () => 'Fifi'),
  written('with a ligature', () => 'Ann Lee and Aﬃ', 'short'),
  written('a short name in capitals', () => 'ANN LEE', 'short'),
  written('a number as it is', () => telephone, 'number'),
  written('a number in pieces', () => '0770 090 0123', 'number'),
  written('a number from abroad', () => '+44 (0)7700 900-123', 'number'),
  written('an e-mail address', () => email.toUpperCase(), 'email'),
  written('a date in words', () => '7 February 1983', 'born'),
  written('a date in figures', () => '07/02/1983', 'born'),
  written('a passage', () => passage, 'passage'),
  written('half of a passage', () => passage.slice(passage.indexOf('the shouting')), 'passage'),
  {
    ...{ name: 'typeset: title of the document', where: 'metadata', by: ['pdfjs', 'pdfium', 'bytes'] },
    plant: (draft, { name }) => {
      draft.part = { ...draft.part, title: `What we hold about ${name}` }
    },
  },
  {
    ...{ name: 'typeset: author of the document', where: 'metadata', by: ['pdfjs', 'pdfium', 'bytes'] },
    plant: (draft, { name }) => {
      draft.part = { ...draft.part, landlord: name }
    },
  },
  {
    ...{ name: 'typeset: heading that becomes a bookmark', where: 'bookmark', by: ['pdfjs', 'pdfium'] },
    plant: (draft, { name }) => {
      draft.part = { ...draft.part, sections: draft.part.sections.map((section) => ({ ...section, title: `Notes of ${name}` })) }
    },
  },
]
