import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Pack } from '#duties/subject-access/gather.ts'
import { Fault } from '#shared/fault.ts'
import type { PackDocument } from './document.ts'

/**
 * Writes a pack into a folder as JSON (for machines) and as a tagged PDF (PDF/UA-1, for people), readable by its owner only.
 * Each file appears whole or not at all. `template` is the folder that holds `pack.typ`. Answers the files' names.
 */
export async function writePack(pack: Pack, document: PackDocument, folder: string, template: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const markup = await readFile(join(template, 'pack.typ'), 'utf8')
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ['your-information.json', `${JSON.stringify(pack, null, 2)}\n`],
    ['your-information.pdf', pdfOf(document, markup, template)],
  ]
  for (const [name, content] of files) {
    const part = join(folder, `.${name}.part`)
    await writeFile(part, content, { mode: 0o600 })
    await rename(part, join(folder, name))
  }
  return files.map(([name]) => name)
}

function pdfOf(document: PackDocument, markup: string, template: string): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: template })
  try {
    return compiler.pdf({ mainFileContent: markup, inputs: { pack: JSON.stringify(document) } }, { pdfStandard: 'ua-1' })
  } catch (cause) {
    throw new Fault('pack-not-set', 'the pack could not be set as a `PDF`', { cause })
  }
}
