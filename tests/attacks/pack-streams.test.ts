import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Gathered, PackTaker } from '#duties/subject-access/gather.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { wordingOf } from '#exchange/pack/document.ts'
import { mostPages } from '#exchange/pack/part.ts'
import { writePack } from '#exchange/pack/write.ts'
import { everyPart } from '#records/every-part.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { inMemory } from '../support/pack.ts'
import { readPdf } from '../support/pdf.ts'
import { putAccount, putHold, putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'

const on = await testDatabase()
const released = await livewest()
const { gate } = await testGate(on, released)
const officer = colleague('data-protection-officer')
const wording = wordingOf(released, (type) => type)
const template = join(home, 'src/exchange/pack')
const folderOf = () => mkdtemp(join(tmpdir(), 'assured-stream-'))

async function putEntries(tenure: string, count: number): Promise<void> {
  const { account } = await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2012-03-31' })
  await on.asAdmin((admin) =>
    admin.query(
      `insert into rent_entry (id, activity, source, collected_at, edition, tenure_id, rent_account_id, posted_on, kind, pence)
        select gen_random_uuid(), 'rent-collection', 'own-systems', timestamptz '2020-01-05' + n * interval '1 minute', 'test', $1, $2, '2020-01-05', 'payment', n
        from generate_series(1, ${count}) n`,
      [tenure, account],
    ),
  )
}

describe('a copy of very much', () => {
  test('comes page by page, each item once and in its order, and is on record as one reading', async () => {
    const { person, tenure } = await putPerson(on)
    await putEntries(tenure, 1_300)
    const sizes: number[] = []
    const { taker, sections } = inMemory()
    const counting: PackTaker = {
      ...taker,
      items: async (items) => {
        sizes.push(items.length)
        await taker.items(items)
      },
    }
    const before = await on.asAdmin((admin) => admin.query('select from evidence where subject = $1', [person]))
    const gathered = await gatherPack(gate, officer, everyPart, { person, now: noon, edition: 'test' }, counting)
    expect(gathered).toMatchObject({ items: { 'rent-entry': 1_301 } })
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
    const amounts = sections.find(({ type }) => type === 'rent-entry')?.items.map(({ values }) => values.Amount)
    expect(amounts?.slice(1)).toEqual(Array.from({ length: 1_300 }, (_, n) => n + 1))
    const after = await on.asAdmin((admin) =>
      admin.query<{ kind: string; detail: { types?: string[] } }>('select kind, detail from evidence where subject = $1', [person]),
    )
    const read = after.slice(before.length).filter(({ detail }) => detail.types?.includes('rent-entry'))
    expect(read).toHaveLength(1)
  })

  test('leaves out what a hold closes among so much, counts it, and has the refusal on record', async () => {
    const { person } = await putPerson(on)
    const recordings = await on.asAdmin((admin) =>
      admin.query<{ id: string }>(
        `insert into call_recording (id, activity, source, collected_at, edition, clock_from, person_id, started_at, seconds, direction)
          select gen_random_uuid(), 'call-recording', 'telephone-system', timestamptz '2026-11-01' + n * interval '1 second', 'test', '2026-11-01', $1, '2026-11-01', n, 'in'
          from generate_series(1, 1100) n returning id`,
        [person],
      ),
    )
    for (const { id } of recordings.filter((_, place) => place % 400 === 3)) await putHold(on, person, 'call-recording', id)
    const { taker, sections } = inMemory()
    const gathered = await gatherPack(gate, officer, everyPart, { person, now: noon, edition: 'test' }, taker)
    if (!gathered.ok) throw new Error('refused')
    expect(gathered.items['call-recording']).toBe(1_097)
    expect(sections.find(({ category }) => category === 'call-recordings')?.items).toHaveLength(1_097)
    expect(gathered.withheld).toContainEqual({ type: 'call-recording', count: 3, reason: expect.stringContaining('on hold') })
    const refusals = await on.asAdmin((admin) =>
      admin.query(`select from evidence where subject = $1 and kind = 'refusal' and detail->>'items' = '3'`, [person]),
    )
    expect(refusals).toHaveLength(1)
  })

  test('is set in parts of two hundred pages at the most, numbered on, and its JSON is one', async () => {
    const { person, tenure } = await putPerson(on)
    await putEntries(tenure, 5_000)
    const folder = await folderOf()
    const asked = { person, now: noon, edition: 'test' }
    const written = await writePack((taker) => gatherPack(gate, officer, everyPart, asked, taker), wording, folder, template)
    if (!written.ok) throw new Error('refused')
    const [json = '', ...pdfs] = written.files
    expect(JSON.parse(await readFile(join(folder, json), 'utf8'))).toMatchObject({ person, items: { 'rent-entry': 5_001 } })
    expect(pdfs.length).toBeGreaterThan(1)
    let pages = 0
    for (const [place, name] of pdfs.entries()) {
      expect(name).toBe(`your-information-part-${place + 1}-of-${pdfs.length}.pdf`)
      const read = await readPdf(join(folder, name))
      expect(read.pages).toBeLessThanOrEqual(mostPages)
      expect(read.isTagged).toBe(true)
      expect(read.text).toContain(`Part ${place + 1} of ${pdfs.length}, page ${pages + 1}`)
      pages += read.pages
      expect(read.text).toContain(`Part ${place + 1} of ${pdfs.length}, page ${pages}`)
      expect(read.text.includes('What we left out, and why')).toBe(place === pdfs.length - 1)
    }
    expect(written.pdf?.pages).toBe(pages)
    expect((await readdir(folder)).toSorted()).toEqual([...written.files].toSorted())
  }, 240_000)

  test('that is broken off leaves nothing under its name', async () => {
    const folder = await folderOf()
    const broken = async (taker: PackTaker): Promise<Answer<Gathered>> => {
      await taker.begin({ person: 'p', gatheredAt: noon.toString(), edition: 'test', relationships: [] })
      throw new Error('the database went away')
    }
    await expect(writePack(broken, wording, folder, template)).rejects.toThrow('went away')
    expect(await readdir(folder)).toEqual([])
    const writer = fork(join(home, 'tests/exchange/pack-writer.ts'), [folder], { execArgv: [] })
    await once(writer, 'message')
    writer.kill('SIGKILL')
    await once(writer, 'exit')
    expect(await readdir(folder)).toEqual(['.your-information.json.part'])
  }, 60_000)
})
