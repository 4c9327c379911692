import { expect, test } from 'vitest'
import { makeEngine } from '#decisions/engine.ts'
import { keepingOf, probedClauses } from '#duties/promises/every-keeping.ts'
import { probeFaults } from '#duties/promises/probe-answers.ts'
import type { Edition, ReleasedEdition } from '#notice/edition.ts'
import { ledgerClauses } from '#notice/ledger.ts'
import { changed, editionOf, livewest } from './support/edition.ts'

const released = await livewest()
const inForceOf = (edition: ReleasedEdition) => ({ released: edition, decide: makeEngine(edition).decide })
const livewestInForce = inForceOf(released)
const faultsOf = (clause: string, edition = livewestInForce) => probeFaults(edition, keepingOf({ id: clause }).probes)

test.each(probedClauses)('%s: the edition answers each question as the clause says', (clause) => {
  expect(faultsOf(clause)).toEqual([])
})

test('a clause that is not kept in whole says what is missing, and one that is says nothing', () => {
  for (const clause of ledgerClauses) {
    const { extent, lacks } = keepingOf({ id: clause })
    expect(lacks === null, clause).toBe(extent === 'whole')
    expect(lacks ?? 'Nothing.', clause).toMatch(/\.$/)
  }
})

type Break = { readonly clause: string; readonly what: string; readonly change: (edition: Edition) => void }

/** Each takes a rule out of the edition that its clause stands on. */
const breaks: readonly Break[] = [
  {
    clause: 'TC4',
    what: 'calls on hold open to whoever opens calls',
    change: ({ activities }) => {
      for (const { colleagues } of activities)
        for (const grant of colleagues) grant.stops = grant.stops.filter((stop) => stop !== 'on-hold')
    },
  },
  {
    clause: 'SE2',
    what: 'accounts open without an identity check',
    change: ({ activities }) => {
      for (const grant of activities.find(({ id }) => id === 'contact-handling')?.colleagues ?? []) grant.needs = []
    },
  },
  {
    clause: 'TC3',
    what: 'calls kept for a year',
    change: ({ retention }) => {
      for (const rule of retention) if (rule.period === 'P90D') rule.period = 'P1Y'
    },
  },
  {
    clause: 'CV2',
    what: 'footage kept for half a year',
    change: ({ retention }) => {
      for (const rule of retention) if (rule.categories.includes('cctv-footage')) rule.period = 'P6M'
    },
  },
  {
    clause: 'R6',
    what: 'tenancies given to utility companies when homes are let',
    change: ({ activities }) => {
      for (const sharing of activities.find(({ id }) => id === 'letting')?.sharing ?? []) sharing.with.push('utility-company')
    },
  },
  {
    clause: 'S2',
    what: 'contacts taken from neighbours',
    change: ({ activities }) => activities.find(({ id }) => id === 'contact-handling')?.sources.push('neighbour'),
  },
]

test.each(breaks)('an edition that breaks $clause is found out: $what', ({ clause, change }) => {
  const broken = changed(released, (edition) => {
    change(edition)
    return edition
  })
  const faults = faultsOf(clause, inForceOf(broken))
  expect(faults.some(({ allows }) => allows)).toBe(true)
  for (const { says } of faults) expect(says).toMatch(/^This edition .*\.$/)
})

test('another landlord’s edition is asked itself', async () => {
  const other = inForceOf(await editionOf('tests/landlords/city-trust'))
  const faults = probedClauses.filter((clause) => faultsOf(clause, other).length > 0)
  expect(faults.length).toBeGreaterThan(0)
})

test('a landlord’s own clause is kept as its rule is, and asks its own questions besides', () => {
  const probe = { act: 'view', activity: 'rent-collection', category: 'rent-account', given: [], expect: 'refused' } as const
  const kept = keepingOf({ id: 'X1', rule: 'TC4', probes: [{ ...probe, given: [] }] })
  expect(kept.extent).toBe(keepingOf({ id: 'TC4' }).extent)
  expect(probeFaults(livewestInForce, kept.probes)).toMatchObject([{ allows: true }])
  expect(keepingOf({ id: 'X2' })).toMatchObject({ extent: 'none' })
})
