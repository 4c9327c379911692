import { expect, test } from 'vitest'
import { calls, callsOpenTo } from '#duties/calls/calls.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import type { Vouched } from '#gate/judge.ts'
import type { Role } from '#notice/vocabulary.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putHold, putObjection, putPerson, putRecording } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps } = await testGate(on, released)

test('team leaders and senior managers choose from the newest calls; what is kept longer or objected to is not among them', async () => {
  const { person } = await putPerson(on)
  const [older, newer, held] = [
    await putRecording(on, person, '2026-11-02'),
    await putRecording(on, person, '2026-11-03'),
    await putRecording(on, person, '2026-11-04'),
  ]
  await putHold(on, person, 'call-recording', held)
  const objecting = await putPerson(on)
  await putRecording(on, objecting.person, '2026-11-05')
  await putObjection(on, objecting.person, { kind: 'objection', against: 'call-quality', decision: 'waiting', ended: null })
  const answer = await calls(gate).toMonitor(colleague('team-leader'))
  expect(answer.ok && answer.rows.map(({ id }) => id)).toEqual([newer, older])
  expect(await pageOfEvidence(on.database, { subject: person, kind: 'read' })).toMatchObject([
    { role: 'team-leader', activity: 'call-quality', detail: { because: 'check', vouched: ['private-setting'] } },
  ])
  for (const role of ['customer-service-adviser', 'complaints-officer', 'solicitor', 'housing-officer'] as const) {
    expect(await calls(gate).toMonitor(colleague(role))).toMatchObject({ ok: false })
    expect(callsOpenTo(released.edition, colleague(role)).monitors).toBe(false)
  }
  expect(callsOpenTo(released.edition, colleague('senior-manager')).monitors).toBe(true)
})

test('each time somebody listens is on record: who, in which role, what they fetched, and which seconds were played', async () => {
  const { person } = await putPerson(on)
  const call = { reference: 'PBX 1', direction: 'in', startedAt: noon.subtract({ hours: 1 }).toString(), seconds: 3, person } as const
  const taken = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(3)))
  const id = taken.taken === 'stored' ? taken.recording : ''
  const leader = colleague('team-leader')
  const opened = await gate.open(leader, { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  expect(await opened.hear(callRecordings, { id, from: 0, to: 999 })).toMatchObject({ ok: true })
  await opened.played(callRecordings, { id, fromSecond: 0, untilSecond: 2 })
  const by = { actor: `colleague:${leader.id}`, role: 'team-leader', recordType: 'call-recording' }
  expect(await pageOfEvidence(on.database, { subject: person, kind: 'read' })).toMatchObject([
    { ...by, detail: { because: 'check', item: id, fromSecond: 0, untilSecond: 2 } },
    { ...by, detail: { because: 'check', item: id, from: 0, to: 999 } },
  ])
})

test('nobody listens who is not authorised, nor where others could hear it, though they may open the call; and that is on record', async () => {
  const { person } = await putPerson(on)
  const call = { reference: 'PBX 2', direction: 'in', startedAt: noon.subtract({ hours: 1 }).toString(), seconds: 3, person } as const
  const taken = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(3)))
  const id = taken.taken === 'stored' ? taken.recording : ''
  const hears = async (role: Role, activity: 'call-recording' | 'call-quality', vouched: readonly Vouched[]) => {
    const who = colleague(role)
    const opened = await gate.open(who, { activity, person, because: 'check', vouched })
    const answer = opened.ok ? await opened.hear(callRecordings, { id, from: 0, to: 99 }) : opened
    const [told] = await pageOfEvidence(on.database, { subject: person, actor: `colleague:${who.id}` })
    return answer.ok ? 'heard' : `${told?.kind}: ${told?.reasons.join()}`
  }
  const alone = ['private-setting'] as const
  // Whoever took the call sees whose number it was.
  expect(await hears('customer-service-adviser', 'call-recording', alone)).toBe('refusal: act-closed-to-role')
  expect(await hears('housing-officer', 'call-quality', alone)).toBe('refusal: role-not-in-activity')
  for (const role of ['team-leader', 'senior-manager'] as const) {
    expect(await hears(role, 'call-quality', [])).toBe('refusal: lacks-private-setting')
    expect(await hears(role, 'call-quality', alone)).toBe('heard')
  }
})
