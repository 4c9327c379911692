import { expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { Page, renderPage } from '#web/components/page.tsx'
import { deskFrame } from '#web/desk/frame.tsx'
import { Listening } from '#web/desk/recordings/recordings.tsx'
import { lookOf } from '#web/look.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps } = await testGate(on, released)
const desk = openings({ ...deps, gate })

test('nobody listens without having confirmed that they are alone, and that they did is on record', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-11-02')
  const asked = { person, activity: 'call-quality', reason: 'case', reference: 'case 4711', specialReason: null } as const
  const who = colleague('team-leader')
  expect(await desk.begin(who, { ...asked, privateSetting: false })).toMatchObject({
    ok: false,
    refusal: { reasons: [{ code: 'lacks-private-setting' }] },
  })
  expect(await desk.begin(who, { ...asked, privateSetting: true })).toMatchObject({ person, privateSetting: true })
  expect(await pageOfEvidence(on.database, { subject: person, kind: 'opening' })).toMatchObject([
    { detail: { vouched: ['private-setting'] } },
  ])
})

test('at the desk the confirmation is the colleague’s own: whoever does not give it is told what is missing, and hears nothing', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-11-02')
  const site = await deskSite({ deps, gate }, released)
  const leader = await site.as(colleague('team-leader'))
  const refused = await recordAtDesk(leader, person, 'call-quality')
  const opened = await recordAtDesk(leader, person, 'call-quality', { privateSetting: 'yes' })
  await site.close()
  expect(refused).toMatchObject({ status: 403, at: '' })
  expect(refused.words).toContain('nobody else can hear or see this')
  expect(opened.status).toBe(200)
  expect(opened.words).toMatch(/2 November 2026/)
})

test('the player offers no copy to take away', () => {
  const editions = { current: () => released, list: () => [], get: () => released }
  const recording = { startedAt: noon.toString(), seconds: 60, direction: 'in', takenBy: null, route: null }
  const also = { contact: null, drawing: null, script: '/look/player.js', token: 'token' }
  const page = (
    <Page frame={deskFrame({ editions, look: lookOf('') })} title="Call recording">
      <Listening at="/desk/openings/o/recordings/a-call" recording={recording} {...also} />
    </Page>
  )
  const html = renderPage(page)
  expect(html).toMatch(/<audio[^>]* controlslist="nodownload/i)
  expect(html).not.toMatch(/<a [^>]*(download|\/sound)/)
})
