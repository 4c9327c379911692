import type { TellingLetter } from '#duties/shares/telling.ts'
import { longDate } from '#shared/london-time.ts'
import { writeLetter } from './one-letter.ts'

/** The letter that tells somebody what was shared about them. */
export function writeTelling(letter: TellingLetter, folder: string, template: string): Promise<Uint8Array | null> {
  const parts = [
    { heading: 'What it was', lines: [letter.what], list: [] },
    { heading: 'Why it went', lines: [`${letter.occasion}.`], list: [] },
    { heading: 'What the law allows it on', lines: [], list: letter.bases },
    { heading: 'What our notice says', lines: letter.promises, list: [] },
    {
      heading: 'Your rights',
      lines: [`You can ask us what else we hold, and tell us if you think that this was wrong. Ask our ${letter.contact}.`],
      list: [],
    },
  ]
  const { landlord } = letter
  return writeLetter(
    { title: 'What we shared about you', landlord, copy: 'What we shared', opening: opening(letter), parts },
    folder,
    template,
  )
}

function opening({ landlord, person, on, organisation, sharedOn }: TellingLetter): readonly string[] {
  return [
    `${landlord}, ${longDate(on)}`,
    `For ${person}`,
    `On ${longDate(sharedOn)} we shared information about you with ${organisation}. This letter tells you what it was, and why.`,
  ]
}
