import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { basesInLaw } from '#law/bases.ts'
import { type ConditionInLaw, conditionsInLaw, needsPolicyDocument } from '#law/conditions.ts'
import { adequateCountries, transferMechanisms } from '#law/transfers.ts'
import { bases, conditions, specialCategories } from '#notice/vocabulary.ts'

const conditionOf: Readonly<Record<string, ConditionInLaw>> = conditionsInLaw

describe('lawful bases', () => {
  test('the law knows each basis that a notice can name, and no other', () => {
    expect(Object.keys(basesInLaw).toSorted()).toEqual([...bases].toSorted())
  })

  test('a landlord is no public authority: two bases are for sharing only', () => {
    expect(bases.filter((basis) => !basesInLaw[basis].ownUse)).toEqual(['public-interest', 'public-task'])
  })

  test('recognised legitimate interests are law since 5 February 2026', () => {
    expect(basesInLaw['recognised-legitimate-interests'].from).toBe('2026-02-05')
  })

  test('one can object to them, and no computer alone makes a significant decision on them', () => {
    expect(bases.filter((basis) => basesInLaw[basis].canObject)).toEqual([
      'legitimate-interests',
      'public-interest',
      'recognised-legitimate-interests',
      'public-task',
    ])
    expect(bases.filter((basis) => !basesInLaw[basis].automatedDecisions)).toEqual(['recognised-legitimate-interests'])
  })
})

describe('conditions for specially protected data', () => {
  test('the law knows each condition that a notice can name, and no other', () => {
    expect(Object.keys(conditionOf).toSorted()).toEqual([...conditions].toSorted())
  })

  test('the conditions of Article 9(2) that need a paragraph of Schedule 1 are (b), (g), (h), (i) and (j)', () => {
    const needing = conditions.filter((id) => conditionOf[id]?.kind === 'article-9' && conditionOf[id]?.withOneOf !== undefined)
    expect(needing).toEqual(['art-9-2-b', 'art-9-2-g', 'art-9-2-h', 'art-9-2-i', 'art-9-2-j'])
  })

  test('what must stand with a condition is a paragraph of Schedule 1 that is known', () => {
    const partners = conditions.flatMap((id) => conditionOf[id]?.withOneOf ?? [])
    expect(partners.filter((id) => conditionOf[id]?.kind !== 'schedule-1')).toEqual([])
    expect(partners.length).toBeGreaterThan(0)
  })

  test('equality monitoring may use only the categories that paragraph 8 lists', () => {
    const allowed = specialCategories.filter((category) => conditionOf['sch-1-para-8']?.only?.includes(category))
    expect(allowed).toEqual(['ethnic-origin', 'religion-or-belief', 'sexual-orientation', 'health', 'disability'])
  })

  test('a reason of substantial public interest is one of the nine paragraphs that a landlord may meet', () => {
    const paragraphs = [6, 8, 10, 14, 17, 18, 19, 20, 24].map((paragraph) => `sch-1-para-${paragraph}`)
    expect(conditionOf['art-9-2-g']?.withOneOf).toEqual(paragraphs)
    expect(paragraphs.filter((id) => conditionOf[id]?.policyDocument !== true)).toEqual([])
  })

  test('the policy document is not needed to tell the police of unlawful acts, and is for everything else', () => {
    expect(needsPolicyDocument('sch-1-para-10', ['art-9-2-g', 'sch-1-para-10'], ['police'])).toBe(false)
    expect(needsPolicyDocument('sch-1-para-10', ['art-9-2-g', 'sch-1-para-10'], ['police', 'local-authority'])).toBe(true)
    expect(needsPolicyDocument('sch-1-para-10', ['art-9-2-g', 'sch-1-para-10'], [])).toBe(true)
    expect(needsPolicyDocument('sch-1-para-36', ['art-10', 'sch-1-para-36', 'sch-1-para-10'], ['police'])).toBe(false)
    expect(needsPolicyDocument('sch-1-para-36', ['art-10', 'sch-1-para-36', 'sch-1-para-18'], ['police'])).toBe(true)
    expect(needsPolicyDocument('sch-1-para-33', ['art-10', 'sch-1-para-33'], [])).toBe(false)
  })

  test('protecting people at risk has a test of the person, and asks why they did not consent', () => {
    expect(conditionOf['sch-1-para-18']?.test).toMatch(
      /under 18, or an adult with care needs who is at risk.* a recorded reason says why consent/,
    )
    expect(conditionOf['sch-1-para-19']?.test).toMatch(/an adult less able .* a recorded reason says why consent/)
    expect(conditionOf['sch-1-para-19']?.only).toEqual(['health', 'disability', 'support-needs'])
    expect(conditionOf['sch-1-para-10']?.test).toMatch(/consent would prejudice/)
    expect(conditionOf['sch-1-para-14']?.test).toMatch(/anti-fraud organisation/)
  })

  test('paragraphs of Part 3 serve criminal data only', () => {
    const part3 = ['sch-1-para-29', 'sch-1-para-30', 'sch-1-para-32', 'sch-1-para-33', 'sch-1-para-36']
    expect(part3.map((id) => conditionOf[id]?.fits)).toEqual(part3.map(() => ['criminal']))
  })
})

describe('countries that data may go to', () => {
  const list = '../shared/data/uk_adequacy_2026.json'

  test.skipIf(!existsSync(list))('agree with the list of adequacy regulations (skipped where that list is not there)', () => {
    const { full, partial } = JSON.parse(readFileSync(list, 'utf8'))
    const codes = {
      ...{
        Gibraltar: 'GI',
        Andorra: 'AD',
        Argentina: 'AR',
        'Faroe Islands': 'FO',
        Guernsey: 'GG',
        'Isle of Man': 'IM',
        Israel: 'IL',
        Jersey: 'JE',
      },
      ...{ 'New Zealand': 'NZ', Switzerland: 'CH', Uruguay: 'UY' },
    }
    const named = Object.keys(codes)
    expect(full.filter((name: string) => !named.includes(name))).toEqual(['EEA states', 'EU/EEA institutions'])
    expect(Object.values(codes).filter((code) => !adequateCountries.has(code))).toEqual([])
    expect(Object.keys(partial)).toEqual(['Canada', 'Japan', 'Republic of Korea', 'USA'])
    expect(['CA', 'JP', 'US', 'KR'].map((code) => adequateCountries.get(code)?.onlyFor)).not.toContain(undefined)
  })

  test('the thirty states of the European Economic Area are among them, and unknown ones are not', () => {
    expect(adequateCountries.size).toBe(30 + 11 + 4)
    expect(['DE', 'IE', 'NO', 'IS', 'LI'].every((code) => adequateCountries.has(code))).toBe(true)
    expect(['IN', 'CN', 'RU', 'GB'].some((code) => adequateCountries.has(code))).toBe(false)
  })

  test('what allows data abroad is cited from the law of today, and an agreement needs its test', () => {
    expect(Object.values(transferMechanisms).map(({ article }) => article)).toEqual([
      'UK GDPR Article 45A',
      'UK GDPR Article 46(1A)',
      'UK GDPR Article 46(1A)',
      'UK GDPR Article 49',
    ])
    expect(adequateCountries.get('US')?.certified).toBe(true)
  })

  test('Korea and the United States came later', () => {
    expect(adequateCountries.get('KR')?.from).toBe('2022-12-19')
    expect(adequateCountries.get('US')?.from).toBe('2023-10-12')
  })
})
