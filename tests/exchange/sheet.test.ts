import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Sheet } from '#duties/shares/tools.ts'
import { writeSheet } from '#exchange/pack/sheet.ts'
import { rentEntries, rentEntry } from '#records/rent-entry/rent-entry.ts'
import { readPdf } from '../support/pdf.ts'
import { home } from '../support/places.ts'

/** What people read of the sheet. */
async function printed(sheet: Sheet) {
  const folder = await mkdtemp(join(tmpdir(), 'assured-sheet-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const files = await writeSheet(sheet, join(folder, 'files'), join(home, 'src/exchange/pack'))
  expect(files).toEqual(['information.json', 'information.pdf'])
  const machines: unknown = JSON.parse(await readFile(join(folder, 'files', 'information.json'), 'utf8'))
  return { ...(await readPdf(join(folder, 'files', 'information.pdf'))), machines }
}

const toCouncil: Sheet = {
  ...{ landlord: 'LiveWest', recipient: 'Plymouth City Council', reference: 'CT/1', person: 'Amina Test', why: 'Council tax.' },
  ...{ question: null, on: Temporal.PlainDate.from('2026-11-23'), terms: ['Only for council tax.'] },
  items: [{ part: rentEntries, values: [[rentEntry.fields.pence, 12_050]] }],
}

test('what is shared says to whom it goes and why, what they may do with it, and then what it is, without the letter of a copy', async () => {
  const { text, isTagged } = await printed(toCouncil)
  expect(isTagged).toBe(true)
  const words = ['shares this with Plymouth City Council', 'What you may do with it', 'Only for council tax.', 'What we share', '£120.50']
  const at = words.map((each) => text.indexOf(each))
  expect(at).toEqual(at.toSorted((one, other) => one - other))
  expect(at[0]).toBeGreaterThan(-1)
  for (const of of ['What is in this document', 'your-information.json', 'If you need help', 'What we ask'])
    expect(text, of).not.toContain(of)
}, 60_000)

test('a question of ours stands by itself, beside why we ask it', async () => {
  const question = 'The home that you let to them: 3 Test Row\nWhat we ask: Was the rent paid?'
  const { text, machines } = await printed({ ...toCouncil, why: 'Letting a home', question, items: [] })
  const at = ['Why: Letting a home', 'The home that you let to them: 3 Test Row', 'What we ask: Was the rent paid?'].map((each) =>
    text.indexOf(each),
  )
  expect(at[0]).toBeGreaterThan(-1)
  expect(at).toEqual(at.toSorted((one, other) => one - other))
  expect(machines).toMatchObject({ why: 'Letting a home', question })
}, 60_000)
