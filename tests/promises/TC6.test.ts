import { expect, onTestFinished, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { roles } from '#notice/vocabulary.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
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

test('a record that is open for such a use, and whose role the recordings are closed to, plays none, and that is on record', async () => {
  const leader = colleague('team-leader')
  const opened = await openTo(gate, leader, { activity: 'complaints-handling', person, because: 'case', vouched: ['private-setting'] })
  expect(await opened.hear(callRecordings, { id, from: 0, to: 99 })).toMatchObject({
    ok: false,
    refusal: { reasons: [{ code: 'category-closed-to-role' }] },
  })
  expect(await pageOfEvidence(on.database, { subject: person, actor: `colleague:${leader.id}` })).toMatchObject([
    { kind: 'refusal', recordType: 'call-recording', activity: 'complaints-handling' },
  ])
})

test('for no other use is a recording heard, in any role', async () => {
  const may = new Set(['call-recording', 'call-quality', 'complaints-handling', 'ombudsman-scheme', 'legal-claims', 'rights-requests'])
  const asked = { activity: 'call-quality', person, because: 'case', vouched: ['private-setting', 'identity-verified'] } as const
  const heard: string[] = []
  for (const { id: activity } of released.edition.activities) {
    // For most uses it does not even compile, so the compiler is told that it is for another one.
    const opened = await gate.open(colleague(...roles), Object.assign({ ...asked }, { activity }))
    const answer = opened.ok ? await opened.hear(callRecordings, { id, from: 0, to: 99 }) : opened
    if (answer.ok) heard.push(activity)
  }
  expect(heard.filter((activity) => !may.has(activity))).toEqual([])
  expect(heard).toEqual(expect.arrayContaining(['call-quality', 'complaints-handling', 'legal-claims']))
})

test.each([
  ['complaints-officer', 'complaints-handling'],
  ['solicitor', 'legal-claims'],
] as const)('the record that a %s opens for %s leads to the recording and its sound', async (role, activity) => {
  const site = await deskSite({ deps, gate }, released)
  onTestFinished(() => site.close())
  const desk = await site.as(colleague(role))
  const { at } = await recordAtDesk(desk, person, activity, { privateSetting: 'yes' })
  const { html } = await desk.open(at)
  expect(html).toContain(`href="${at}/recordings/${id}"`)
  const page = await desk.open(`${at}/recordings/${id}`)
  expect(page.status).toBe(200)
  const [, sound = ''] = /src="([^"]+\/sound[^"]*)"/.exec(page.html) ?? []
  expect((await desk.get(site.at + sound)).status).toBe(200)
})
