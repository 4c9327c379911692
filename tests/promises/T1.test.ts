import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { transferMechanismInForce } from '#facts/transfer.ts'
import { changed, livewest, today } from '../support/edition.ts'

const released = await livewest()

test('a use that needs a system abroad waits for a transfer mechanism in force', () => {
  const ask = (...present: readonly ('consent' | 'transfer-mechanism')[]) =>
    decide(released, {
      who: { role: 'communications-officer' },
      act: 'use',
      activity: 'website-analytics',
      categories: ['web-usage'],
      circumstances: new Set(present),
    })
  expect(ask('consent', 'transfer-mechanism')).toMatchObject({ outcome: 'permitted' })
  expect(ask('consent')).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-transfer-mechanism' }] })
})

test('a mechanism that has run out, or was never recorded, is none', () => {
  const abroad = released.edition.systems.filter((system) => system.country !== 'GB').map((system) => system.id)
  expect(abroad.length).toBeGreaterThan(0)
  const with_ = (mechanism: object | undefined) =>
    changed(released, (edition) => ({
      ...edition,
      systems: edition.systems.map(({ mechanism: before, ...system }) =>
        system.country === 'GB' || before === undefined || mechanism === undefined
          ? system
          : { ...system, mechanism: { ...before, ...mechanism } },
      ),
    })).edition
  expect(transferMechanismInForce(released.edition, 'website-analytics', today)).toBe(true)
  expect(transferMechanismInForce(with_({ until: '2026-11-22' }), 'website-analytics', today)).toBe(false)
  expect(transferMechanismInForce(with_({ until: '2026-11-23' }), 'website-analytics', today)).toBe(true)
  expect(transferMechanismInForce(with_(undefined), 'website-analytics', today)).toBe(false)
})
