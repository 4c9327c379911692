import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Gathered, PackHead, PackTaker } from '#duties/subject-access/gather.ts'
import { Fault } from '#shared/fault.ts'
import { syncFolder } from '#store/copy-file.ts'
import type { Wording } from './document.ts'
import { jsonFile, jsonName, piecesOf } from './json-file.ts'
import { mostPages } from './part.ts'
import { type Plan, planParts, sectionsByPart } from './plan.ts'
import { startTypesetter, type Typesetter } from './typesetter.ts'

/** A pack on disk. `pdf` is null where it could not be set; the JSON is complete without it. `notShown`: characters, by their numbers. */
export type WrittenPack = Gathered & {
  readonly files: readonly string[]
  readonly pdf: { readonly pages: number; readonly notShown: readonly string[] } | null
}

/**
 * Gathers a pack into a folder that only its owner can read. First comes JSON, for machines, which is whole and on disk before the PDFs are begun;
 * then tagged PDFs (PDF/UA-1) made from it, for people, in parts of at most 200 pages. Neither is ever whole in memory. Each file appears whole or
 * not at all, and those of an earlier pack are removed when the new JSON takes its place. `template`: the folder with `pack.typ`.
 */
export async function writePack<Why extends string = never>(
  gather: (taker: PackTaker) => Promise<Answer<Gathered, Why>>,
  wording: Wording,
  folder: string,
  template: string,
): Promise<Answer<WrittenPack, Why>> {
  const json = jsonFile(folder, {
    begun: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
    },
    whole: () => removeOld(folder),
  })
  try {
    const gathered = await gather(withLetter(json.taker, wording))
    if (!gathered.ok) return gathered
    const set = await setParts(gathered, wording, folder, template)
    return { ...gathered, files: [jsonName, ...(set?.files ?? [])], pdf: set }
  } finally {
    await json.abandon()
  }
}

/** The JSON has what the letter says as well. */
function withLetter(taker: PackTaker, { around }: Wording): PackTaker {
  let begun: PackHead | undefined
  return {
    ...taker,
    async begin(head) {
      begun = head
      await taker.begin(head)
    },
    async end(ending) {
      if (begun === undefined) return taker.end(ending)
      const { letter, closing } = around({ ...begun, ...ending })
      const { leftOut, certificate, notSearched, about } = closing
      await taker.end({ ...ending, ...{ letter: { ...letter, leftOut, certificate, notSearched, about } } })
    },
  }
}

/** The share of a part's allowed pages that the plan fills: the next, smaller one where a part came out too long. */
const shares = [1, 0.6, 0.3]

type Set = { readonly files: readonly string[]; readonly pages: number; readonly notShown: readonly string[] }

/** Null where it failed; nothing is left of it then. */
async function setParts(gathered: Gathered, wording: Wording, folder: string, template: string): Promise<Set | null> {
  for (const share of shares) {
    const plan = await planParts(() => piecesOf(folder), wording, mostPages * share)
    const set = await setPlanned(gathered, wording, plan, folder, template)
    if (set !== 'too-long') return set
  }
  return null
}

async function setPlanned(
  gathered: Gathered,
  wording: Wording,
  plan: Plan,
  folder: string,
  template: string,
): Promise<Set | 'too-long' | null> {
  await using typesetter = startTypesetter(template)
  const files: string[] = []
  try {
    const set = await setEach(gathered, wording, plan, folder, typesetter, files)
    if (typeof set === 'object' && set !== null) {
      for (const file of files) await rename(partial(folder, file), join(folder, file))
      await syncFolder(folder)
      files.length = 0
    }
    return set
  } finally {
    for (const file of files) await rm(partial(folder, file), { force: true })
  }
}

async function setEach(
  gathered: Gathered,
  wording: Wording,
  plan: Plan,
  folder: string,
  typesetter: Typesetter,
  files: string[],
): Promise<Set | 'too-long' | null> {
  const { letter, closing, ...head } = wording.around(gathered)
  const of = plan.parts.length
  let pages = 0
  let notShown: readonly string[] = []
  for await (const sections of sectionsByPart(piecesOf(folder), wording, plan)) {
    const number = files.length + 1
    const isLast = number === of
    const file = nameOfPart(number, of)
    files.push(file)
    const around = { letter: number === 1 ? letter : null, closing: isLast ? closing : null }
    const part = { ...head, ...around, number, of, firstPage: pages + 1, sections }
    const answer = await typesetter.set({ part, file: partial(folder, file) })
    if (answer === undefined) return null
    if (!answer.set) return answer.pages === null ? null : 'too-long'
    pages += answer.pages
    notShown = answer.notShown
  }
  if (files.length !== of)
    throw new Fault('pack-parts-lost', 'the pack was set in a different number of parts than was planned: run it again')
  return { files: [...files], pages, notShown }
}

/** The file names do not tell whose pack it is. */
function nameOfPart(number: number, of: number): string {
  if (of === 1) return 'your-information.pdf'
  const digits = String(of).length
  return `your-information-part-${String(number).padStart(digits, '0')}-of-${of}.pdf`
}

function partial(folder: string, name: string): string {
  return join(folder, `.${name}.part`)
}

/** A folder has one pack: PDFs of an earlier one, or of one that was broken off, would be taken for this one's. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^\.?your-information(?:-part-\d+-of-\d+)?\.pdf(?:\.part)?$/.test(name)) await rm(join(folder, name))
}
