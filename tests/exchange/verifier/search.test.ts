import { describe, expect, test } from 'vitest'
import { readingsOf } from '#exchange/verifier/decoded.ts'
import { searchFor } from '#exchange/verifier/search.ts'
import type { GivenString, Withheld } from '#exchange/verifier/withheld.ts'

const plainly = { noise: undefined, namesJoined: false } as const

function extents(withheld: Omit<Withheld, 'id'>, text: string, given: readonly GivenString[] = []): readonly string[] {
  const search = searchFor([{ id: 'w', ...withheld }], given)
  const found = [...readingsOf(text)].flatMap((reading) => search(reading, 1, plainly).found)
  return [...new Set(found.map(({ extent }) => extent))].toSorted()
}

const name = (text: string): Omit<Withheld, 'id'> => ({ kind: 'name', text })
const number = (text: string): Omit<Withheld, 'id'> => ({ kind: 'number', text })

describe('A name', () => {
  test.each([
    ['Mary Smith', 'SMITH, MARY', ['part', 'whole']],
    ['Mary Smith', 'm. smith rang', ['initials', 'part']],
    ['Mary Brown', 'mr brown rang', ['part']],
    ['Mary Smith', 'jsmith, msmith', ['initials']],
    ['Mary Smith', 'Smith M', ['initials', 'part']],
    ['Mary Smith', 'mary came round', ['part']],
    ['Mary Smith', 'The Smiths at 14', ['part']],
    ['Mary Smith', 'send to marysmith@example.org', ['whole']],
    ['Mary Ann Smith', 'Mary A Smith', ['part', 'whole']],
    ['Smith, Mary', 'Mary Smith', ['part', 'whole']],
    ['Mrs Siân ap Rhys', 'Sian ap Rhys', ['part', 'whole']],
    ["O'Brien", 'O’Brien and OBRIEN', ['part']],
    ['Ana Finch-Hatton', 'Ms Hatton', ['part']],
    ['王芳', '邻居 王芳 来电', ['part']],
    ['Łukasz Żak', 'Lukasz Zak', ['part', 'whole']],
    ['Will Page', 'Will was there', ['part']],
  ])('"%s" is found in "%s"', (withheld, text, found) => {
    const got = extents(name(withheld), text)
    for (const extent of found) expect([...got, ...(got.includes('whole') ? ['part'] : [])]).toContain(extent)
  })

  test.each([
    ['Ann Lee', 'the annual fleet of vans'],
    ['Ann Lee', 'Ann-\nual review'.toLowerCase()],
    ['Ian Smith', 'Brian Smithson'],
    ['Asher Cole', 'as her coal was late'],
    ['Tobias Reed', 'due to bias in what we read'],
    ['Will Page', 'we will see on the next page'],
    ['May Hill', 'on 3 May 2026, up the hill'],
    ['Jo Li', 'a jolly good job, list it'],
    ['Mo Khan', 'more khanates, mo'],
    ['Mary Brown', 'a brown mark'],
    ['Eve Marsh', 'every event; the marshes'],
  ])('"%s" is not found in "%s"', (withheld, text) => {
    expect(extents(name(withheld), text)).toEqual([])
  })

  test('is found by its short forms where they are given', () => {
    expect(extents({ kind: 'name', text: 'William Hart', also: ['Bill', 'Billy'] }, 'Bill Hart came')).toContain('whole')
  })
})

describe('A decision that gives a string', () => {
  const requester: GivenString = { id: 'requester', kind: 'name', text: 'John Smith' }

  test.each([
    ['Mr John Smith of number 4', []],
    ['Smith rang', []],
    ['Mary Smith rang', ['part', 'whole']],
    ['M Smith rang', ['initials']],
    ['John and Mary Smith', ['part', 'whole']],
  ])('gives no more than itself: "%s"', (text, found) => {
    expect(extents(name('Mary Smith'), text, [requester])).toEqual(found.toSorted())
  })

  test('gives it in the file that it names, and in no other', () => {
    const search = searchFor([{ id: 'w', kind: 'name', text: 'Mary Smith' }], [{ ...requester, file: 2 }])
    expect(search('Smith rang', 2, plainly).found).toEqual([])
    expect(search('Smith rang', 1, plainly).found).toHaveLength(1)
  })

  test('is counted where it was needed', () => {
    expect([
      ...searchFor([{ id: 'w', kind: 'name', text: 'Mary Smith' }], [requester])('Smith, then John Smith', 1, plainly).allowed,
    ]).toEqual([['requester', 2]])
  })
})

describe('A number', () => {
  test.each([
    ['07700 900123', '+447700900123'],
    ['07700 900123', 'ring 0044 7700-900.123 now'],
    ['+44 7700 900123', '(07700) 900 123'],
    ['20-12-34', 'sort code 201234'],
    ['QQ 12 34 56 C', 'qq123456c'],
    ['14', 'the lady at 14'],
  ])('"%s" is found in "%s"', (withheld, text) => {
    expect(extents(number(withheld), text)).toEqual(['whole'])
  })

  test.each([
    ['07700 900123', '107700900123'],
    ['07700 900123', '0770 0900 1234'],
    ['201234', '5201234'],
    ['14', '140, 214 and 1 4'],
  ])('"%s" is not found in "%s"', (withheld, text) => {
    expect(extents(number(withheld), text)).toEqual([])
  })
})

describe('A passage', () => {
  const words = 'she said that the man above had been shouting at night since the first week of the school holidays'
  const about = { kind: 'text', text: words } as const

  test.each([
    [words.toUpperCase(), ['part', 'whole']],
    [`It went on: ${words.slice(words.indexOf('shouting'))}.`, ['part']],
    ['she said that the man was at home', []],
  ])('is found whole or by half: "%s"', (text, found) => {
    expect(extents(about, text)).toEqual(found)
  })

  test('that is a date is found in the forms in which a pack writes dates', () => {
    for (const text of ['born on 7 February 1983', 'dob 07/02/1983', '1983-02-07'])
      expect(extents({ kind: 'text', text: '1983-02-07' }, text)).toEqual(['whole'])
    expect(extents({ kind: 'text', text: '1983-02-07' }, 'between 7 and 21983')).toEqual([])
  })
})

test('A search takes a time that grows with the text and no faster, whatever is in it', () => {
  const search = searchFor([{ id: 'w', kind: 'name', text: 'Mary Smith' }], [])
  const hostile = [
    '<'.repeat(200_000),
    '%'.repeat(200_000),
    'A'.repeat(200_000),
    'm '.repeat(100_000),
    '&#'.repeat(100_000),
    `${'a'.repeat(75)}\n`.repeat(3_000),
    '\\u'.repeat(100_000),
    '=\n'.repeat(100_000),
    'mary '.repeat(20_000),
    '(('.repeat(100_000),
  ]
  const begun = process.cpuUsage()
  for (const text of hostile) for (const reading of readingsOf(text)) search(reading, 1, plainly)
  expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(20_000)
})
