import { expect, test } from 'vitest'
import { bare, marked } from './marked.ts'

test.for([
  'Anne rang. ANNE SMITH was at home, said Ms A Smith.',
  'Smith, Anne of 12 Rosewood Close, TR1 2AB (number 12). Mrs Smith again.',
  'anne louise smith, formerly Annie Tonkin, A. L. Smith',
  'Her number is +44 7700 900111 and she writes from Anne.Smith@example.com.',
])('what is the requester’s own stays: %s', (text) => {
  expect(marked(text)).toBe(text)
})

test.for([
  'Mrs Smith’s son [Tom] was there.',
  '[Tom Smith] and [Kayleigh Smith] came with Anne Smith.',
  '[Mr Smith] shouted. Mrs Smith did not.',
  'A letter from [T. Smith] about A. Smith.',
  'Anne said that her daughter [Anne] was ill.',
  '[Anne Kowalczyk] is not Anne Smith.',
])('somebody who shares a name with the requester is found: %s', (text) => {
  expect(marked(bare(text))).toBe(text)
})
