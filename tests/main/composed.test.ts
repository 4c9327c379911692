import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { album } from '#duties/pictures/album.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { webLog } from '#web/log.ts'
import { startWorker } from '#worker/worker.ts'
import { openSite } from '../../src/main/site.ts'
import { workerDuties } from '../../src/main/worker-duties.ts'
import { filmSeconds, registerCamera } from '../support/cameras.ts'
import { noon } from '../support/edition.ts'
import { freePort } from '../support/free-port.ts'
import { colleague } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { letGo } from '../support/pack.ts'
import { putConsent, putPerson } from '../support/people.ts'
import { onOurWebsite, putPicture } from '../support/pictures.ts'
import { home } from '../support/places.ts'
import { until } from '../support/running-system.ts'
import { wavOf } from '../support/sound.ts'
import { clientId, clientSecret, landlordsProvider } from '../web/landlords-provider.ts'
import { composed, reader, withFile } from './composed-ground.ts'

let all: Awaited<ReturnType<typeof composed>>
let person: string
beforeAll(async () => {
  all = await composed()
  person = (await putPerson(all.on)).person
}, 120_000)
afterAll(() => all.close(), 60_000)

const anHourAgo = noon.subtract({ hours: 1 })

/** Why somebody's record is opened, as a colleague says it at the desk; answers where it stands open. */
async function opens(desk: Awaited<ReturnType<typeof all.signedInAs>>, why: Readonly<Record<string, string>>): Promise<string> {
  const answer = await desk.send(`/desk/people/${person}/open`, { reason: 'case', reference: 'case 4711', specialReason: '', ...why })
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

describe('the public door', () => {
  test('shows the notice and the promises, and takes in what somebody writes', async () => {
    const anybody = reader(all.at)
    for (const path of ['/notice', '/promises', '/pictures', '/health']) expect((await anybody.open(path)).status, path).toBe(200)
    const concern = { text: 'My letter went next door.', name: 'Amina Test', contact: 'amina@example.org' }
    expect((await anybody.send('/contact', concern)).status).toBe(303)
    expect((await anybody.send('/feedback?about=how-long', { about: 'how-long', text: 'What is a tenure?' }, '/feedback')).status).toBe(303)
    expect((await all.rows('message')).map(({ kind }) => kind)).toEqual(['concern', 'feedback'])
  })
})

describe('the machines’ doors', () => {
  test('take in a call that rings, recorded calls and footage, each recording under a key of its own', async () => {
    expect(await all.hands('telephone', '/api/v1/calls', { reference: 'PBX 1', line: '2104' })).toBe(201)
    expect(await all.rows('arriving_call')).toMatchObject([{ line: '2104' }])
    for (const reference of ['PBX 1', 'PBX 2']) {
      const call = { reference, direction: 'in', startedAt: anHourAgo.toString(), seconds: 12, person }
      expect(await all.hands('telephone', '/api/v1/recordings', withFile('call', call, 'sound', wavOf(12)))).toBe(201)
    }
    const camera = await registerCamera(all.system, 'REC/1')
    const piece = { camera, from: anHourAgo.toString(), to: anHourAgo.add({ seconds: filmSeconds }).toString() }
    expect(await all.hands('recorder', '/api/v1/footage', withFile('footage', piece, 'film', await madeMedia('film.mp4')))).toBe(201)
    const leader = { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] } as const
    const opened = await all.system.gate.open(colleague('team-leader'), leader)
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const held = await opened.read(callRecordings)
    expect(new Set(held.ok ? held.rows.map(({ mediaKey }) => mediaKey) : [])).toHaveProperty('size', 2)
  })
})

describe('the desk', () => {
  test('shows somebody’s record, and puts on record who saw what of it', async () => {
    const marek = await all.signedInAs('Marek Bell')
    const at = await opens(marek, { activity: 'tenancy-management' })
    expect((await marek.open(at)).html).toContain('Amina')
    const seen = await pageOfEvidence(all.system.deps.database, { opening: at.split('/').at(-1) ?? '', kind: 'read' })
    const categories = expect.arrayContaining(['personal-details', 'contact-details', 'contact-log'])
    expect(seen).toMatchObject([{ subject: person, role: 'housing-officer', activity: 'tenancy-management', categories }])
  })

  test('plays a recording, and puts on record which seconds were played', async () => {
    const ann = await all.signedInAs('Ann Hosking')
    const at = await opens(ann, { activity: 'call-quality', reason: 'check', privateSetting: 'yes' })
    const [path = ''] = /\/desk\/openings\/[^"]*\/recordings\/[0-9a-f-]{36}/.exec((await ann.open(at)).html) ?? []
    expect((await (await ann.bytes(`${path}/sound`)).arrayBuffer()).byteLength).toBe(wavOf(12).length)
    expect((await ann.send(path, { from: '2', until: '7' }, `${path}/played`)).status).toBe(204)
    const [played] = await pageOfEvidence(all.system.deps.database, { subject: person, recordType: 'call-recording' })
    expect(played?.detail).toMatchObject({ item: path.split('/').at(-1), fromSecond: 2, untilSecond: 7 })
  })

  test('opens a caller’s record once they showed who they are, and closes it again half an hour later', async () => {
    const dee = await all.signedInAs('Dee Marsh')
    const page = async () => (await dee.open(await opens(dee, { activity: 'contact-handling', reason: 'call' }))).html
    expect(await page()).toContain('Check who this is first')
    const said = { born: '4 3 1981', postcode: 'EX5 2FZ', reference: '' }
    expect((await dee.send(`/desk/people/${person}/identity`, said)).status).toBe(200)
    expect(await page()).not.toContain('Check who this is first')
    all.setNow(noon.add({ minutes: 31 }))
    expect(await page()).toContain('Check who this is first')
    all.setNow(noon)
  })

  test('has a task for whoever looks through footage, once somebody’s data was gathered', async () => {
    expect(await all.system.gatherPack(person, letGo)).toMatchObject({ ok: true })
    const ruth = await all.signedInAs('Ruth Adeyemi')
    expect((await ruth.open('/desk/tasks')).html).toContain('Look for somebody in footage')
  })

  test('sends colleagues to the landlord’s own provider, where it has one', async () => {
    const issuer = `http://127.0.0.1:${await freePort()}`
    const url = 'http://localhost'
    const provider = landlordsProvider(issuer, `${url}/desk/signed-in`)
    await provider.start()
    const own = { issuer: new URL(issuer), clientId, secret: { words: clientSecret }, rolesClaim: 'roles' }
    const site = await openSite(all.system, { ...all.settings, example: false, url, provider: own }, home, webLog('silent'))
    const answer = await site.inject('/desk/sign-in')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, expect.stringContaining(issuer)])
    await site.close()
    await provider.stop()
  })

  test('lets nobody in where sign-in has not been set up', async () => {
    const site = await openSite(all.system, { ...all.settings, example: false }, home, webLog('silent'))
    const answer = await site.inject('/desk')
    expect([answer.statusCode, answer.body]).toEqual([503, expect.stringContaining('Sign-in has not been set up')])
    await site.close()
  })
})

describe('the worker, three months later', () => {
  const failed: unknown[] = []
  const later = Temporal.Instant.from('2027-02-24T12:00:00Z')
  let picture: string

  beforeAll(async () => {
    const pictures = { ...all.system.deps, gate: all.system.gate }
    picture = await putPicture(pictures)
    await album(pictures).show(colleague('communications-officer'), picture, onOurWebsite)
    await putConsent(all.on, person, { answer: 'given', answeredAt: '2020-05-01T10:00:00Z', ended: null })
    await album(pictures).note(colleague('communications-officer'), picture, person, 'Amina')
    await all.on.asAdmin((admin) => admin.query(`update consent set ended_on = '2026-11-23' where person_id = $1`, [person]))
    await all.edit('edition.yaml', "id: '2023-02'", "id: '2027-01'")
    await all.edit('edition.yaml', "inForceFrom: '2023-02'", "inForceFrom: '2027-01-01'")
    const collecting = 'documents, authority-to-act, consents]\n      clauses: [U2, D6]'
    await all.edit('activities/30-money.yaml', `contact-log, ${collecting}`, collecting)
    expect(await all.system.publish(await all.system.proposal())).toMatchObject({ ok: true })
    await all.leaveStray(randomUUID())
    all.setNow(later)
    const first = starts()
    await first.looked
    await until(async () => (await all.rows('placement', 'ended_on is null')).length === 0, 20_000).catch(() => {})
    await until(async () => (await unsealed()) === 0, 10_000).catch(() => {})
    await first.stop()
    // On a day that has had its sweep, the worker still looks at the clock.
    all.setNow(later.add({ hours: 1 }))
    const second = starts()
    await second.looked
    await second.stop()
  }, 60_000)

  const starts = () => startWorker({ ...workerDuties(all.system), failed: (...what) => failed.push(what), mended: () => {} })

  /** Rows of the sweep that no seal covers. */
  async function unsealed(): Promise<number> {
    const sealed = 'seq > coalesce((select max(last_seq) from evidence_seal), 0)'
    return (await all.rows('evidence', `kind = 'sweep' and ${sealed}`)).length
  }

  test('fails at nothing', () => {
    expect([failed, all.logged]).toEqual([[], []])
  })

  test('looked at the clock each time, and believes it', async () => {
    expect(await all.rows('clock_look', `clock = '${later.add({ hours: 1 })}'`)).toHaveLength(1)
    expect(await all.system.waits()).toEqual([])
  })

  test('deleted recordings and footage on their day, with their bytes and those that no record names', async () => {
    expect(String(await all.system.lastSweep())).toBe(later.toString())
    expect([await all.rows('call_recording'), await all.rows('footage')]).toEqual([[], []])
    // The picture and its small copy are left.
    expect(await Array.fromAsync(all.system.deps.objects.list())).toHaveLength(2)
  })

  test('took down the picture of whoever took their agreement back', async () => {
    expect(await all.rows('placement')).toMatchObject([{ picture_id: picture, ended_how: 'taken-down' }])
  })

  test('sealed what is on record', async () => {
    expect((await all.rows('evidence_seal')).length).toBeGreaterThan(0)
    expect(await unsealed()).toBe(0)
  })

  test('put the edition in force whose day had come', async () => {
    expect(all.system.released().edition.id).toBe('2027-01')
    // The floor beneath no longer lets those who chase rent write contacts down.
    const may = `has_column_privilege('livewest__rent-collection', 'contact_log', 'sealed_contact_log', 'insert')`
    expect(await all.rows(`(select ${may} as may) as asked`)).toEqual([{ may: false }])
  })
})
