import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TellingLetter } from '#duties/shares/telling.ts'
import { longDate } from '#shared/london-time.ts'
import { startTypesetter } from './typesetter.ts'

/** Writes the letter as a tagged PDF, in the same type as a copy of what is held; null where it could not be set. `template`: the folder with `pack.typ`. */
export async function writeTelling(letter: TellingLetter, folder: string, template: string): Promise<Uint8Array | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const part = {
    title: 'What we shared about you',
    landlord: letter.landlord,
    ...{ number: 1, of: 1, firstPage: 1 },
    copy: 'What we shared',
    letter: {
      opening: opening(letter),
      hasContents: false,
      parts: [
        { heading: 'What it was', lines: [letter.what], list: [] },
        { heading: 'Why it went', lines: [`${letter.occasion}.`], list: [] },
        { heading: 'What the law allows it on', lines: [], list: letter.bases },
        { heading: 'What our notice says', lines: letter.promises, list: [] },
        {
          heading: 'Your rights',
          lines: [`You can ask us what else we hold, and tell us if you think that this was wrong. Ask our ${letter.contact}.`],
          list: [],
        },
      ],
      from: null,
    },
    sections: [],
    closing: null,
  }
  const file = join(folder, 'letter.pdf')
  await using typesetter = startTypesetter(template)
  const set = await typesetter.set({ part, file })
  return set?.set === true ? await readFile(file) : null
}

function opening({ landlord, person, on, organisation, sharedOn }: TellingLetter): readonly string[] {
  return [
    `${landlord}, ${longDate(on)}`,
    `For ${person}`,
    `On ${longDate(sharedOn)} we shared information about you with ${organisation}. This letter tells you what it was, and why.`,
  ]
}
