import { afterAll, expect, test } from 'vitest'
import { makeExtract } from '#duties/training/make.ts'
import { cutOut } from '#exchange/telephone/extract.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, gate } = tested
const site = await deskSite(tested, released)
afterAll(() => site.close())
const maker = { ...colleague('team-leader'), name: 'Ann Hosking' }
const adviser = { ...colleague('customer-service-adviser'), name: 'Kerra Pascoe' }
const manager = { ...colleague('senior-manager'), name: 'Will Couch' }

/** An extract of three seconds on which the adviser and a caller who agreed are heard. */
async function extractMade(reference: string): Promise<string> {
  const { person } = await putPerson(on)
  await putConsent(on, person, { answer: 'given', answeredAt: '2026-11-20T09:00:00Z', ended: null })
  await on.asAdmin((admin) => admin.query(`update consent set activity = 'call-training', for_activity = 'call-training'`))
  const startedAt = noon.subtract({ hours: 2 }).toString()
  const call = { reference, direction: 'in', startedAt, seconds: 6, person, colleague: adviser.name } as const
  const taken = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(6)))
  const asked = { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] } as const
  const listening = await gate.open(maker, asked)
  if (taken.taken !== 'stored' || !listening.ok) throw new Error(JSON.stringify({ taken, listening }))
  const cut = { from: 1, until: 4, silenced: [] }
  const making = { recording: taken.recording, title: 'Staying calm', transcript: null, claim: 'consent', heard: [], seconds: 3 } as const
  const answer = await makeExtract({ ...deps, gate }, { listening, colleague: maker }, making, (whole) => ({
    bytes: cutOut(whole, cut, null),
    type: () => 'audio/wav',
  }))
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.extract
}

test('a colleague who is heard on an extract is asked at the desk, listens alone, agrees, and takes it back', async () => {
  const extract = await extractMade('PBX 1')
  const [mine, sound] = [`/desk/calls/your-voice/${extract}`, `/desk/calls/your-voice/${extract}/sound`]
  const desk = await site.as(adviser)
  expect((await desk.open('/desk')).html).toContain('1 extract of a call asks for your agreement')
  const { html: list } = await desk.open('/desk/calls/your-voice')
  for (const words of [mine, 'by Ann Hosking', 'No answer yet']) expect(list).toContain(words)
  expect(list).not.toContain('Staying calm')

  expect((await desk.get(site.at + sound)).status).toBe(404)
  expect((await desk.send(mine, {}, `${mine}/listen`)).status).toBe(303)
  expect((await desk.open(mine)).html).toContain(`src="${sound}"`)
  expect((await desk.get(site.at + sound)).headers.get('content-type')).toBe('audio/wav')

  expect(await (await desk.send(mine, {})).text()).toContain('Choose whether it may be played')
  expect((await desk.send(mine, { answer: 'given' })).status).toBe(303)
  expect((await desk.open('/desk/calls/your-voice')).html).toContain('You agreed.')

  const releasing = await site.as(manager)
  const { html: extracts } = await releasing.open('/desk/calls/training')
  expect(extracts).toContain('Staying calm')
  const { html: agreed } = await releasing.open('/desk/calls/training/agreements')
  for (const words of ['Kerra Pascoe', 'Agreed']) expect(agreed).toContain(words)
  const { html: one } = await releasing.open(`/desk/calls/training/${extract}`)
  expect(one).toMatch(/Kerra Pascoe[\s\S]*?Agreed/)

  expect((await desk.send(mine, { answer: 'refused' })).status).toBe(303)
  expect((await releasing.open('/desk/calls/training')).html).not.toContain('Staying calm')
  expect((await releasing.open('/desk/calls/training/agreements')).html).toContain('Said no')
})

test('what asks one colleague is no page for another, and who agreed is no page for whoever makes no extracts', async () => {
  const extract = await extractMade('PBX 2')
  const other = await site.as({ ...colleague('housing-officer'), name: 'Jago Rowe' })
  expect((await other.open('/desk/calls/your-voice')).html).toContain('No extract asks for your agreement.')
  expect((await other.open(`/desk/calls/your-voice/${extract}`)).status).toBe(404)
  expect((await other.open('/desk/calls/training/agreements')).status).toBe(403)
  expect((await other.get(`${site.at}/desk/calls/your-voice/${extract}/sound`)).status).toBe(404)
})
