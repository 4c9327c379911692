import { describe, expect, test } from 'vitest'
import { citesLaw } from '#law/cites-law.ts'
import { regulatorOn } from '#law/regulator.ts'
import type { EditionActivity } from '#notice/edition.ts'
import { lawToConfirm, lawTodayBeside, lawTodayOnLayer } from '#notice/law-today.ts'
import { leftToConfirm } from '#notice/left-to-confirm.ts'
import { unmetGrounds } from '#notice/unmet-grounds.ts'
import { changed, livewest } from '../support/edition.ts'

const { edition } = await livewest()
const today = Temporal.PlainDate.from('2026-11-29')

function beside(id: string, day = today, of = edition): readonly string[] {
  const article = of.notice.find((each) => each.id === id)
  return article === undefined ? [] : lawTodayBeside(of, article, day).map(({ says }) => says)
}

describe('what law says today stands beside the landlord’s words of 2023', () => {
  test.each([
    ['what-allows-us', 'recognised legitimate interests'],
    ['who-sees-it', 'The Information Commission has taken the place of the Information Commissioner'],
    ['who-we-share-it-with', 'A housing association is not a public body'],
    ['who-we-share-it-with', 'A reference about your tenancy is not secret'],
    ['moving-in-and-out', 'within 21 days'],
    ['special-category-information', 'No law tells a housing association to ask each person'],
    ['criminal-convictions', 'The law protects more than convictions'],
    ['cctv', 'Biometrics and Surveillance Camera Commissioner'],
    ['homes-for-sale', 'The law treats each way of reaching you by itself'],
    ['why-we-use-it', 'The government collects a record of each new letting'],
    ['your-rights-in-short', 'or go to court'],
    ['contact-and-complaints', 'The Information Commission has taken the place'],
  ])('beside %s: %s', (article, words) => {
    expect(beside(article).join('\n')).toContain(words)
  })

  test.each([
    ['your-rights', ['The Information Commission has taken the place']],
    [
      'renting-a-home',
      [
        'The law protects more than convictions',
        'No law tells a housing association to ask each person',
        'If the council asks in writing',
        'A reference about your tenancy is not secret',
      ],
    ],
    ['tenancy-sustainment', ['The law lets us use facts about your health']],
    ['buying-a-home', ['The law treats each way of reaching you by itself']],
    ['renting-a-garage', []],
  ])('and on the layered notice %s', (id, words) => {
    const notes = edition.layers.filter((layer) => layer.id === id).flatMap((layer) => lawTodayOnLayer(edition, layer, today))
    expect(notes.map(({ says }) => says)).toEqual(words.map((each) => expect.stringContaining(each)))
  })

  test('and those words stay', () => {
    const cctv = edition.notice.find(({ id }) => id === 'cctv')
    expect(cctv?.body).toContain('the Information Commissioner and the Surveillance Camera Commissioner')
  })

  test('the Commission is named from 30 September 2026, not before', () => {
    expect(regulatorOn(Temporal.PlainDate.from('2026-09-29'))).toBe('Information Commissioner’s Office (ICO)')
    expect(regulatorOn(Temporal.PlainDate.from('2026-09-30'))).toBe('Information Commission (ICO)')
    expect(beside('who-sees-it', Temporal.PlainDate.from('2026-09-29'))).toEqual([])
    expect(beside('who-sees-it', Temporal.PlainDate.from('2026-09-30'))).toHaveLength(1)
  })

  test('an edition that says it itself needs no note', async () => {
    const renamed = changed(await livewest(), (was) => ({
      ...was,
      notice: was.notice.map((article) => ({
        ...article,
        body: article.body.replaceAll('Information Commissioner', 'Information Commission'),
      })),
    }))
    expect(beside('who-sees-it', today, renamed.edition)).toEqual([])
  })

  test('what the landlord has to decide because of it is a list of its own', () => {
    const list = lawToConfirm(edition, today).join('\n')
    for (const subject of ['equality monitoring', 'CORE', 'public-interest', 'ordinary support', 'screens numbers'])
      expect(list).toContain(subject)
    expect(beside('special-category-information').join(' ')).not.toContain('adopt a balancing assessment')
  })
})

test('where reports may say of somebody that they committed a crime and no condition is written for it, the landlord is shown that', () => {
  const open = leftToConfirm(edition).filter(({ kind }) => kind === 'accusation')
  expect(open.map(({ id }) => id)).toEqual(['complaints-handling', 'ombudsman-scheme'])
  const conditioned = edition.activities.map((activity): EditionActivity => {
    const conditions: EditionActivity['conditions'] = { ...activity.conditions, 'criminal-convictions': ['art-10', 'sch-1-para-33'] }
    return { ...activity, conditions }
  })
  expect(leftToConfirm({ ...edition, activities: conditioned }).filter(({ kind }) => kind === 'accusation')).toEqual([])
})

describe('a period rests on law', () => {
  test.each([
    ['Limitation Act 1980 s.5', true],
    ['Gas Safety (Installation and Use) Regulations 1998 reg.36(3)(c) asks for 2 years at least', true],
    ['UK GDPR Article 7(1) (consent must be shown)', true],
    ['DPA 2018 Schedule 1 paragraph 8', true],
    ['The notice itself', false],
    ['Only what is still needed; a council keeps enquiries for 180 days', false],
    ['Three councils publish 3 years, another 5', false],
    ['No condition of Article 9 fits a landlord’s need for it', false],
  ])('%s: %s', (ground, cites) => {
    expect(citesLaw(ground)).toBe(cites)
  })

  test('or is listed for the landlord as unmet, with what it says instead', () => {
    const unmet = unmetGrounds(edition)
    expect(unmet.length).toBeGreaterThan(0)
    expect(unmet.map(({ rule }) => rule)).toContain('call-recordings')
    expect(unmet.map(({ rule }) => rule)).not.toContain('tenancy-file')
    expect(unmet.every(({ ground, owner }) => ground !== '' && owner !== '')).toBe(true)
  })
})
