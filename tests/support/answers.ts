import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileEntry, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import type { AlertTools } from '#duties/alerts/letter.ts'
import type { AnswerTools, ToCheck, Verdict } from '#duties/rights/answer/tools.ts'
import type { TellingTools } from '#duties/shares/telling.ts'
import type { ShareTools } from '#duties/shares/tools.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import { cutOut } from '#exchange/telephone/extract.ts'
import type { Colleague } from '#gate/judge.ts'
import type { TestDatabase } from './database.ts'
import { livewest } from './edition.ts'
import type { TestGate } from './gate.ts'
import { letGo } from './pack.ts'
import { putPerson } from './people.ts'
import { home } from './places.ts'
import { requestAfter } from './rights.ts'

/** Stands for the reader of every byte, which has tests of its own: it reads all, and finds nothing. */
export async function findsNothing({ path }: ToCheck): Promise<Verdict> {
  return {
    clean: true,
    digest: createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  }
}

/** What answers are made with, in a test's own folder. */
export async function testTools(
  setAsideIn: string,
  check: AnswerTools['check'] = findsNothing,
): Promise<AnswerTools & ShareTools & TellingTools & AlertTools> {
  const released = await livewest()
  return { ...answerTools(home, setAsideIn, () => released, null), check }
}

/** Tools that stand for the typesetter, which takes seconds, and for the reader of every byte. */
export function littleTools(
  setAsideIn: string,
  check: AnswerTools['check'] = findsNothing,
): AnswerTools & ShareTools & TellingTools & AlertTools {
  return {
    async writeSheet({ items }, folder) {
      await mkdir(folder, { recursive: true })
      const said = items.map(({ values }) => Object.fromEntries(values.map(([field, value]) => [field.label.colleague, String(value)])))
      await writeFile(join(folder, 'information.json'), JSON.stringify({ sections: [{ title: 'Items', items: said }] }))
      return ['information.json']
    },
    writeAlertLetter: async () => new TextEncoder().encode('%PDF'),
    writeTelling: async () => new TextEncoder().encode('%PDF'),
    setAsideIn,
    check,
    cut: (whole, cut) => cutOut(whole, cut, null),
    async write(gather, _, folder) {
      const gathered = await gather(letGo)
      if (!gathered.ok) return gathered
      await mkdir(folder)
      await writeFile(join(folder, 'your-information.json'), '{}')
      return { ...gathered, files: ['your-information.json'], pdf: { pages: 1 } }
    },
  }
}

/** A request whose texts are all read, of a new tenant. */
export async function readRequest(on: TestDatabase, tested: Pick<TestGate, 'deps' | 'gate'>, by: Colleague) {
  const { person, tenure } = await putPerson(on)
  return { id: await requestAfter(tested, by, ['identified', 'searched', 'read'], { person }), person, tenure }
}

/** The files of an answer that left, as whoever gets it opens them: by name, each with its contents. Each has to be encrypted. */
export async function unpacked(archive: Uint8Array, passphrase: string): Promise<ReadonlyMap<string, Buffer>> {
  const isFile = (entry: object): entry is FileEntry => 'getData' in entry
  const files = (await new ZipReader(new Uint8ArrayReader(archive)).getEntries()).filter(isFile)
  const contents = new Map<string, Buffer>()
  for (const file of files) {
    if (!file.encrypted) throw new Error(`${file.filename} lies open`)
    contents.set(file.filename, Buffer.from(await file.getData(new Uint8ArrayWriter(), { password: passphrase })))
  }
  return contents
}
