import { describe, expect, test } from 'vitest'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { typedPeriods } from '#notice/typed-periods.ts'
import { aDay, filesOf, lineOf, rewritten } from './landlord-files.ts'

const article = 'notice/02-how-long.md'

describe('a period stands once, in the schedule', () => {
  test('what the page, the promise and the assessment say follows the one line that runs', async () => {
    const files = rewritten(
      await filesOf('harbour-homes'),
      'retention.yaml',
      'period: P60D\n  words: 60 days',
      'period: P1Y\n  words: 1 year',
    )
    const { edition, findings } = checkLandlord(files, { today: aDay })
    expect(findings).toEqual([])
    expect(edition?.notice.map(({ body }) => body)).toContain('Calls go after 1 year.')
    expect(edition?.clauses.find(({ id }) => id === 'TC3')?.says).toBe('Recordings are kept 1 year.')
    expect(JSON.stringify(edition)).not.toMatch(/60 days|period of/)
  })

  test('the edition of LiveWest says nowhere how long recordings are kept but by the rule that deletes them', async () => {
    const { current } = await readLandlordFolder('landlords/livewest')
    // The visitors’ book is kept as long, by a rule of its own.
    const withoutVisits = rewritten(
      current,
      'retention.yaml',
      'activities: [visitor-safety]\n  trigger: visit\n  period: P90D\n  words: 90 days',
      'activities: [visitor-safety]\n  trigger: visit\n  period: P1Y\n  words: 1 year',
    )
    const longer = rewritten(
      withoutVisits,
      'retention.yaml',
      'period: P90D\n  words: 90 days after the call; longer',
      'period: P1Y\n  words: 1 year after the call; longer',
    )
    const { edition } = checkLandlord(longer, { today: aDay })
    // People may ask about 90 days. The notice never answers with their words.
    const { retention, questions, synonyms, ...rest } = edition ?? { retention: [] }
    expect(retention.length).toBeGreaterThan(0)
    expect(JSON.stringify(rest)).not.toMatch(/90|[Nn]inety/)
  })

  test.each([
    ['{period of cals}', 'there is no retention rule `cals` whose period could be told', '`{period of calls}`'],
    ['{calls}', '`{calls}` stands for nothing', 'a rule of retention.yaml'],
    ['60 days', '`60 days` is typed by hand', '`{period of calls}`'],
    ['ninety days', '`ninety days` is typed by hand', '`{period of …}` with the id'],
    ['one month', '`one month` is typed by hand', 'say so in the same sentence'],
  ])('`%s` in an article is found on its line', async (written, message, fix) => {
    const files = rewritten(await filesOf('harbour-homes'), article, 'Calls go', `Calls.\n\nThey go after ${written}.\n\nCalls go`)
    const { edition, findings } = checkLandlord(files, { today: aDay })
    const line = lineOf(files.find(({ path }) => path === article)?.text ?? '', 'They go')
    expect(findings).toMatchObject([{ file: article, line, message: expect.stringContaining(message), fix: expect.stringContaining(fix) }])
    expect(edition).toBeUndefined()
  })

  test('a period in YAML is found on the line of its field', async () => {
    const files = rewritten(await filesOf('harbour-homes'), 'clauses.yaml', '{period of calls}.', '60 days.')
    const line = lineOf(files.find(({ path }) => path === 'clauses.yaml')?.text ?? '', '60 days')
    expect(checkLandlord(files, { today: aDay }).findings).toMatchObject([{ file: 'clauses.yaml', line }])
  })
})

describe('what is a period that somebody typed', () => {
  test.each([
    'The law gives us one month to answer.',
    'By law, we must tell you within 30 days.',
    'Under the Limitation Act a claim can be made for six years.',
    'Anybody under 18 years old may ask.',
    'We look at it again every 12 months.',
    'One day you may need it.',
    'We answer within 10 working days, or two weeks.',
    'The page was changed on 7 March 2023.',
  ])('not: %s', (text) => {
    expect(typedPeriods(text)).toEqual([])
  })

  test.each([
    ['We keep it for a full 6 years. The law says so elsewhere.', 'P6Y'],
    ['By law we keep calls 90 days.', 'P90D'],
    ['After three calendar months it goes.', 'P3M'],
    ['A 14-day period.', 'P14D'],
    ['**Ninety days** cover it.', 'P90D'],
  ])('found: %s', (text, period) => {
    expect(typedPeriods(text)).toMatchObject([{ period, line: 0 }])
  })
})
