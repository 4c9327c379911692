import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Gathered, PackItem, PackTaker } from '#duties/subject-access/gather.ts'
import { type Wording, wordingOf } from '#exchange/pack/document.ts'
import type { PackPart } from '#exchange/pack/part.ts'
import { openTypesetting } from '#exchange/pack/set-part.ts'
import { writePack } from '#exchange/pack/write.ts'
import { livewest } from '../support/edition.ts'
import { readPdf } from '../support/pdf.ts'
import { home } from '../support/places.ts'

const released = await livewest()
const wording = wordingOf(released, (type) => type)
const template = join(home, 'src/exchange/pack')

/** A pack of somebody of whom these words are held, an item each. */
async function packOf(values: readonly string[], { words = wording, folder }: { words?: Wording; folder?: string } = {}) {
  const into = folder ?? (await mkdtemp(join(tmpdir(), 'assured-scripts-')))
  const items = values.map((value): PackItem => ({ source: 'the-person', collectedAt: '2026-11-01T09:00:00Z', values: { Words: value } }))
  const head = { person: '3f0c7c1e-2a4b-4a53-8b0a-0d1f2e3a4b5c', gatheredAt: '2026-11-23T12:00:00Z', edition: 'test', relationships: [] }
  const ending = { items: { person: items.length }, withheld: [], notSearched: [], searched: [] }
  const gather = async (taker: PackTaker): Promise<Answer<Gathered>> => {
    await taker.begin(head)
    await taker.section({ type: 'person', title: 'People', category: 'personal-details' })
    await taker.items(items)
    await taker.end(ending)
    return { ok: true, ...head, ...ending } as const
  }
  const written = await writePack(gather, words, into, template)
  if (!written.ok) throw new Error('refused')
  const json: { sections: { items: { values: { Words: string } }[] }[] } = JSON.parse(
    await readFile(join(into, 'your-information.json'), 'utf8'),
  )
  return { written, folder: into, held: json.sections.flatMap((section) => section.items.map((item) => item.values.Words)) }
}

async function textOf(folder: string): Promise<string> {
  return (await readPdf(join(folder, 'your-information.pdf'))).text
}

const scripts = {
  Arabic: 'نص عربي',
  Urdu: 'اردو',
  Hebrew: 'שלום',
  Devanagari: 'हिन्दी',
  Bengali: 'বাংলা',
  Gurmukhi: 'ਪੰਜਾਬੀ',
  Gujarati: 'ગુજરાતી',
  Odia: 'ଓଡ଼ିଆ',
  Tamil: 'தமிழ்',
  Telugu: 'తెలుగు',
  Kannada: 'ಕನ್ನಡ',
  Malayalam: 'മലയാളം',
  Sinhala: 'සිංහල',
  Thai: 'ภาษาไทย',
  Lao: 'ລາວ',
  Khmer: 'ខ្មែរ',
  Myanmar: 'မြန်မာ',
  Tibetan: 'བོད་སྐད',
  Georgian: 'ქართული',
  Armenian: 'Հայերեն',
  Ethiopic: 'አማርኛ',
  Cherokee: 'ᏣᎳᎩ',
  Korean: '한국어',
  'Korean in single letters': '\u1112\u1161\u11ab',
  Japanese: '日本語ひらがな',
  'simplified Chinese': '简体中文',
  'traditional Chinese': '繁體龍鬱',
  Cantonese: '佢哋嘅',
  Cyrillic: 'Українська',
  Greek: 'Ελληνικά',
  Mongolian: 'ᠮᠣᠩᠭᠣᠯ',
  Inuktitut: 'ᐃᓄᒃᑎᑐᑦ',
  'N’Ko': 'ߒߞߏ',
  Yoruba: 'Ẹ̀kọ́',
  Vietnamese: 'Nguyễn',
  Somali: 'Soomaali',
  Thaana: 'ދިވެހި',
  Syriac: 'ܫܠܡܐ',
  Tifinagh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
  Yi: 'ꆈꌠ',
  'Ol Chiki': 'ᱥᱟᱱᱛᱟᱲᱤ',
  Rohingya: '𐴌𐴗𐴥',
  Sylheti: 'ꠍꠤꠟꠐꠤ',
  Adlam: '𞤊𞤵𞤤𞤬𞤵𞤤𞤣𞤫',
  Vai: 'ꕙꔤ',
  mathematical: '𝓜𝕒𝗍𝐡',
  emoji: '😀',
  families: '👨‍👩‍👧',
  'skin tones': '👋🏽',
  flags: '🇬🇧',
  England: '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  keycaps: '1️⃣',
  signs: '✓ • → ☐ ☎',
  'combining marks': 'a\u0301\u0323\u0308',
  'zero-width': 'a\u200bb\u200d\u200cc',
} as const

const shownAsMarks = {
  'private use': ['\ue000', 'U+E000'],
  'no characters at all': ['\ufdd0\u{1ffff}', 'U+FDD0'],
  'half a character': ['a\ud83d', 'U+D83D'],
  'the nought': ['a\u0000b', 'U+0000'],
  controls: ['a\u0007\u001b[31m', 'U+001B'],
  'what turns the order about': ['abc\u202edcba\u202c', 'U+202E'],
  'a byte order mark': ['\ufeffabc', 'U+FEFF'],
  'a replaced character': ['caf\ufffd', 'U+FFFD'],
  'a mark on nothing': ['\u0bcd', 'U+0BCD'],
  'a script of long ago': ['𒀀', 'U+12000'],
  'a mark of another script': ['한\u0bcd', 'U+0BCD'],
} as const

describe('a copy of what is held', () => {
  test('is readable in every script that somebody’s name or notes may be written in', async () => {
    const { written, folder, held } = await packOf(Object.values(scripts))
    expect(held).toEqual(Object.values(scripts))
    expect(written.pdf?.notShown).toEqual([])
    const read = await readPdf(join(folder, 'your-information.pdf'))
    expect(read.isTagged).toBe(true)
    for (const word of ['বাংলা', 'ไทย', '한국어', '简体中文', '繁體龍鬱', 'Українська', '😀', 'Nguyễn', '✓'])
      expect(read.text.normalize('NFC')).toContain(word)
    expect(read.text).not.toContain('[U+')
  }, 60_000)

  test('shows by its number what no letter can show, names it, and keeps it as it was in the JSON', async () => {
    const values = Object.values(shownAsMarks).map(([value]) => value)
    const { written, folder, held } = await packOf(['An ordinary note', ...values])
    expect(held.slice(1)).toEqual(values)
    expect(written.files).toEqual(['your-information.json', 'your-information.pdf'])
    const text = (await textOf(folder)).replaceAll('\u200b', '')
    expect(text).toContain('An ordinary note')
    expect(text).toContain('could not be shown')
    for (const [, name] of Object.values(shownAsMarks)) {
      expect(written.pdf?.notShown, name).toContain(name)
      expect(text, name).toContain(`[${name}]`)
    }
  }, 60_000)

  test('is made whatever characters there are: none of all that can be written stops it', async () => {
    const blocks: string[] = []
    for (const [from, until] of [
      [0, 0x3400],
      [0xa000, 0xac20],
      [0xd700, 0x11000],
      [0x16800, 0x16900],
      [0x1b000, 0x1b100],
      [0x1d000, 0x20020],
      [0xe0000, 0xe0200],
      [0xf0000, 0xf0040],
      [0x10fff0, 0x110000],
    ] as const) {
      for (let start = from; start < until; start += 0x200) {
        const points = Array.from({ length: Math.min(0x200, until - start) }, (_, index) => start + index)
        blocks.push(points.map((point) => String.fromCodePoint(point)).join(''))
      }
    }
    const { written, held } = await packOf(blocks)
    expect(held).toEqual(blocks)
    expect(written.pdf).not.toBeNull()
  }, 240_000)

  test('stands as JSON, durable and whole, where the PDF cannot be made, and nothing of another pack stands beside it', async () => {
    const { folder } = await packOf(['Somebody else'])
    expect((await stat(join(folder, 'your-information.pdf'))).size).toBeGreaterThan(1000)
    // A document without a title is none that everybody can read, and is not made.
    const failing: Wording = { ...wording, around: (pack) => ({ ...wording.around(pack), title: '' }) }
    const { written, held } = await packOf(['Mine'], { words: failing, folder })
    expect(held).toEqual(['Mine'])
    expect(written).toMatchObject({ files: ['your-information.json'], pdf: null })
    await expect(stat(join(folder, 'your-information.pdf'))).rejects.toMatchObject({ code: 'ENOENT' })
  }, 60_000)

  test('loses to something that nobody foresaw the one note that it is in, and no other', async () => {
    // As if every font had everything: the typesetter then meets what it has no letter for.
    const set = openTypesetting(template, [() => true])
    const file = join(await mkdtemp(join(tmpdir(), 'assured-scripts-')), 'part.pdf')
    const noted = (value: string, place: number) => ({ title: `Note ${place}`, rows: [{ label: 'Words', value }] })
    const notes = ['A first note', 'Before 𒀀 after', 'Świętość', 'A last note']
    const part: PackPart = {
      ...{
        title: 'Your information',
        landlord: 'LiveWest',
        copy: 'What we hold',
        number: 1,
        of: 1,
        firstPage: 1,
        letter: null,
        closing: null,
      },
      sections: [{ title: 'Notes', continued: false, summary: '4 items.', columns: null, items: notes.map(noted) }],
    }
    expect(set({ part, file })).toMatchObject({ set: true, notShown: ['U+12000'] })
    const { text } = await readPdf(file)
    for (const shown of ['A first note', 'Before [U+12000] after', 'Świętość', 'A last note']) expect(text).toContain(shown)
  }, 60_000)

  test('is set in the fonts that it brings, whatever the machine has', async () => {
    const { folder } = await packOf(['বাংলা 简体 abc 😀'])
    const { fonts } = await readPdf(join(folder, 'your-information.pdf'))
    expect(fonts.length).toBeGreaterThan(3)
    for (const name of fonts) expect(name).toMatch(/^(?:[A-Z]{6}\+)?Noto/)
  }, 60_000)
})
