import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { alarmHours, alarms } from '#duties/visits/alarms.ts'
import { type DeviceKey, rollCall, type Sealed } from '#duties/visits/roll-call.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { entry, receptionist, signedIn, warden } from '../support/visits.ts'

const on = await testDatabase()
// A second office, since an alarm is of one.
const released = changed(await livewest(), (edition) => {
  const offices = [...(edition.landlord.offices ?? []), { id: 'plymouth', name: 'Plymouth', address: '1 The Hoe' }]
  return { ...edition, landlord: { ...edition.landlord, offices } }
})
const at = await testGate(on, released)
const deps = { ...at.deps, gate: at.gate }
const [call, alarm, book] = [rollCall(deps), alarms(deps), visitBook(deps)]

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const device = keyOf(publicKey)

function keyOf(key: typeof publicKey): DeviceKey {
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  return { kty: 'RSA', n, e }
}

function unsealed({ key, iv, data }: Sealed): string {
  const secret = privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(key, 'base64url'),
  )
  const bytes = Buffer.from(data, 'base64url')
  const opening = createDecipheriv('aes-256-gcm', secret, Buffer.from(iv, 'base64url')).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([opening.update(bytes.subarray(0, -16)), opening.final()]).toString('utf8')
}

async function declared(site = 'exeter') {
  const answer = await alarm.declare(warden, site)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.alarm
}

function evidence(where: string) {
  return on.asAdmin((admin) =>
    admin.query(`select act, outcome, reasons, clauses, subject, detail from evidence where ${where} order by seq`),
  )
}

beforeEach(async () => {
  at.setNow(noon)
  await on.asAdmin((admin) => admin.query('truncate visit, visit_assistance, alarm'))
})

describe('the roll call', () => {
  test('is open to wardens and reception while an alarm runs at that office, and shows first who needs help', async () => {
    await signedIn(at, { name: 'Bo Birch' })
    await signedIn(at, { name: 'Zoë Ash', needsHelp: true })
    await signedIn(at, { name: 'Ada Quince' })
    expect(await call.list(warden, 'exeter')).toEqual({ ok: false, why: 'no-alarm' })
    const running = await declared()
    for (const somebody of [warden, receptionist]) {
      const answer = await call.list(somebody, 'exeter')
      expect(answer).toMatchObject({ ok: true, alarm: { id: running.id, declaredBy: 'Joe Treloar' } })
      expect(answer.ok && answer.inside.map(({ name, needsHelp }) => [name, needsHelp])).toEqual([
        ['Zoë Ash', true],
        ['Ada Quince', false],
        ['Bo Birch', false],
      ])
    }
    expect(await alarm.end(warden, running.id)).toEqual({ ok: true })
    expect(await call.list(warden, 'exeter')).toEqual({ ok: false, why: 'no-alarm' })
    expect(await alarm.endedSince('exeter', noon.subtract({ seconds: 1 }))).toBe(true)
    expect(await alarm.endedSince('exeter', noon)).toBe(false)
    expect(await alarm.endedSince('plymouth', noon.subtract({ seconds: 1 }))).toBe(false)
  })

  test('an alarm at one office opens nothing of another, even to somebody who asks for its visits by id', async () => {
    const there = await book.signInByColleague(receptionist, 'plymouth', entry())
    await declared('exeter')
    expect(await call.list(warden, 'plymouth')).toEqual({ ok: false, why: 'no-alarm' })
    expect(await call.list(warden, 'exeter')).toMatchObject({ inside: [] })
    const asked = { activity: 'visitor-safety', person: there.ok ? there.visit : '', because: 'emergency' } as const
    expect(await at.gate.open(warden, asked)).toMatchObject({
      why: 'refused',
      refusal: { reasons: [{ code: 'lacks-emergency-declared' }] },
    })
    expect(await call.list(warden, 'atlantis')).toEqual({ ok: false, why: 'site' })
  })

  test('ends by itself after four hours, and is declared once however many declare it', async () => {
    const both = await Promise.all([alarm.declare(warden, 'exeter'), alarm.declare(receptionist, 'exeter')])
    expect(new Set(both.map((each) => each.ok && each.alarm.id)).size).toBe(1)
    at.setNow(noon.add({ hours: alarmHours }).subtract({ seconds: 1 }))
    expect(await alarm.running()).toHaveLength(1)
    expect(await call.list(warden, 'exeter')).toMatchObject({ ok: true })
    at.setNow(noon.add({ hours: alarmHours }))
    expect(await alarm.running()).toEqual([])
    expect(await call.list(warden, 'exeter')).toEqual({ ok: false, why: 'no-alarm' })
    expect(await alarm.end(warden, both[0]?.ok === true ? both[0].alarm.id : '')).toEqual({ ok: false, why: 'gone' })
    expect(await alarm.endedSince('exeter', noon)).toBe(true)
  })

  test('an alarm that a wrong clock dated in the future opens nothing', async () => {
    at.setNow(noon.add({ hours: 24 }))
    await declared()
    at.setNow(noon)
    expect(await alarm.running()).toEqual([])
    expect(await call.list(warden, 'exeter')).toEqual({ ok: false, why: 'no-alarm' })
  })

  test('also names who is inside since the day before', async () => {
    await signedIn(at)
    at.setNow(noon.add({ hours: 10 }))
    await signedIn(at, { name: 'Bo Birch' })
    at.setNow(noon.add({ hours: 13 }))
    await declared()
    const answer = await call.list(warden, 'exeter')
    expect(answer.ok && answer.inside.map(({ name, earlierDay }) => [name, earlierDay])).toEqual([
      ['Ada Quince', true],
      ['Bo Birch', false],
    ])
  })

  test('is closed to every other role with its clause, also in an alarm, and the refusal is on record', async () => {
    await signedIn(at)
    await declared()
    for (const role of ['team-leader', 'senior-manager', 'housing-officer', 'data-protection-officer', 'system-administrator'] as const) {
      const somebody = colleague(role)
      const refused = { ok: false, why: 'refused', refusal: { clauses: ['R1'] } }
      expect(await call.list(somebody, 'exeter'), role).toMatchObject(refused)
      expect(await alarm.declare(somebody, 'exeter'), role).toMatchObject(refused)
      expect(await call.sealedFor(somebody, 'exeter', device, null, () => ''), role).toMatchObject(refused)
      expect(await book.inside(somebody, 'exeter'), role).toMatchObject({ why: 'refused' })
      expect(await evidence(`actor = 'colleague:${somebody.id}' and outcome <> 'refused'`)).toEqual([])
      expect((await evidence(`actor = 'colleague:${somebody.id}'`)).length).toBe(4)
    }
  })

  test('a warden sees nobody without an alarm, and no car in one', async () => {
    await signedIn(at)
    expect(await book.inside(warden, 'exeter')).toMatchObject({ refusal: { reasons: [{ code: 'lacks-emergency-declared' }] } })
    await declared()
    expect(await book.inside(warden, 'exeter')).toMatchObject({ visits: [{ name: 'Ada Quince', registration: undefined }] })
  })
})

describe('the list on a device', () => {
  test('is sealed to the device, says who needs help, and is read anew only when something has changed', async () => {
    await signedIn(at, { name: 'Zoë Ash', needsHelp: true })
    const draw = ({ alarm: running, inside }: Parameters<Parameters<typeof call.sealedFor>[4]>[0]) =>
      `${running === null ? 'quiet' : 'alarm'}: ${inside.map(({ name, needsHelp }) => `${name} ${needsHelp}`).join()}`
    const fetched = await call.sealedFor(warden, 'exeter', device, null, draw)
    if (!fetched.ok || fetched.sealed === null) throw new Error(JSON.stringify(fetched))
    expect(JSON.stringify(fetched)).not.toContain('Ash')
    expect(unsealed(fetched.sealed)).toBe('quiet: Zoë Ash true')
    const looks = await evidence(`actor = 'colleague:${warden.id}' and act = 'use' and kind = 'read'`)
    expect(await call.sealedFor(warden, 'exeter', device, fetched.version, draw)).toMatchObject({ version: fetched.version, sealed: null })
    expect(await evidence(`actor = 'colleague:${warden.id}' and act = 'use' and kind = 'read'`)).toEqual(looks)
    const versions = new Set([fetched.version])
    await signedIn(at)
    const fresh = async () => {
      const answer = await call.sealedFor(warden, 'exeter', device, fetched.version, draw)
      if (answer.ok && answer.sealed !== null) versions.add(answer.version)
      return answer
    }
    expect(await fresh()).toMatchObject({ alarm: null, sealed: expect.anything() })
    const running = await declared()
    const inAlarm = await fresh()
    expect(inAlarm).toMatchObject({ alarm: running.id })
    expect(inAlarm.ok && inAlarm.sealed !== null && unsealed(inAlarm.sealed)).toBe('alarm: Zoë Ash true,Ada Quince false')
    const listed = await call.list(warden, 'exeter')
    expect(listed).toMatchObject({ version: inAlarm.ok ? inAlarm.version : '' })
    at.setNow(noon.add({ hours: 24 }))
    await fresh()
    expect(versions.size).toBe(4)
  })

  test('is fetched anew once somebody counts as of an earlier day', async () => {
    const version = async (known: string | null) => {
      const answer = await call.sealedFor(warden, 'exeter', device, known, () => '')
      return answer.ok ? answer.version : ''
    }
    at.setNow(noon.add({ hours: 10 }))
    await signedIn(at)
    at.setNow(noon.add({ hours: 13 }))
    const night = await version(null)
    at.setNow(noon.add({ hours: 21 }))
    expect(await version(night)).toBe(night)
    at.setNow(noon.add({ hours: 23 }))
    expect(await version(night)).not.toBe(night)
  })

  test('is sealed to no key that is too short, or is none', async () => {
    const short = keyOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)
    for (const key of [short, { ...device, n: 'x' }, { ...device, n: '' }, { ...device, e: '!' }, { ...device, e: 'AQ' }])
      expect(await call.sealedFor(warden, 'exeter', key, null, () => '')).toEqual({ ok: false, why: 'key' })
  })

  test('was used without a network: that comes on record once there is one, with when and whose it was', async () => {
    const at11 = noon.subtract({ hours: 1 })
    expect(await call.used(warden, { site: 'exeter', at: at11, by: receptionist.id })).toEqual({ ok: true })
    expect(await evidence(`actor = 'colleague:${warden.id}' and detail ? 'usedAt'`)).toMatchObject([
      { act: 'view', outcome: 'permitted', detail: { site: 'exeter', usedAt: at11.toString(), fetchedBy: receptionist.id } },
    ])
    expect(await call.used(colleague('housing-officer'), { site: 'exeter', at: at11, by: 'x' })).toMatchObject({ why: 'refused' })
  })
})
