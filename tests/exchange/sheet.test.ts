import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeSheet } from '#exchange/pack/sheet.ts'
import { rentEntries, rentEntry } from '#records/rent-entry/rent-entry.ts'
import { readPdf } from '../support/pdf.ts'
import { home } from '../support/places.ts'

test('what is shared says to whom it goes and why, what they may do with it, and then what it is, without the letter of a copy', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assured-sheet-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const item = { part: rentEntries, values: [[rentEntry.fields.pence, 12_050]] } as const
  const sheet = {
    ...{ landlord: 'LiveWest', recipient: 'Plymouth City Council', reference: 'CT/1', person: 'Amina Test', why: 'Council tax.' },
    ...{ on: Temporal.PlainDate.from('2026-11-23'), terms: ['Only for council tax.'], items: [item] },
  }
  const files = await writeSheet(sheet, join(folder, 'files'), join(home, 'src/exchange/pack'))
  expect(files).toEqual(['information.json', 'information.pdf'])
  const { text, isTagged } = await readPdf(join(folder, 'files', 'information.pdf'))
  expect(isTagged).toBe(true)
  const words = ['shares this with Plymouth City Council', 'What you may do with it', 'Only for council tax.', 'What we share', '£120.50']
  const at = words.map((each) => text.indexOf(each))
  expect(at).toEqual(at.toSorted((one, other) => one - other))
  expect(at[0]).toBeGreaterThan(-1)
  for (const of of ['What is in this document', 'your-information.json', 'If you need help']) expect(text, of).not.toContain(of)
}, 60_000)
