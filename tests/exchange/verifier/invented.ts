import { randomOf } from '#exchange/example/random.ts'
import type { PackPart } from '#exchange/pack/part.ts'
import type { GivenString, Withheld } from '#exchange/verifier/withheld.ts'
import type { Draft } from './draft-pack.ts'

/** Somebody whose name must not leave, as the places are given it. */
export type Other = { readonly first: string; readonly last: string; readonly name: string }

const firsts = ['Zofia', 'Fiona', 'Siân', 'Mohammed', 'Oluwaseun', 'Joanna', 'Øystein', 'Ffion', 'Kerensa'] as const
const lasts = ['Kowalczyk', "O'Brien", 'Finch-Hatton', 'Okonkwo', 'Trelawney', 'Świętosławski', 'Ramachandran', 'Griffiths'] as const
export const telephone = '07700 900123'
export const email = 'z.neighbour@example.org'
export const birthDate = '1983-02-07'
export const passage =
  'She told us in confidence that the shouting begins when the club closes and that she is afraid to open her own front door'

/** Words of housing notes, with those among them that a careless search takes for names: annual, will, may, hill, mark, as her. */
const notes = [
  'The annual boiler service is due in May 2026 and the engineer will ring first.',
  'Asked for the mark on the wall to be looked at, as her daughter may visit.',
  'Rent was paid up to 3 May; the rest will follow when the bill is clear.',
  'Went up the hill to the bin store and found the lock to be broken again.',
  'Reference 1234567 was closed; a new job, 7654321, is open with the contractor.',
  'Tenant rang about damp in the small room and was told to keep a window open.',
  'An independent surveyor looked at the roof, due to bias in the first report.',
] as const

export function otherOf(seed: number): Other {
  const random = randomOf(seed)
  const [first, last] = [random.oneOf(firsts), random.oneOf(lasts)]
  return { first, last, name: `${first} ${last}` }
}

export function withheldOf(other: Other): readonly Withheld[] {
  return [
    { id: 'name', kind: 'name', text: other.name, also: ['Fifi'] },
    // A short name, which occurs inside many words.
    { id: 'short', kind: 'name', text: 'Ann Lee' },
    { id: 'number', kind: 'number', text: telephone },
    { id: 'email', kind: 'text', text: email },
    { id: 'born', kind: 'text', text: birthDate },
    { id: 'passage', kind: 'text', text: passage },
  ]
}

export const given: readonly GivenString[] = [{ id: 'requester', kind: 'name', text: 'John Hill' }]

/** A pack without anything that was withheld, the same for the same seed. */
export function draftOf(seed: number): Draft {
  const random = randomOf(seed + 1_000)
  const words = Array.from({ length: random.whole(2, 6) }, () => random.oneOf(notes))
  return {
    part: partOf(words),
    json: JSON.stringify({
      person: 'p1',
      sections: [{ title: 'Notes', items: words.map((text) => ({ source: 'colleague', values: { Words: text } })) }],
    }),
    ...{ pdf: [], pdfBytes: [], files: new Map(), entry: {}, comment: '', archive: [] },
    password: random.chance(30) ? 'a long passphrase' : undefined,
  }
}

function partOf(words: readonly string[]): PackPart {
  return {
    ...{ title: 'Your information', landlord: 'LiveWest', number: 1, of: 1, firstPage: 1 },
    copy: 'What we hold about you',
    letter: { opening: ['This is a copy of what LiveWest holds about you, John Hill.'], hasContents: true, parts: [], from: 'LiveWest' },
    sections: [
      {
        title: 'Notes',
        continued: false,
        summary: `${words.length} items.`,
        columns: null,
        items: words.map((value, index) => ({ title: `Note ${index + 1}`, rows: [{ label: 'Words', value }] })),
      },
    ],
    closing: null,
  }
}
