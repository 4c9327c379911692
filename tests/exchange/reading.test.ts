import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readRows } from '#exchange/csv/rows.ts'
import { type KnownPerson, samePeople, wordsOfNames } from '#exchange/hackney/same-person.ts'
import { parseJsonLine } from '#exchange/json-line.ts'
import type { Line } from '#exchange/lines.ts'
import { namedId } from '#exchange/named-id.ts'
import { possiblePostcode } from '#exchange/postcode.ts'
import { realData } from '../support/places.ts'

describe('postcodes', () => {
  test.each([
    ['ex52fz', 'EX5 2FZ'],
    [' sw1a1aa ', 'SW1A 1AA'],
    ['CM0 7AA', 'CM0 7AA'],
    ['bfpo 123', 'BFPO 123'],
  ])('%s is written %s', (given, written) => expect(possiblePostcode(given)).toBe(written))

  test.each(['E02 2UP', 'L03 5ST', 'KY4N 0UJ', 'EX5', '12345', 'EX5 FZ2', 'XX1 1AA', 'EX0 1AA', 'EX5 2CZ', ''])('%s cannot be', (given) =>
    expect(possiblePostcode(given)).toBeNull(),
  )

  const vectors = join(realData, 'postcode_vectors.json')
  test.skipIf(!existsSync(vectors))('the listed examples come out as listed (skipped where ../shared/data is absent)', () => {
    const { valid, normalise, invalid } = z
      .object({ valid: z.array(z.string()), normalise: z.record(z.string(), z.string()), invalid: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(vectors, 'utf8')))
    expect(valid.map(possiblePostcode)).toEqual(valid)
    for (const [given, written] of Object.entries(normalise)) expect(possiblePostcode(given)).toBe(written)
    expect(invalid.map(possiblePostcode)).toEqual(invalid.map(() => null))
  })
})

describe('JSON', () => {
  test('any JSON without a doubled key is read as it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        // fast-check writes text from a value, so no key of it stands twice.
        expect(parseJsonLine(text)).toEqual({ value: JSON.parse(text) })
      }),
    )
  })

  test('a doubled key is found, however deep and however written', () => {
    const twice = 'an object of the line has the same key twice'
    for (const text of [
      '{"a":1,"a":1}',
      '[[{"b":{"a":1,"a":2}}]]',
      '{"a":1,"\\u0061":2}',
      '{"a:\\"":1,"x":{"y":":","y":"\\\\"}}',
      '{"__proto__":1,"__proto__":2}',
    ]) {
      expect(parseJsonLine(text)).toEqual({ problem: twice })
    }
    expect(parseJsonLine('{"a":{"a":":\\":"},"b":{"a":1}}')).toHaveProperty('value')
  })
})

describe('ids of names', () => {
  test('are the same each time, differ with their parts, and are version 5', () => {
    expect(namedId('a', 'bc')).toBe(namedId('a', 'bc'))
    expect(namedId('a', 'bc')).not.toBe(namedId('ab', 'c'))
    expect(namedId('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('who is who in a household', () => {
  const person = (words: string, born = '1981-03-04'): KnownPerson => ({ id: `person ${words}`, line: 1, born, words: wordsOfNames(words) })
  const member = (fullName: string, dateOfBirth = '1981-03-04') => ({ id: `member ${fullName}`, fullName, dateOfBirth })
  const linked = (members: ReturnType<typeof member>[], people: KnownPerson[]) =>
    Object.fromEntries([...samePeople(members, people)].map(([id, who]) => [id, who.id]))

  test.each([
    ['Ms Amina Marsh', 'Amina Marsh', true],
    ['Mrs Amina Zoe Marsh', 'Amina Marsh', true],
    ['Amína MARSH', 'amina marsh', true],
    ['Ms Amina Marsh', 'Amina Zoe Marsh', true],
    ['Ms Amina Joy Marsh', 'Amina Zoe Marsh', false],
    ['Ms Amina Marsh', 'Zoe Marsh', false],
    ['Ms Amina Marsh', 'Amina Low', false],
    ['Marsh', 'Marsh', false],
  ])('%s and %s: %s', (named, held, same) =>
    expect(Object.keys(linked([member(named)], [person(held)]))).toEqual(same ? [`member ${named}`] : []),
  )

  test('another date of birth, or none, is another person', () => {
    expect(linked([member('Amina Marsh', '1981-03-05')], [person('Amina Marsh')])).toEqual({})
    expect(linked([{ id: 'x', fullName: 'Amina Marsh', dateOfBirth: '' }], [{ ...person('Amina Marsh'), born: null }])).toEqual({})
  })

  test('where two could be meant, nobody is', () => {
    expect(linked([member('Amina Marsh')], [person('Amina Marsh'), person('Amina Zoe Marsh')])).toEqual({})
    expect(linked([member('Amina Marsh'), member('Amina Zoe Marsh')], [person('Amina Marsh')])).toEqual({})
  })
})

describe('CSV rows', () => {
  async function read(text: string, group = 1000): Promise<readonly (readonly string[] | string)[]> {
    const lines = text.split('\n').map((line, index): Line => ({ number: index + 1, text: line }))
    async function* groups() {
      for (let at = 0; at < lines.length; at += group) yield lines.slice(at, at + group)
    }
    const rows = []
    for await (const some of readRows(groups())) rows.push(...some)
    return rows.map((row) => row.problem ?? row.cells)
  }

  test('what is written as RFC 4180 is read back, wherever the disk cuts it', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ') })
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 3 }), async (cells, group) => {
        const text = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n')
        expect(await read(text, group)).toEqual(cells)
      }),
    )
  })

  test('a quote that is never closed costs its own line only', async () => {
    expect(await read(`a,"b\nc,d\n${'e,f\n'.repeat(300)}g,h`)).toEqual([
      'a quoted cell is never closed',
      ['c', 'd'],
      ...Array.from({ length: 300 }, () => ['e', 'f']),
      ['g', 'h'],
    ])
  })
})
