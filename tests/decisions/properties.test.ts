import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import type { Decision, Request } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import { filter } from '#decisions/filter.ts'
import { parseRequest } from '#decisions/parse-request.ts'
import { maskOf } from '#decisions/tables.ts'
import { acts, type Category, categories, circumstances, recipientKinds, relationships, roles } from '#notice/vocabulary.ts'
import { liveWest } from './editions.ts'
import { randomRequests } from './random-requests.ts'

const released = await liveWest()
const engine = makeEngine(released)

/** Requests near what is permitted, from a seed that fast-check chooses and can name. */
const request = fc.integer().map((seed): Request => randomRequestFrom(seed))
const prepared = randomRequests(released, 7, 20_000)
function randomRequestFrom(seed: number): Request {
  const found = prepared[Math.abs(seed) % prepared.length]
  if (found === undefined) throw new Error('no request')
  return found
}

const bothWays: readonly ((request: Request) => Decision)[] = [(asked) => decide(released, asked), engine.decide]

describe.each(bothWays.map((ask, index) => [index === 0 ? 'the readable rules' : 'the compiled rules', ask] as const))('%s', (_, ask) => {
  test('asking for one thing more never opens what was closed', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(...categories), (asked, more: Category) => {
        const [first, ...others] = asked.categories
        const wider = ask({ ...asked, categories: [first, ...others, more] })
        if (wider.outcome === 'permitted') expect(ask(asked).outcome).toBe('permitted')
      }),
      { numRuns: 3_000 },
    )
  })

  test('several things are permitted only if each of them is', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const each = asked.categories.every((category) => ask({ ...asked, categories: [category] }).outcome === 'permitted')
        expect(ask(asked).outcome === 'permitted').toBe(each)
      }),
      { numRuns: 3_000 },
    )
  })

  test('without any circumstance nothing is permitted that the circumstances of need would not permit', () => {
    const stopping = new Set(['consent-refused', 'objection', 'restriction', 'on-hold', 'under-18'])
    const allInFavour = new Set(circumstances.filter((circumstance) => !stopping.has(circumstance)))
    fc.assert(
      fc.property(request, (asked) => {
        const bare = ask({ ...asked, circumstances: new Set() })
        if (bare.outcome === 'permitted') expect(ask({ ...asked, circumstances: allInFavour }).outcome).toBe('permitted')
      }),
      { numRuns: 3_000 },
    )
  })

  test('a refusal, an objection or a limit never opens anything', () => {
    fc.assert(
      fc.property(request, fc.constantFrom('consent-refused', 'objection', 'restriction', 'on-hold'), (asked, stop) => {
        const after = ask({ ...asked, circumstances: new Set([...asked.circumstances, stop]) })
        if (after.outcome === 'permitted')
          expect(ask({ ...asked, circumstances: asked.circumstances.difference(new Set([stop])) }).outcome).toBe('permitted')
      }),
      { numRuns: 3_000 },
    )
  })
})

test('a word that is not known is never permitted, and never breaks anything', () => {
  const anyWord = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'Tenant', 'TENANT', ' tenant', 'consent=', '='))
  fc.assert(
    fc.property(anyWord, fc.integer({ min: 0, max: 4 }), (word, place) => {
      const words = {
        role: place === 0 ? word : 'housing-officer',
        act: place === 1 ? word : 'view',
        activity: 'tenancy-management',
        categories: [place === 2 ? word : 'contact-details'],
        relationship: place === 3 ? word : 'tenant',
        circumstances: place === 4 ? [word] : [],
      }
      const every: readonly string[] = [...roles, ...recipientKinds, ...acts, ...categories, ...relationships, ...circumstances]
      fc.pre(!every.includes(word.split('=')[0]?.trim() ?? ''))
      const parsed = parseRequest(words)
      expect(parsed.understood).toBe(false)
      if (!parsed.understood) expect(parsed.refusal.reasons).toEqual([{ code: 'unknown-word' }])
    }),
    { numRuns: 2_000 },
  )
})

test('ten thousand records are filtered by the same rule as one', () => {
  const { who, act, activity } = { who: { role: 'housing-officer' }, act: 'view', activity: 'tenancy-management' } as const
  const records = prepared.slice(0, 10_000).map(({ categories: wanted, relationship, circumstances: present }) => ({
    ...{ categories: wanted, present, circumstances: maskOf(present) },
    ...(relationship === undefined ? {} : { relationship }),
  }))
  const kept = new Set(filter(engine, { who, act, activity }, records))
  expect(kept.size).toBeGreaterThan(100)
  for (const record of records) {
    const decision = decide(released, { ...record, who, act, activity, circumstances: record.present })
    expect(kept.has(record)).toBe(decision.outcome === 'permitted')
  }
})
