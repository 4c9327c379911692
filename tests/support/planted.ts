import { randomBytes } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Words that occur nowhere else. All begin alike, so that one search through a file finds any of them. */
export type Planted = {
  /** A new word for the place that is named. */
  readonly word: (at: string) => string
  /** The files below the folders that contain such a word in any encoding, as `file: where it was planted`. */
  readonly foundIn: (...folders: readonly string[]) => Promise<readonly string[]>
  readonly foundInText: (text: string) => boolean
}

export function planted(): Planted {
  const letters = [...randomBytes(10)].map((byte) => 'bcdfghjklmnpqrstvwxz'[byte % 20] ?? 'b').join('')
  const stem = `Q${letters}`
  const places: string[] = []
  const forms = writtenAs(stem)

  function inBytes(bytes: Buffer): readonly string[] {
    const found: string[] = []
    for (const [way, form] of forms) {
      for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
        const number = /^\d{4}/.exec(bytes.toString('latin1', at + form.length, at + form.length + 4))?.[0]
        found.push(`${number === undefined ? 'some' : (places[Number(number)] ?? 'none')} (${way})`)
      }
    }
    return [...new Set(found)]
  }

  return {
    word(at) {
      places.push(at)
      return `${stem}${String(places.length - 1).padStart(4, '0')}`
    },
    async foundIn(...folders) {
      const found: string[] = []
      for (const folder of folders) {
        for (const name of await readdir(folder, { recursive: true })) {
          const path = join(folder, name)
          if ((await stat(path).catch(() => undefined))?.isFile() !== true) continue
          const bytes = await readFile(path).catch(() => undefined)
          if (bytes !== undefined) found.push(...inBytes(bytes).map((where) => `${name}: ${where}`))
        }
      }
      return found
    },
    foundInText: (text) => inBytes(Buffer.from(text)).length > 0,
  }
}

/** As it is, in lower case (as in indexes), in two bytes a letter, in hexadecimal, and in base64 from each position in a group of three. */
function writtenAs(stem: string): ReadonlyMap<string, Buffer> {
  const base64 = [0, 1, 2].map((before): [string, Buffer] => {
    const whole = Buffer.concat([Buffer.alloc(before, 0x20), Buffer.from(stem)]).toString('base64')
    // The first and last letters depend on what is around it.
    return [`base64 ${before}`, Buffer.from(whole.slice(before === 0 ? 0 : 4, -4))]
  })
  return new Map([
    ['plain', Buffer.from(stem)],
    ['lower case', Buffer.from(stem.toLowerCase())],
    ['two bytes', Buffer.from(stem, 'utf16le')],
    ['hexadecimal', Buffer.from(Buffer.from(stem).toString('hex'))],
    ...base64,
  ])
}
