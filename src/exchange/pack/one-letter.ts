import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startTypesetter } from './typesetter.ts'

/** A letter of one page or two, as it is set. */
type OneLetter = {
  readonly title: string
  readonly landlord: string
  /** What stands at the foot of each page. */
  readonly copy: string
  readonly opening: readonly string[]
  readonly parts: readonly { readonly heading: string; readonly lines: readonly string[]; readonly list: readonly string[] }[]
}

/** Writes the letter as a tagged PDF, in the same type as a copy of what is held; null where it could not be set. `template`: the folder with `pack.typ`. */
export async function writeLetter(
  { title, landlord, copy, opening, parts }: OneLetter,
  folder: string,
  template: string,
): Promise<Uint8Array | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const part = {
    ...{ title, landlord, number: 1, of: 1, firstPage: 1, copy },
    letter: { opening, hasContents: false, parts, from: null },
    sections: [],
    closing: null,
  }
  const file = join(folder, 'letter.pdf')
  await using typesetter = startTypesetter(template)
  const set = await typesetter.set({ part, file })
  return set?.set === true ? await readFile(file) : null
}
