import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { registerOf } from '#duties/registers/register.ts'
import { camera, cameras } from '#records/camera/camera.ts'
import { registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const register = registerOf({ ...at.deps, gate: at.gate }, { activity: 'cctv', type: camera, part: cameras })
const operator = colleague('cctv-operator')

async function evidence(kind: 'read' | 'refusal'): Promise<number> {
  const text = `select count(*)::int as count from evidence where kind = '${kind}'`
  const [row] = await on.asAdmin((session) => session.query<{ count: number }>(text))
  return row?.count ?? 0
}

test('whoever may maintain a register adds an entry, sees it among all of them and by itself, and changes it', async () => {
  const id = await registerCamera(at, 'REC/1')
  const other = await registerCamera(at, 'REC/2')
  const all = await register.all(operator)
  expect(all.ok ? all.rows.map((row) => row.id).toSorted() : all).toEqual([id, other].toSorted())
  const one = await register.look(operator, id)
  if (!one.ok) throw new Error(one.why)
  expect(await register.change(operator, one.item, { signs: 'On the gate' })).toMatchObject({ ok: true })
  expect(await register.look(operator, id)).toMatchObject({ item: { reference: 'REC/1', signs: 'On the gate' } })
  expect(await register.change(operator, one.item, { signs: 'Nowhere' })).toMatchObject({ why: 'stale' })
})

test('each look at a register is on record', async () => {
  const before = await evidence('read')
  await register.all(operator)
  expect(await evidence('read')).toBe(before + 1)
})

test('an entry that is not there is gone, and not refused', async () => {
  expect(await register.look(operator, randomUUID())).toEqual({ ok: false, why: 'gone' })
})

test('somebody whose work it is not sees none of it and changes nothing', async () => {
  const id = await registerCamera(at, 'REC/3')
  const officer = colleague('income-officer')
  const before = await evidence('refusal')
  expect(await register.all(officer)).toMatchObject({ ok: false, why: 'refused' })
  expect(await register.look(officer, id)).toMatchObject({ ok: false, why: 'refused' })
  expect(await register.change(officer, { id, version: '1' }, { signs: 'Nowhere' })).toMatchObject({ why: 'refused' })
  expect(register.mayRegister(officer)).toBe(false)
  expect(await evidence('refusal')).toBeGreaterThan(before)
})
