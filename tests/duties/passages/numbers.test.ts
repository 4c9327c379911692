import { expect, test } from 'vitest'
import { bare, marked, proposalsIn } from './marked.ts'

test.for([
  ['telephone', 'His is [07700 900333] or [+44 7700 900 444], call [01632 960 123].'],
  ['e-mail', 'Write to [j.doe@example.net], not to repairs@example.com.'],
  ['national-insurance', 'NI [AB 12 34 56 C] and [AB123456C].'],
  ['nhs-number', 'NHS number [943 476 5919].'],
  ['bank-account', 'Sort code [20-00-00], account number [12345678].'],
  ['card', 'Paid by card [4111 1111 1111 1111].'],
  ['vehicle', 'A car, reg [WJ19 XKD], and another, [wj19xke].'],
  ['postcode', 'Now lives in [EX4 3PL].'],
  ['address', 'Moved to [22 Church Road] and [Flat 3, 9 High Street].'],
  ['birth-date', 'DOB [12/03/1987], the other born on [3rd May 1990].'],
] as const)('somebody else’s number is found: %s', ([kind, text]) => {
  expect(marked(bare(text))).toBe(text)
  expect(new Set(proposalsIn(bare(text)).map((found) => found.kind))).toEqual(new Set([kind]))
})

test.for([
  'Job 00451237, invoice 12345678, ref 20-03-24, order 943 476 5919.',
  'NHS waiting list, 943 476 5918 is no such number.',
  'Meter 4111 1111 1111 1112. Paid £1,240.50 on 14/03/2024 at 14:30.',
  'Ring 0300 123 4567 or 0800 111 999.',
  'Boiler model AB12 and part QQ 12 34 56 Z, 14 days from the close.',
])('a number that is nobody’s is left alone: %s', (text) => {
  expect(marked(text)).toBe(text)
})

test('a neighbour’s number, e-mail address and house say whose they are', () => {
  const found = proposalsIn('+44 7700 900222, PAT@example.org, 14 Rosewood Close, the lady at 14')
  expect(found.map(({ kind, person }) => [kind, person])).toEqual([
    ['telephone', 'patricia'],
    ['e-mail', 'patricia'],
    ['address', 'patricia'],
    ['relation', 'patricia'],
  ])
})

test.for([
  'She saw [the lady at 14] and [the man at no. 16].',
  '[Next door’s son] and [the woman upstairs] argued with [the couple in flat 3].',
  'Noise from [number 31] and [nos 33 and 35], not from number 12.',
  'Diary sheet no. 2, form no 7.',
  'Job no 14, visit at 14:30, the tenant at 10 am, house number not given.',
])('words that point at a neighbour’s house are found: %s', (text) => {
  expect(marked(bare(text))).toBe(text)
})
