import { describe, expect, test } from 'vitest'
import { exemptions } from '#law/exemptions.ts'
import { type Channel, type MarketingFacts, mayAdvertise } from '#law/marketing.ts'

describe('exemptions from access', () => {
  test('other people are protected under paragraphs 16 and 17', () => {
    expect(exemptions['other-people']).toMatchObject({ cite: 'Data Protection Act 2018, Schedule 2, paragraphs 16 and 17', from: 'access' })
  })

  test('a reference about a tenancy is not kept back', () => {
    expect(exemptions.references.test).toContain('never about a tenancy')
  })

  test('those of Schedule 2 Part 3 and 4, and of Schedule 3, restrict access only', () => {
    const most = Object.entries(exemptions).filter(([, { from }]) => from === 'most-rights')
    expect(most.map(([id]) => id)).toEqual(['crime', 'required-by-law', 'legal-claims', 'regulators', 'research'])
    expect(Object.values(exemptions).every(({ test: asked }) => asked.length > 20)).toBe(true)
  })
})

describe('advertising', () => {
  const nothing: MarketingFacts = { consent: false, objected: false, askedAboutThis: false, onPreferenceList: null }
  const channels: readonly Channel[] = ['email', 'sms', 'live-call', 'automated-call', 'post']
  const open = (facts: Partial<MarketingFacts>) => channels.filter((channel) => mayAdvertise(channel, { ...nothing, ...facts }))

  test.each<[string, Partial<MarketingFacts>, readonly Channel[]]>([
    ['nothing is known', {}, ['post']],
    ['they agreed', { consent: true }, ['email', 'sms', 'live-call', 'automated-call', 'post']],
    ['they asked about this home', { askedAboutThis: true }, ['email', 'sms', 'post']],
    ['the number was screened and is not listed', { onPreferenceList: false }, ['live-call', 'post']],
    ['the number is listed', { onPreferenceList: true }, ['post']],
    ['they objected', { consent: true, askedAboutThis: true, onPreferenceList: false, objected: true }, []],
  ])('where %s', (_, facts, may) => {
    expect(open(facts)).toEqual(may)
  })
})
