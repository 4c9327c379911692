import { describe, expect, test } from 'vitest'
import { footageNamedBy } from '#duties/rights/footage.ts'
import { type IdentifiedRequest, identified } from '#duties/rights/identified.ts'
import { footageText } from '#duties/rights/media-text.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { clipEvidence, clipsAreGiven, clipsFor, clipWords } from '#duties/rights/review/clips.ts'
import type { Clip } from '#duties/rights/review/reading.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { dateIn } from '#shared/clock.ts'
import { registerCamera } from '../support/cameras.ts'
import { copies } from '../support/copies.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const ways = { ...at.deps, gate: at.gate }
const officer = colleague('data-protection-officer')
const { searched } = copies(on, at, officer)

let registered = 0
async function camera(): Promise<string> {
  registered += 1
  return registerCamera(at, `REC/${registered}`)
}

async function asking(): Promise<IdentifiedRequest> {
  const { id } = await searched()
  const request = identified(ok(await rightsRequestsOf(ways).look(officer, id)).request)
  if (request === null) throw new Error('nobody')
  return request
}

const digest = 'a'.repeat(64)
/** A clip of four seconds that was released for the person and downloaded, where nothing else is said. */
const clip = (place: string, requested: string, values: Readonly<Record<string, string | null>> = {}) =>
  putItem(on, disclosure, {
    activity: 'rights-requests',
    collectedOn: dateIn(noon),
    place,
    keys: at.deps.keys,
    values: {
      ...{ recipient: 'the-person', requested, outcome: 'released', decidedBy: 'Moira Penrose', closedOn: '2026-11-23', digest },
      ...{ fromAt: '2026-11-23T09:00:00Z', toAt: '2026-11-23T09:00:04Z', givenSeconds: '4', fetchedAt: '2026-11-23T11:00:00Z' },
      ...values,
    },
  })

async function clipsOf(request: IdentifiedRequest, cameras: readonly string[]): Promise<readonly Clip[]> {
  const opened = await openTo(at.gate, officer, { activity: 'rights-requests', person: request.id, because: 'rights-request' })
  return ok(await clipsFor(ways, officer, { opened, request, footage: footageText(cameras) })).clips
}

async function names(request: IdentifiedRequest, camera: string): Promise<void> {
  const [row] = await on.asAdmin((admin) => admin.query<{ reference: string }>('select reference from camera where id = $1', [camera]))
  const span = { from: noon.subtract({ hours: 3 }), to: noon.subtract({ hours: 2 }) }
  ok(await footageNamedBy(ways).name(officer, request.id, { reference: row?.reference ?? '', span }))
}

describe('the clips that go to somebody who asks for a copy', () => {
  test('are those of where they live and of the cameras that the request names, oldest first', async () => {
    const request = await asking()
    const [home, named, elsewhere] = [await camera(), await camera(), await camera()]
    await names(request, named)
    await names(await asking(), elsewhere)
    const late = await clip(home, request.reference, { fromAt: '2026-11-23T10:00:00Z', toAt: '2026-11-23T10:00:04Z' })
    const early = await clip(named, request.reference)
    await clip(elsewhere, request.reference)
    expect((await clipsOf(request, [home])).map(({ item, camera }) => [item, camera])).toEqual([
      [early, named],
      [late, home],
    ])
  })

  test.each([
    ['is for the police, under the same reference', { recipient: 'police' }],
    ['is for a court', { recipient: 'court' }],
    ['was stopped', { outcome: 'stopped' }],
    ['waits for its second look', { outcome: null, decidedBy: null, closedOn: null }],
    ['has no digest', { digest: null }],
    ['has no length', { givenSeconds: null }],
  ])('are not one that %s', async (_, values) => {
    const [request, home] = [await asking(), await camera()]
    await clip(home, request.reference, values)
    expect(await clipsOf(request, [home])).toEqual([])
  })

  test('are not one of somebody else’s request, also of the same camera', async () => {
    const [request, other, home] = [await asking(), await asking(), await camera()]
    await clip(home, other.reference)
    const own = await clip(home, request.reference)
    expect((await clipsOf(request, [home])).map(({ item }) => item)).toEqual([own])
  })

  test('are none of a camera that is no longer in the register', async () => {
    const request = await asking()
    expect(await clipsOf(request, ['3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c'])).toEqual([])
  })
})

describe('a letter may say that clips are given', () => {
  async function letterOf(...all: readonly Readonly<Record<string, string | null>>[]) {
    const [request, home] = [await asking(), await camera()]
    for (const values of all) await clip(home, request.reference, values)
    return { request, home, clips: await clipsOf(request, [home]) }
  }
  const given = ({ request, clips }: Awaited<ReturnType<typeof letterOf>>) => clipsAreGiven(ways, officer, request, clips)

  test('where each was downloaded', async () => {
    expect(await given(await letterOf())).toEqual({ ok: true })
    expect(await given(await letterOf({}, { fromAt: '2026-11-23T08:00:00Z' }))).toEqual({ ok: true })
  })

  test.each([['first'], ['last']])('and not where the %s was not', async (which) => {
    const waits = { fetchedAt: null, fromAt: which === 'first' ? '2026-11-23T08:00:00Z' : '2026-11-23T09:00:01Z' }
    expect(await given(await letterOf({}, waits))).toEqual({ ok: false, why: 'clip-unfetched' })
  })

  test('and not where one is stopped since, or another clip has taken its place', async () => {
    for (const set of [`outcome = 'stopped'`, `digest = '${'b'.repeat(64)}'`]) {
      const letter = await letterOf({}, { fetchedAt: null, fromAt: '2026-11-23T08:00:00Z' })
      await on.asAdmin((admin) => admin.query(`update disclosure set ${set} where id = $1`, [letter.clips[1]?.item]))
      expect(await given(letter), set).toEqual({ ok: false, why: 'stopped' })
    }
  })
})

test('the letter tells of each clip, and so does the evidence: its time, length and digest', () => {
  const one: Clip = { item: 'i', camera: 'c', from: '2026-11-23T09:00:00Z', to: '2026-11-23T09:00:01Z', seconds: 1, digest }
  const words = clipWords([one, { ...one, to: '2026-11-23T09:00:04Z', seconds: 4 }])
  expect(words).toContain(`a clip of 1 second, from 23 November 2026, 09:00:00 GMT (+00:00) to 23 November 2026, 09:00:01 GMT (+00:00)`)
  expect(words).toContain(`with the SHA-256 ${digest}; a clip of 4 seconds, `)
  expect(clipEvidence(one)).toBe(`i 2026-11-23T09:00:00Z/2026-11-23T09:00:01Z PT1S sha256:${digest}`)
})
