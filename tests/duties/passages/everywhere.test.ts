import { expect, test } from 'vitest'
import { everywhere } from '#duties/passages/everywhere.ts'
import { propose } from '#duties/passages/propose.ts'
import { proposalsIn } from './marked.ts'

const texts = [
  { id: 'one', text: 'Mrs O’Brien rang from 07700 900222.' },
  { id: 'two', text: 'MRS OBRIEN: 07700-900-222; Mrs O Brien, Mrs O’Briens' },
]

test('a passage that was marked once is found everywhere in the pack, however it is written', () => {
  const name = everywhere(texts, { text: 'one', start: 4, end: 11 })
  expect(name.map(({ text, start, end }) => texts.find(({ id }) => id === text)?.text.slice(start, end))).toEqual([
    'O’Brien',
    'OBRIEN',
    'O Brien',
  ])
  const number = everywhere(texts, { text: 'one', start: 22, end: 34 })
  expect(number.map(({ text }) => text)).toEqual(['one', 'two'])
})

test('a passage of signs only is found nowhere', () => {
  expect(everywhere(texts, { text: 'one', start: 11, end: 12 })).toEqual([])
  expect(everywhere(texts, { text: 'three', start: 0, end: 4 })).toEqual([])
})

test('one person has one label in the whole pack, whatever they are called', () => {
  const found = propose(
    [
      { id: 'a', text: 'Gareth Pugh came.' },
      { id: 'b', text: 'Pat told GARETH PUGH that Mrs O’Brien (07700 900222) is out.' },
    ],
    [{ id: 'p', part: 'neighbour', names: { first: 'Patricia', last: 'O’Brien' }, numbers: ['07700900222'] }],
    [],
  )
  expect(found.map(({ text, label }) => [text, label])).toEqual([
    ['a', 'Person 1'],
    ['b', 'Person 2'],
    ['b', 'Person 1'],
    ['b', 'Person 2'],
    ['b', 'Person 2'],
  ])
  expect(proposalsIn('')).toEqual([])
})
