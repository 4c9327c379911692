import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { sortOut } from '#duties/subject-access/left-out.ts'
import { wordingOf } from '#exchange/pack/document.ts'
import { writePack } from '#exchange/pack/write.ts'
import { sources } from '#notice/vocabulary.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'
import { home } from '../support/places.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const { gate, deps } = at
const officer = colleague('data-protection-officer')

async function packOf(person: string) {
  const pack = await wholePack(gate, officer, person, released.hash)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  return pack
}

describe('a copy of what is held', () => {
  test('reaches every kind of record, and says of each that it was searched', async () => {
    const { person } = await putPerson(on)
    await putRecording(on, person, '2026-11-01')
    await putHold(on, person)
    const pack = await packOf(person)
    const kinds = new Set([...pack.searched, ...pack.withheld].map((each) => each.type))
    expect([...kinds].toSorted()).toEqual(everyRecordType.map((type) => type.name).toSorted())
    expect(pack.sections.map((section) => section.type)).toEqual(
      expect.arrayContaining(['person', 'tenure', 'household-member', 'asset', 'hold']),
    )
    expect(pack.sections.find((section) => section.type === 'person')?.items[0]?.values).toMatchObject({ 'First name': 'Amina' })
  })

  test('says that cameras filmed where they live, which and when, and sends it to the data protection team; it shows nothing', async () => {
    const { person } = await putPerson(on)
    const { person: left } = await putPerson(on, { tenureEnded: '2026-11-20' })
    const here = await registerCamera(at, 'REC/here')
    const elsewhere = await registerCamera(at, 'REC/elsewhere', { postcode: 'TQ1 1AA' })
    for (const from of ['2026-11-19T08:00:00Z', '2026-11-19T08:00:04Z', '2026-11-21T08:00:00Z'])
      for (const camera of [here, elsewhere]) expect(await film(at, camera, Temporal.Instant.from(from))).toMatchObject({ taken: 'stored' })
    const first = { camera: 'Main entrance, Alder Court', from: '2026-11-19T08:00:00Z', to: '2026-11-19T08:00:08Z' }
    const second = { camera: 'Main entrance, Alder Court', from: '2026-11-21T08:00:00Z', to: '2026-11-21T08:00:04Z' }
    const pack = await packOf(person)
    const reason = expect.stringMatching(/no customer watch footage.*law gives you a right.*data protection team/)
    expect(pack.withheld).toContainEqual({ type: 'footage', count: 3, reason, times: [first, second] })
    expect(pack.sections.map((section) => section.type)).not.toContain('footage')
    expect((await packOf(left)).withheld).toContainEqual({ type: 'footage', count: 2, reason, times: [first] })
    const { closing } = wordingOf(released, (type) => type).around(pack)
    const words = closing.leftOut.join('\n')
    expect(closing.about.parts.at(-1)?.lines.join(' ')).toMatch(
      /You can complain to us.*complain to the Information Commission \(ICO\).*go to court/,
    )
    const seconds = ['00', '08'].map((second) => `19 November 2026 at 08:00:${second} GMT (+00:00)`)
    expect(words).toContain(`Main entrance, Alder Court: from ${seconds[0]} to ${seconds[1]}.`)
  })

  test('leaves out others in the household, and says that it did and why', async () => {
    const { person, tenure } = await putPerson(on)
    await on.asAdmin((admin) =>
      admin.query(
        `insert into household_member (id, activity, source, collected_at, edition, tenure_id, full_name, is_responsible)
          values (gen_random_uuid(), 'tenancy-management', 'household', now(), 'test', $1, 'Somebody Else', false)`,
        [tenure],
      ),
    )
    const pack = await packOf(person)
    expect(JSON.stringify(pack)).not.toContain('Somebody Else')
    expect(pack.withheld).toContainEqual({ type: 'household-member', count: 1, reason: expect.stringContaining('another person') })
  })

  test('leaves out what a neighbour said, and who took it down', async () => {
    const { person } = await putPerson(on)
    for (const [source, topic] of [
      ['neighbour', 'Noise'],
      ['the-person', 'Boiler'],
    ] as const) {
      const row = randomUUID()
      const sealed = await deps.keys.seal(person, { table: 'contact_log', row, category: 'contact-log' }, { topic })
      await on.asAdmin((admin) =>
        admin.query(
          `insert into contact_log (id, activity, source, collected_at, edition, person_id, happened_at, channel, direction, sealed_contact_log, taken_by)
            values ($1, 'contact-handling', $2, now(), 'test', $3, now(), 'letter', 'in', $4, 'Colin Reeve')`,
          [row, source, person, sealed],
        ),
      )
    }
    const pack = await packOf(person)
    const text = JSON.stringify(pack)
    expect(text).toContain('Boiler')
    expect(text).not.toContain('Noise')
    expect(text).not.toContain('Colin Reeve')
    expect(pack.withheld).toContainEqual({ type: 'contact-log', count: 1, reason: expect.stringContaining('neighbour') })
    expect(pack.withheld).toContainEqual({ type: 'contact-log', count: 1, reason: expect.stringContaining('took it down') })
  })

  test.each([
    ['the-person', true],
    ['colleague', false],
    ['household', false],
    ['representative', false],
    ['local-authority', false],
    ['other-agency', false],
  ] as const)('what was said by %s is given in their words: %s', async (source, isGiven) => {
    const { person } = await putPerson(on)
    const row = randomUUID()
    const summary = 'John Smith at number 8 is not well'
    const sealed = await deps.keys.seal(person, { table: 'contact_log', row, category: 'contact-log' }, { summary })
    await on.asAdmin((admin) =>
      admin.query(
        `insert into contact_log (id, activity, source, collected_at, edition, person_id, happened_at, channel, direction, sealed_contact_log)
          values ($1, 'contact-handling', $2, now(), 'test', $3, now(), 'letter', 'in', $4)`,
        [row, source, person, sealed],
      ),
    )
    const pack = await packOf(person)
    expect(JSON.stringify(pack).includes(summary)).toBe(isGiven)
    expect(pack.sections.find((each) => each.type === 'contact-log')?.items).toMatchObject([{ values: { How: 'letter' } }])
    expect(pack.withheld.filter((each) => each.type === 'contact-log')).toHaveLength(isGiven ? 0 : 1)
  })

  test('counts each item once, and nothing that is empty', async () => {
    const { person } = await putPerson(on)
    const call = await putRecording(on, person, '2026-11-01')
    await on.asAdmin((admin) => admin.query(`update call_recording set calling_number = '07700 900025' where id = $1`, [call]))
    const pack = await packOf(person)
    expect(pack.items).toMatchObject({ person: 1, 'call-recording': 1 })
    expect(pack.sections.filter((each) => each.type === 'call-recording').map((each) => each.category)).toEqual([
      'call-recordings',
      'calling-line-identity',
    ])
    expect(pack.searched).toContainEqual({ type: 'person', category: 'support-needs', found: 0, given: 0 })
  })

  test('gives or leaves out, with its reason, whatever is filled in any kind of record', () => {
    for (const part of everyPart) {
      for (const name of part.fields) {
        for (const source of sources) {
          const field = part.type.fields[name]
          if (field?.kind === 'uuid' || field?.owner === 'machine') continue
          const { given, leftOut } = sortOut(part, { personId: 'me', source, [name]: 'x' }, { person: 'me', household: new Set() })
          expect([given !== null, leftOut.length > 0].filter(Boolean), `${part.type.name}.${name} from ${source}`).toHaveLength(1)
        }
      }
    }
  })

  test('comes as JSON and as a tagged PDF that only its owner can read', async () => {
    const { person } = await putPerson(on, { name: 'Amina #set text(fill: red)' })
    const folder = await mkdtemp(join(tmpdir(), 'assured-pack-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const written = await writePack(
      (taker) => gatherPack(gate, officer, everyPart, { person, now: noon, edition: released.hash }, taker),
      wordingOf(released, (type) => type),
      folder,
      join(home, 'src/exchange/pack'),
    )
    if (!written.ok) throw new Error(JSON.stringify(written.refusal))
    const { files } = written
    expect(files).toEqual(['your-information.json', 'your-information.pdf'])
    for (const file of files) expect((await stat(join(folder, file))).mode & 0o077).toBe(0)
    const pdf = await readFile(join(folder, 'your-information.pdf'))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain('pdfuaid')
    expect(JSON.parse(await readFile(join(folder, 'your-information.json'), 'utf8'))).toMatchObject({ person })
  })

  test('is refused to whoever is not the data protection team', async () => {
    const { person } = await putPerson(on)
    const refused = await wholePack(gate, colleague('marketing-officer'), person)
    expect(refused).toMatchObject({ ok: false })
  })
})
