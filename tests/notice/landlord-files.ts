import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import type { Edition } from '#notice/edition.ts'
import type { SourceFile } from '#notice/finding.ts'

export const smallLandlords = ['harbour-homes', 'moor-coop', 'city-trust'] as const
export type SmallLandlord = (typeof smallLandlords)[number]

/** A day on which every assessment and transfer of the small landlords is in date. */
export const aDay = Temporal.PlainDate.from('2026-11-23')

export async function filesOf(landlord: SmallLandlord): Promise<readonly SourceFile[]> {
  const { current } = await readLandlordFolder(`tests/landlords/${landlord}`)
  return current
}

export async function editionOf(landlord: SmallLandlord): Promise<Edition> {
  const { edition, findings } = checkLandlord(await filesOf(landlord), { today: aDay })
  if (edition === undefined) throw new Error(`the landlord ${landlord} does not check: ${JSON.stringify(findings)}`)
  return edition
}

/** The files with one passage written otherwise; a passage that is not there exactly once is a mistake in the test. */
export function rewritten(files: readonly SourceFile[], path: string, passage: string, otherwise: string): readonly SourceFile[] {
  const file = files.find((each) => each.path === path)
  if (file === undefined || file.text.split(passage).length !== 2) throw new Error(`${path} does not hold the passage once: ${passage}`)
  return files.map((each) => (each === file ? { path, text: file.text.replace(passage, () => otherwise) } : each))
}

/** The line, counted from 1, on which the text stands for the first time. */
export function lineOf(text: string, stands: string): number {
  if (!text.includes(stands)) throw new Error(`the file does not hold: ${stands}`)
  return text.slice(0, text.indexOf(stands)).split('\n').length
}
