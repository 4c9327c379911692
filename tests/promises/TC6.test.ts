import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())
const { person } = await putPerson(on)
const call = { reference: 'TC6-1', direction: 'in', startedAt: '2026-11-20T10:00:00Z', seconds: 3, person } as const
const taken = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(3)))
const id = taken.taken === 'stored' ? taken.recording : ''

const uses = [
  { activity: 'call-quality', role: 'team-leader', another: 'customer-service-adviser' },
  { activity: 'complaints-handling', role: 'complaints-officer', another: 'housing-officer' },
  { activity: 'legal-claims', role: 'solicitor', another: 'complaints-officer' },
] as const

test.each(uses)(
  'a recording is heard for $activity by a $role, which is on record, and not by a $another',
  async ({ activity, role, another }) => {
    const hears = async (who: ReturnType<typeof colleague>) => {
      const opened = await gate.open(who, { activity, person, because: 'case', vouched: ['private-setting'] })
      return opened.ok ? opened.hear(callRecordings, { id, from: 0, to: 99 }) : opened
    }
    const listener = colleague(role)
    expect(await hears(listener)).toMatchObject({ ok: true })
    expect(await pageOfEvidence(on.database, { subject: person, actor: `colleague:${listener.id}`, kind: 'read' })).toMatchObject([
      { role, activity, recordType: 'call-recording', detail: { item: id, from: 0, to: 99 } },
    ])
    expect(await hears(colleague(another))).toMatchObject({ ok: false, why: 'refused' })
  },
)
