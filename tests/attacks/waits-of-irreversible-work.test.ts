import { expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { confirmWaits, openWaits, placeWait } from '#duties/retention/wait.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, setNow } = await testGate(on, released)
const june = Temporal.Instant.from('2026-06-01T03:00:00Z')
const operator = { actor: 'system:operator', role: null }
setNow(june)

const swept = (dryRun = false) => sweep({ ...deps, types: everyRecordType }, { dryRun })
const place = (wait: Parameters<typeof placeWait>[1]) =>
  on.database.transaction(roleName(on.schema, 'machinery'), (session) => placeWait(session, wait, released.hash))
const confirm = () =>
  on.database.transaction(roleName(on.schema, 'sweeper'), async (session) =>
    confirmWaits(session, deps, await openWaits(on.database), operator),
  )

async function recorded() {
  const { person } = await putPerson(on)
  return { person, recording: await putRecording(on, person, '2026-01-01') }
}

async function left(ids: readonly string[]): Promise<readonly string[]> {
  const rows = await on.asAdmin((admin) => admin.query<{ id: string }>('select id from call_recording where id = any($1)', [ids]))
  return ids.filter((id) => rows.some((row) => row.id === id))
}

test('what an import made due waits, item by item or all of a person’s, and what else is due goes', async () => {
  const [named, theirs, other] = [await recorded(), await recorded(), await recorded()]
  const holds = [{ type: 'call-recording', id: named.recording }, { person: theirs.person }]
  await place({ cause: 'import', since: june, goes: { 'call-recording': 2 }, covers: holds })
  const report = await swept()
  expect(report.deleted['call-recording']).toBe(1)
  expect(report.waits).toEqual([{ cause: 'import', since: june.toString(), goes: { 'call-recording': 2 } }])
  expect(await left([named.recording, theirs.recording, other.recording])).toEqual([named.recording, theirs.recording])
  // Told without being done: what would go, were it confirmed.
  expect((await swept(true)).deleted['call-recording']).toBe(2)
  expect(await confirm()).toHaveLength(1)
  expect((await swept()).deleted['call-recording']).toBe(2)
  expect(await left([named.recording, theirs.recording])).toEqual([])
})

test('while the clock cannot be believed nothing goes, and one confirmation by two people at once is one', async () => {
  const { recording } = await recorded()
  expect(await place({ cause: 'clock-gap', since: june, believed: june.subtract({ hours: 2880 }) })).not.toBeNull()
  expect(await place({ cause: 'clock-behind', since: june, believed: june })).toBeNull()
  expect((await swept()).deleted).toEqual({})
  expect(await left([recording])).toEqual([recording])
  const confirmed = await Promise.all([confirm(), confirm()])
  expect(confirmed.flat()).toHaveLength(1)
  expect(await openWaits(on.database)).toEqual([])
  await swept()
  expect(await left([recording])).toEqual([])
  const rows = await pageOfEvidence(on.database, { kind: 'decision' })
  expect(rows.filter(({ act }) => act === 'confirm').map(({ actor, reasons }) => [actor, reasons])).toEqual([
    ['system:operator', ['clock-gap']],
    ['system:operator', ['import']],
  ])
})
