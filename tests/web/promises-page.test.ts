import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLastNight } from '#duties/promises/last-night.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { promiseTests } from '../../src/main/promise-tests.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { exampleSite } from './example-site.ts'

const released = await livewest()

describe('the page of the promises', () => {
  const site = exampleSite()
  afterAll(() => site.app.close())
  const at = async (address: string) => site.app.inject(address)
  const clausesOn = (body: string) => [...body.matchAll(/ id="clause-([A-Z]+\d+)"/g)].map(([, clause]) => clause)

  test('says first how many promises stand how, and what is behind them', async () => {
    const { body } = await at('/promises')
    const summary = wordsOf(body.slice(body.indexOf('<h1'), body.indexOf('id="clauses"')))
    expect(summary).toContain('Our notice says 6 things. 1 is broken; 3 are done in full, 1 in part, 1 not yet.')
    expect(summary).toContain('9 February 2026, 00:00. 82 items deleted on that day, and 82 recordings, films and pictures.')
    expect(summary).toContain('Whole: 4,120 entries, checked 9 February 2026, 00:01, up to head cdcdcdcdcdcd…')
    expect(summary).toContain('Sealed, and witnessed by Internal audit (last on 8 February 2026).')
    expect(summary).toContain('6 of 6 clauses have tests in use. For this version those of all passed, on 22 November 2026.')
    expect(body).toContain('<title id="standing-title">Broken: 1, Waiting: 0, Kept: 2, In place: 1, In part: 1, Not yet: 1</title>')
  })

  test('shows what is broken before everything else, whatever section tells it', async () => {
    const { body } = await at('/promises')
    expect(clausesOn(body)[0]).toBe('CV2')
    expect(new Set(clausesOn(body))).toEqual(new Set(['N1', 'TC3', 'CV2', 'TC5', 'CV3', 'MK4']))
    expect(clausesOn(body)).toHaveLength(6)
  })

  test('is narrowed by a state and a section, without a script, and says so', async () => {
    const { body } = await at('/promises?state=in-part&section=')
    expect(clausesOn(body)).toEqual(['TC5'])
    expect(wordsOf(body)).toContain('1 of 6 clauses.')
    expect(body).toMatch(/<option value="in-part" selected/)
    expect(clausesOn((await at('/promises?state=kept&section=')).body).toSorted()).toEqual(['N1', 'TC3'])
  })

  test.each([
    ['/promises?state=sideways', 400],
    ['/promises?section=no-such-section', 404],
    ['/promises?who=1', 400],
    ['/promises/ZZ99', 404],
    ['/promises/tc3', 400],
  ])('%s leads nowhere', async (address, status) => {
    expect((await at(address)).statusCode).toBe(status)
  })

  test('leads from every clause to a page of its own', async () => {
    const { body } = await at('/promises')
    for (const clause of clausesOn(body)) {
      expect(body).toContain(`href="/promises/${clause}"`)
      const page = await at(`/promises/${clause}`)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('How to check this')
      // Colleagues read the exact figures elsewhere.
      for (const shown of [body, page.body]) expect(shown).not.toContain('Exactly, for colleagues')
    }
  })

  test('warns where the evidence was not whole at its last check', async () => {
    const night = await site.parts.lastNight()
    const altered = { ...night, checked: night.checked === null ? null : { ...night.checked, isWhole: false } }
    const other = exampleSite({ lastNight: async () => altered })
    const { body } = await other.app.inject('/promises')
    expect(wordsOf(body)).toContain('The evidence did not verify')
    expect(wordsOf(body)).toContain('Not whole: 4,120 entries')
    await other.app.close()
  })
})

describe('the page of one clause', async () => {
  const on = await testDatabase()
  const { deps, gate, setNow } = await testGate(on, released)
  setNow(Temporal.Now.instant())
  const tests = await promiseTests(home)
  const site = exampleSite({
    editions: { current: () => released, list: () => [], get: () => released },
    promises: () => promiseStates({ ...deps, tests }),
    lastNight: () => readLastNight(deps),
  })
  beforeAll(async () => {
    const { person } = await putPerson(on)
    const opened = await openTo(gate, colleague('income-officer'), { person, because: 'case', activity: 'rent-collection' })
    await opened.share({ type: 'contact-detail', category: 'contact-details', recipient: 'police', given: [], detail: {} })
  })
  afterAll(() => site.app.close())

  test('counts what was put on record under it, and says whose nowhere', async () => {
    const [clause] = (await promiseStates({ ...deps, tests })).filter(({ onRecord }) => onRecord.some(({ act }) => act === 'share'))
    if (clause === undefined) throw new Error('no clause has it on record')
    const { body } = await site.app.inject(`/promises/${clause.clause}`)
    expect(wordsOf(body)).toMatch(/Sharing with somebody outside: refused Last 24 hours Fewer than 5 Last 30 days Fewer than 5/)
    expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(body).not.toContain('colleague:')
  })

  test('of every clause says what is counted, or why nothing can be', async () => {
    const states = await promiseStates({ ...deps, tests })
    expect(states.filter(({ evidence, uncounted }) => evidence === null && uncounted === null).map(({ clause }) => clause)).toEqual([])
    expect(states.filter(({ evidence }) => evidence === null).map(({ clause }) => clause)).toEqual(['WB3', 'WB4'])
  })

  test('stands in a section of the notice, whichever clause it is', async () => {
    const { body } = await site.app.inject('/promises')
    expect(body).not.toContain('In no section of the notice')
    expect([...body.matchAll(/ id="clause-/g)]).toHaveLength(released.edition.clauses.length)
  })
})

function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll(' .', '.')
    .replaceAll(' ,', ',')
}
