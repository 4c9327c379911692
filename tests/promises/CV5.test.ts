import { afterAll, describe, expect, test } from 'vitest'
import { askForFootage } from '#duties/subject-access/footage-request.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { footageDoor } from '#web/api/footage.ts'
import { recordingsDoor } from '#web/api/recordings.ts'
import { deskDoor } from '#web/desk/desk.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson } from '../support/people.ts'
import { exampleSite } from '../web/example-site.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const camera = await registerCamera(at, 'REC/1', { name: 'Secret door' })
const taken = await film(at, camera, noon.subtract({ hours: 3 }))
const footage = taken.taken === 'stored' ? taken.footage : ''

const ways = { gateDeps: at.deps, gate: at.gate }
const { parts: deps } = exampleSite()
const signIn = {
  rolesClaim: 'roles',
  pseudonym: () => 'nobody',
  origin: 'https://desk.example',
  provider: () => Promise.reject(new Error('nobody')),
}
const site = exampleSite({
  doors: [
    deskDoor({ ...ways, editions: deps.editions, look: deps.look, signIn, ffmpeg: null }),
    recordingsDoor({ ...ways, ffmpeg: null, telephoneToken: 'telephone' }),
    footageDoor({ ...ways, recorderToken: 'recorder' }),
  ],
})
afterAll(() => site.app.close())

/** Every address of every door with what is held in its place: whoever guesses ids rightly. */
async function addresses(): Promise<readonly { readonly method: string; readonly url: string }[]> {
  await site.app.ready()
  const walked = site.app.printRoutes({ commonPrefix: false, includeHooks: false })
  const paths: { depth: number; path: string }[] = []
  const found: { method: string; url: string }[] = []
  for (const line of walked.split('\n')) {
    const [, indent = '', path = '', methods = ''] = /^([│ ├└─]*)(\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    const depth = indent.length
    while ((paths.at(-1)?.depth ?? -1) >= depth) paths.pop()
    paths.push({ depth, path })
    const url = paths.map((each) => each.path).join('')
    for (const method of methods.split(', ').filter((word) => word !== '')) found.push({ method, url })
  }
  return found
}

describe('footage is reached by no way of a customer’s', () => {
  test('whatever address of whatever door is asked for, with the right ids in it and signed in as nobody, no film and no camera comes', async () => {
    const all = await addresses()
    expect(all.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['/notice', '/desk/openings/:id/footage/:item/film', '/api/v1/footage']),
    )
    expect(all.length).toBeGreaterThan(60)
    for (const { method, url } of all.filter((each) => each.method === 'GET')) {
      const answer = await site.app.inject({
        method: 'GET',
        url: url.replaceAll(':item', footage).replace(/:\w+/g, camera).replace('*', camera),
      })
      expect(answer.headers['content-type'] ?? '', `${method} ${url}`).not.toMatch(/^(video|application\/zip)/)
      expect(answer.body, `${method} ${url}`).not.toContain('Secret door')
      if (url.startsWith('/desk/cameras') || url.includes('/footage') || /\/(disclosures|clips)/.test(url))
        expect(answer.statusCode, url).toBe(303)
    }
  })

  test('a form to it is refused to whoever is not signed in', async () => {
    for (const { url } of (await addresses()).filter(
      (each) => each.method === 'POST' && /footage|disclosures|clips|cameras/.test(each.url),
    )) {
      const answer = await site.app.inject({ method: 'POST', url: url.replaceAll(':item', footage).replaceAll(':id', camera) })
      expect([401, 403], url).toContain(answer.statusCode)
    }
  })
})

test('the notice lets no footage go to customers but through the data protection team, others hidden', () => {
  for (const { id, sharing } of released.edition.activities)
    for (const grant of sharing.filter((each) => each.with.some((kind) => kind === 'the-person' || kind === 'representative')))
      if (grant.categories.includes('cctv-footage')) {
        expect(id).toBe('rights-requests')
        expect(grant.needs).toEqual(expect.arrayContaining([{ anyOf: ['nobody-identifiable'] }]))
      }
})

test('who asks for a copy of their data is told that footage exists, of which times, that both rules stand, and who decides', async () => {
  const { person } = await putPerson(on)
  const pack = await wholePack(at.gate, colleague('data-protection-officer'), person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  expect(pack.withheld).toContainEqual({
    type: 'footage',
    count: 1,
    reason: expect.stringMatching(/no customer watch footage.*the law gives you a right.*data protection team/),
    times: [{ camera: 'Secret door, Alder Court', from: '2026-11-23T09:00:00Z', to: '2026-11-23T09:00:04Z' }],
  })
  await askForFootage(at.deps, person, pack.withheld)
  const waiting = await tasks(at.deps).waiting(colleague('data-protection-officer'), null)
  expect(waiting).toMatchObject([{ kind: 'footage-request', person }])
  expect(waiting.map(({ dueOn }) => dueOn.toString())).toEqual(['2026-12-23'])
})
