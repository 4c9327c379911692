import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { transferMechanismInForce } from '#facts/transfer.ts'
import { checkLandlord } from '#notice/check.ts'
import { decided } from '../support/decided.ts'
import { changed, livewest, today } from '../support/edition.ts'
import { home } from '../support/places.ts'
import { exampleSite } from '../web/example-site.ts'

const released = await livewest()

test('a use that needs a system abroad waits for a transfer mechanism in force', () => {
  const ask = (...present: readonly ('consent' | 'transfer-mechanism')[]) =>
    decided(released, {
      who: { role: 'communications-officer' },
      act: 'use',
      activity: 'website-analytics',
      categories: ['web-usage'],
      circumstances: new Set(present),
    })
  expect(ask('consent', 'transfer-mechanism')).toMatchObject({ outcome: 'permitted' })
  expect(ask('consent')).toMatchObject({ outcome: 'refused', reasons: [{ code: 'lacks-transfer-mechanism' }] })
})

test('once the only mechanism has run out, the check names it, and just the uses of that system wait', async () => {
  const until = released.edition.systems.flatMap(({ mechanism }) => mechanism?.until ?? []).toSorted()[0]
  const after = Temporal.PlainDate.from(until ?? '').add({ days: 1 })
  const { current } = await readLandlordFolder(join(home, 'landlords/livewest'))
  const told = checkLandlord(current, { today: after }).findings.filter(({ file }) => file === 'systems.yaml')
  expect(told).toMatchObject([{ message: expect.stringContaining('the transfer mechanism of `google-analytics` ended') }])
  const waiting = released.edition.activities.filter(({ id }) => !transferMechanismInForce(released.edition, id, after))
  expect(waiting.map(({ id }) => id)).toEqual(['website-analytics'])
})

test('what the notice does not say of a system is marked for the landlord to confirm, on the public page too', async () => {
  const open = released.edition.systems.filter(({ supplier }) => supplier.startsWith('To be named'))
  expect(open.length).toBeGreaterThan(0)
  expect(new Set(open.map(({ standing }) => standing))).toEqual(new Set(['to-confirm']))
  const site = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await site.app.inject('/notice/who-gets-what')
  const row = body.slice(body.indexOf('id="system-survey-tool"'))
  expect(row.slice(0, row.indexOf('</tr>'))).toContain('For the landlord to confirm')
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
