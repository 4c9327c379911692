import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { TextWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { afterAll, describe, expect, test } from 'vitest'
import type { Mask, Silence } from '#duties/disclosures/clip.ts'
import { type Deciding, type Disclosure, decideDisclosure } from '#duties/disclosures/decide.ts'
import { fetchDisclosure } from '#duties/disclosures/fetch.ts'
import { masksIn, silencesIn } from '#duties/disclosures/obscure.ts'
import type { Request } from '#duties/disclosures/outside.ts'
import { type OpenForDisclosure, prepare } from '#duties/disclosures/prepare.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Colleague } from '#gate/judge.ts'
import { findFfmpeg } from '#media/ffmpeg.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { asksForClip, notShared, rungBack } from '../support/clips.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { madeMedia, ffmpeg as program } from '../support/media.ts'
import { inChunks, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { gate, deps, setNow } = at
const ffmpeg = await findFfmpeg(dirname(program))
const folder = await mkdtemp(join(tmpdir(), 'assured-clips-'))
afterAll(() => rm(folder, { recursive: true }))

const operator = colleague('cctv-operator')
const manager = colleague('senior-manager')
const from = noon.subtract({ hours: 24 })
const request = await asksForClip(on)
const { organisation: organisationId, ...said } = request
const onRecord = { ...said, organisationId, organisation: 'Test police', recipient: 'police', callBack: '01632 960101' }

async function open(who: Colleague, camera: string): Promise<OpenForDisclosure> {
  const opened = await gate.open(who, { activity: 'crime-prevention', person: camera, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened
}

async function council(): Promise<string> {
  const known = { kind: 'local-authority', name: 'Exe Council', callBack: '01632 960106', place: 'uk', endedOn: null, coveredUntil: null }
  return putItem(on, organisation, { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01'), values: known })
}

let cameras = 0
async function filmed() {
  cameras += 1
  const camera = await registerCamera(at, `REC/${cameras}`)
  const taken = await film(at, camera, from)
  return { camera, piece: taken.taken === 'stored' ? taken.footage : '' }
}

type More = {
  readonly masks?: readonly Mask[]
  readonly silences?: readonly Silence[]
  readonly seconds?: readonly [number, number]
  readonly uploaded?: AsyncIterable<Uint8Array>
}

async function prepared(more: More = {}, tool = ffmpeg) {
  const { camera, piece } = await filmed()
  const [start, end] = more.seconds ?? [1, 3]
  const span = { from: from.add({ seconds: start }), to: from.add({ seconds: end }) }
  const asked = { piece, ...span, request, masks: more.masks ?? [], silences: more.silences ?? [], uploaded: more.uploaded ?? null }
  return { camera, answer: await prepare({ ...deps, ffmpeg: tool }, await open(operator, camera), operator, asked) }
}

async function latest(camera: string): Promise<Disclosure> {
  const read = await (await open(operator, camera)).read(disclosures)
  const [row] = read.ok ? read.rows : []
  if (row === undefined) throw new Error('no disclosure is there')
  return row
}

async function clipOf(camera: string): Promise<string> {
  const heard = await (await open(operator, camera)).hear(disclosures, {
    id: (await latest(camera)).id,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
  })
  if (!heard.ok) throw new Error(heard.why)
  const path = join(folder, `${camera}.mp4`)
  await writeFile(path, await wholeOf(heard.stretch.read()))
  return path
}

/** One grey picture of a clip at a second, 160 by 120. */
async function pictureAt(path: string, second: number): Promise<Buffer> {
  const out = `${path}-${second}.grey`
  await promisify(execFile)(program, [
    '-v',
    'error',
    '-y',
    '-ss',
    `${second}`,
    '-i',
    path,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    out,
  ])
  return readFile(out)
}

describe('a clip for the police', () => {
  test('is cut out with people hidden and sound silenced for as long as was said, and holds nothing of what lies around it', async () => {
    const mask = { from: 0, to: 1, left: 25, top: 25, width: 50, height: 50 }
    const { camera, answer } = await prepared({ masks: [mask], silences: [{ from: 0, to: 1 }] })
    expect(answer).toMatchObject({ ok: true })
    expect(await latest(camera)).toMatchObject({ ...onRecord, treated: 'cut', obscured: 2, outcome: null, mediaType: 'video/mp4' })
    const path = await clipOf(camera)
    const [hidden, shown] = [await pictureAt(path, 0.5), await pictureAt(path, 1.5)]
    const middle = 60 * 160 + 80
    const brightest = (picture: Buffer) => Math.max(...picture.subarray(middle - 20, middle + 20))
    expect(brightest(hidden)).toBeLessThan(24)
    expect(brightest(shown)).toBeGreaterThan(40)
    const { stderr } = await promisify(execFile)(program, ['-i', path, '-f', 'null', '-'])
    expect(stderr).toMatch(/Duration: 00:00:0[12]\./)
  })

  test('leaves only after another colleague has looked, once, in an archive that its passphrase alone opens, with a receipt', async () => {
    const { camera } = await prepared()
    const asRead = await latest(camera)
    const opened = await open(operator, camera)
    expect(await fetchDisclosure(deps, opened, asRead, 'Receipt')).toMatchObject({ ok: false, why: 'over' })
    expect(await decideDisclosure(deps, opened, operator, asRead, rungBack)).toEqual({ ok: false, why: 'own' })
    expect(await tasks(deps).waiting(manager, null)).toContainEqual(expect.objectContaining({ kind: 'disclosure-look', about: asRead.id }))
    expect(await decideDisclosure(deps, await open(manager, camera), manager, asRead, rungBack)).toEqual({ ok: true })
    expect((await tasks(deps).waiting(manager, null)).filter((task) => task.about === asRead.id)).toEqual([])
    const released = await latest(camera)
    const fetched = await fetchDisclosure(deps, await open(operator, camera), released, 'Receipt for DC 1234')
    if (!fetched.ok) throw new Error(fetched.why)
    const archive = await wholeOf(fetched.archive)
    const entries = await new ZipReader(new Uint8ArrayReader(archive)).getEntries()
    const [receipt, clip] = entries
    expect(entries.map((entry) => [entry.filename, entry.encrypted])).toEqual([
      ['receipt.txt', true],
      ['clip.mp4', true],
    ])
    if (receipt?.directory !== false || clip?.directory !== false) throw new Error('no files')
    const password = released.passphrase ?? ''
    expect(await receipt.getData(new TextWriter(), { password })).toBe('Receipt for DC 1234')
    expect(Buffer.from(await clip.getData(new Uint8ArrayWriter(), { password })).equals(await readFile(await clipOf(camera)))).toBe(true)
    await expect(clip.getData(new Uint8ArrayWriter(), { password: 'ABCD-EFGH' })).rejects.toThrow()
    for (const version of [released, await latest(camera)])
      expect(await fetchDisclosure(deps, await open(operator, camera), version, '')).toMatchObject({ ok: false, why: 'over' })
  })

  test('stands in the evidence with its basis, whom it went to and its digest, and no name', async () => {
    const { camera } = await prepared()
    await decideDisclosure(deps, await open(manager, camera), manager, await latest(camera), rungBack)
    const { digest, id } = await latest(camera)
    const [entry] = await pageOfEvidence(on.database, { subject: camera, kind: 'decision' })
    expect(entry).toMatchObject({
      act: 'share',
      outcome: 'permitted',
      basis: 'legitimate-interests',
      actor: `colleague:${manager.id}`,
      clauses: expect.arrayContaining(['CV4', 'R9']),
    })
    expect(entry?.detail).toMatchObject({ recipient: 'police', item: id, digest })
    expect(JSON.stringify(await pageOfEvidence(on.database, { subject: camera }))).not.toMatch(/DC 1234|Devon|OP\/77/)
  })

  test('that was stopped never leaves; one that nobody fetched in a week has to be released again, under another passphrase', async () => {
    const stopped = await prepared()
    await decideDisclosure(deps, await open(manager, stopped.camera), manager, await latest(stopped.camera), notShared)
    expect(
      await decideDisclosure(deps, await open(manager, stopped.camera), manager, await latest(stopped.camera), rungBack),
    ).toMatchObject({ why: 'stale' })
    const { camera } = await prepared()
    await decideDisclosure(deps, await open(manager, camera), manager, await latest(camera), rungBack)
    const first = (await latest(camera)).passphrase
    setNow(noon.add({ hours: 7 * 24 }))
    expect(await fetchDisclosure(deps, await open(operator, camera), await latest(camera), '')).toMatchObject({ why: 'over' })
    expect(await decideDisclosure(deps, await open(manager, camera), manager, await latest(camera), rungBack)).toEqual({
      ok: true,
    })
    expect((await latest(camera)).passphrase).not.toBe(first)
    setNow(noon)
  })

  test('without a tool that can cut it needs a treated copy, which has to be film', async () => {
    expect((await prepared({}, null)).answer).toEqual({ ok: false, why: 'tool' })
    const { camera, answer } = await prepared({ uploaded: inChunks(await madeMedia('film.mkv')) }, null)
    expect(answer).toMatchObject({ ok: true })
    expect(await latest(camera)).toMatchObject({ treated: 'uploaded', mediaType: 'video/x-matroska' })
    await expect(prepared({ uploaded: inChunks(await madeMedia('sound.mp3')) })).rejects.toMatchObject({ code: 'media-unknown-kind' })
  })

  test.each([
    ['before the footage begins', [-5, 3], 'outside'],
    ['after it ends', [1, 3700], 'outside'],
    ['that ends before it begins', [3, 1], 'long'],
  ] as const)('of a time %s is not cut', async (_, seconds, why) => {
    expect((await prepared({ seconds })).answer).toEqual({ ok: false, why })
  })

  test('is cut by those alone whom the notice lets', async () => {
    const { camera, piece } = await filmed()
    const officer = colleague('anti-social-behaviour-officer')
    const asked = { piece, from, to: from.add({ seconds: 2 }), request, masks: [], silences: [], uploaded: null }
    expect(await prepare({ ...deps, ffmpeg }, await open(officer, camera), officer, asked)).toMatchObject({
      ok: false,
      why: 'refused',
    })
  })
})

describe('whoever asks for a clip', () => {
  const usual = { masks: [], silences: [], uploaded: null, from, to: from.add({ seconds: 2 }) }
  const asking = async (more: Partial<Request>, of: Request = request) => {
    const { camera, piece } = await filmed()
    const answer = await prepare({ ...deps, ffmpeg }, await open(operator, camera), operator, {
      piece,
      ...usual,
      request: { ...of, ...more },
    })
    return { camera, answer }
  }
  const nobody = { officer: null, authoriser: null, isVictim: null } as const

  test.each<[string, () => Promise<{ readonly answer: unknown }>, Readonly<Record<string, unknown>>]>([
    ['is in no register', () => asking({ organisation: '00000000-0000-7000-8000-000000000000' }), { ok: false, why: 'organisation' }],
    ['is no longer used', async () => asking({}, await asksForClip(on, 'police', { endedOn: '2026-01-01' })), { why: 'organisation' }],
    ['is no force and no court', async () => asking({ organisation: await council() }), { why: 'organisation' }],
    ['is a force with an order of a court', () => asking({ occasion: 'order' }), { why: 'occasion' }],
    ['does not say who asks', () => asking({ officer: ' ' }), { why: 'facts' }],
    ['has nobody who authorised it', () => asking({ authoriser: null }), { why: 'facts' }],
    ['does not say whether it shows the victim', () => asking({ isVictim: null }), { why: 'facts' }],
    ['names no law', () => asking({ power: '' }), { why: 'facts' }],
    [
      'keeps it abroad, and nothing covers that',
      async () => asking({}, await asksForClip(on, 'police', { place: 'other' })),
      { why: 'refused' },
    ],
    ['is told of a crime by us, and asked nothing', () => asking({ occasion: 'own-report', ...nobody }), { ok: true }],
    ['is a force with all that its path asks for', () => asking({}), { ok: true }],
  ])('%s', async (_, ask, expected) => expect((await ask()).answer).toMatchObject(expected))

  test('is rung back at the number of the register before it leaves, unless we report the crime', async () => {
    const { camera } = await asking({})
    const released = { outcome: 'released', settled: null } as const
    const look = async (of: string, deciding: Deciding) =>
      decideDisclosure(deps, await open(manager, of), manager, await latest(of), deciding)
    expect(await look(camera, released)).toEqual({ ok: false, why: 'unconfirmed' })
    expect(await latest(camera)).toMatchObject({ outcome: null, digest: null, confirmedHow: null })
    expect(await look(camera, rungBack)).toEqual({ ok: true })
    expect(await latest(camera)).toMatchObject({ outcome: 'released', confirmedHow: 'Rang back 01632 960101' })
    const report = await asking({ occasion: 'own-report', ...nobody })
    expect(await look(report.camera, released)).toEqual({ ok: true })
  })

  test('has it only once a victim was told in writing, or somebody said why not', async () => {
    const { camera } = await asking({ isVictim: 'yes' })
    const look = async (victimTold: 'given' | 'exempt' | null, victimToldWhy: string | null) =>
      decideDisclosure(deps, await open(manager, camera), manager, await latest(camera), {
        outcome: 'released',
        settled: { confirmedHow: 'Rang back 01632 960101', victimTold, victimToldWhy },
      })
    expect(await look(null, null)).toEqual({ ok: false, why: 'victim' })
    expect(await look('exempt', ' ')).toEqual({ ok: false, why: 'victim' })
    expect(await look('exempt', 'The force tells them.')).toEqual({ ok: true })
    expect(await latest(camera)).toMatchObject({ victimTold: 'exempt', victimToldWhy: 'The force tells them.' })
  })

  test('does not have it once it has left the register', async () => {
    const of = await asksForClip(on, 'police', { name: 'Moor Police' })
    const { camera } = await asking({}, of)
    await on.asAdmin((admin) => admin.query(`update organisation set ended_on = '2026-11-01' where id = $1`, [of.organisation]))
    const look = async (deciding: Deciding) => decideDisclosure(deps, await open(manager, camera), manager, await latest(camera), deciding)
    expect(await look(rungBack)).toEqual({ ok: false, why: 'organisation' })
    expect(await look(notShared)).toEqual({ ok: true })
  })
})

test('what is to be hidden is written line by line, and anything else is said to be wrong', () => {
  expect(masksIn('0:05-0:20 25 10 30.5 50\n\n1:00-1:01 0 0 100 100')).toEqual([
    { from: 5, to: 20, left: 25, top: 10, width: 30.5, height: 50 },
    { from: 60, to: 61, left: 0, top: 0, width: 100, height: 100 },
  ])
  for (const line of ['0:20-0:05 0 0 10 10', '0:00-0:01 90 0 20 10', '0:00-0:01 0 0 0 10', '0:00-0:01 0 0 10 10,movie=/etc/passwd', 'x'])
    expect(masksIn(line), line).toBeNull()
  expect(silencesIn('0:00-0:10')).toEqual([{ from: 0, to: 10 }])
  expect(silencesIn('0:10')).toBeNull()
})
