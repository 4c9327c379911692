import { expect, test } from 'vitest'
import { bare, marked, proposalsIn } from './marked.ts'

const spellings: Readonly<Record<string, readonly string[]>> = {
  patricia: [
    'Patricia O’Brien',
    "Patricia O'Brien",
    'PATRICIA OBRIEN',
    'patricia o brien',
    'Mrs O’Brien',
    'Pat O`Brien',
    'P. O’Brien',
    'O’Brien, Patricia',
    'Trish',
  ],
  mohammed: [
    'Mohammed Al-Hassan',
    'Mohamed Al Hassan',
    'MUHAMMAD ALHASSAN',
    'mo al-hassan',
    'Mr Hassan',
    'M Al-Hassan',
    'Mo',
    'Mohamad Hasan',
  ],
  sian: ['Siân Llewellyn-Jones', 'Sian Llewellyn', 'SIAN JONES', 'Ms Llewellyn Jones', 'S. Llewellyn-Jones', 'siân', 'Sian Llewelyn'],
  mark: ['Mark Wood', 'mark wood', 'Mr Wood', 'MARK WOOD', 'M. Wood', 'Marc Wood'],
  elizabeth: [
    'Elizabeth Trevithick',
    'Liz',
    'LIZZIE TREVITHICK',
    'Betty',
    'Trevithick',
    'Trevethick',
    'Elizabeth R Trevithick',
    'E. R. Trevithick',
    'Elizabth Trevithick',
  ],
  maria: ['Maria de Souza', 'MARIA DE SOUZA', 'Mrs Souza', 'maria desouza', 'Zuzu', 'De Souza, Maria'],
}

test.for(Object.entries(spellings).flatMap(([person, all]) => all.map((name) => ({ person, name }))))(
  'a neighbour’s name is found however it is written: $name',
  ({ person, name }) => {
    const text = `Then they spoke to ${name} about it.`
    expect(proposalsIn(text).map((found) => [text.slice(found.start, found.end), found.person])).toEqual([[name, person]])
  },
)

test.for([
  '[Mark] said he would mark the wall by May.',
  'The mark on the wood remains. Will he come? It may rain.',
  'Spoke to [mark] and he will mark the date.',
  '[Will] said no. They asked [Will] again.',
  'They walked down Wood Street and past Trevithick Road.',
  '[Sian]’s car, [SIAN’s] again',
  'Are [Mark] and [Sian] both in? Were they told?',
  'said [mark wood] came and put a mark there, asked for [mark] to ring',
])('a name that is also a word is only found where it is a name: %s', (text) => {
  expect(marked(bare(text))).toBe(text.replaceAll('[SIAN’s]', '[SIAN]’s'))
})

test.for(['A text from [M.] saying keep the door shut.', 'A text from M. Tonkin-Reed saying so.', 'Bus from M. at noon.'])(
  'a message from somebody who signs with a letter is found, and no other letter: %s',
  (text) => {
    const found = marked(bare(text))
    expect(found.includes('[M.]') || found.includes('[M]')).toBe(text.includes('[M.]'))
  },
)

test('a colleague’s name is found, and says that it is a colleague’s', () => {
  const [found] = proposalsIn('Karen Housley noted it.', [{ id: 'karen', part: 'other', names: { first: 'Karen', last: 'Housley' } }])
  expect(found).toMatchObject({ person: 'karen', part: 'colleague', certainty: 'known' })
})
