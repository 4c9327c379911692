import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { headOfText } from '../seal-row.ts'
import type { KeptHeads, WitnessedHead } from './witness.ts'

const link = /^(\d{1,12}) ([0-9a-f]{64}) ([0-9a-f]{64}) (\[.*\])$/

/** A copy of the public file of heads that somebody kept: a witness that takes nothing more. It is read once. */
export function headsCopy(file: string): KeptHeads {
  const lines = async () => {
    const text = await textOf(file)
    const found = text.split(/\r?\n/).flatMap((line, at) => (line === '' || line.startsWith('#') ? [] : [readLine(file, line, at + 1)]))
    if (found.length === 0) throw new Fault('heads-unreadable', `the file ${file} has no heads`)
    return found.toSorted((a, b) => Number(a.seal) - Number(b.seal))
  }
  let read: ReturnType<typeof lines> | undefined
  const once = () => (read ??= lines())
  return {
    name: basename(file),
    place: resolve(file),
    heads: async () => (await once()).map(({ seal, head }): WitnessedHead => ({ seal, head, removed: false })),
    linesOf: async (kept) => {
      const texts = new Map((await once()).map(({ head, text }) => [head, text]))
      return kept.map(({ head }) => texts.get(head) ?? '')
    },
  }
}

/** A fault that names the file where it cannot be read. */
export async function needReadable(file: string): Promise<void> {
  await textOf(file)
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Fault('heads-unreadable', `the file ${file} cannot be read`, { cause })
  })
}

/** A line that is not made of what it says proves nothing of what is here: the copy itself was changed. */
function readLine(file: string, line: string, at: number) {
  const [, seal, before = '', head, claim = ''] = link.exec(line) ?? []
  if (seal === undefined || head === undefined || headOfText(Buffer.from(before, 'hex'), claim).toString('hex') !== head)
    throw new Fault('heads-unreadable', `line ${at} of ${file} is no line of heads.txt, or was changed: the copy proves nothing`)
  return { seal, head, text: `${line}\n` }
}
