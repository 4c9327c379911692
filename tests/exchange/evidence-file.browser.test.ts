import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it, test } from 'vitest'
import { leafColumns } from '#evidence/leaf.ts'
import { emptyRoot, leafHash, provingTree, sha256 } from '#evidence/merkle.ts'
import type { ProvenRow, ProvenSeal } from '#evidence/proofs.ts'
import { headOf } from '#evidence/seal-row.ts'
import { bundleHtml } from '#exchange/bundle/bundle.ts'
import { compileScripts } from '#web/look/compile.ts'
import { barriers, openPage, sidewaysScroll, startBrowser } from '../support/browser.ts'

const browser = await startBrowser()
const folder = join(tmpdir(), `assured-evidence-${randomUUID()}`)
await mkdir(folder)
afterAll(() => browser.close())

const person = randomUUID()
const item = randomUUID()
const edition = 'e'.repeat(64)
const script = compileScripts().evidenceFile

type Columns = Partial<Record<(typeof leafColumns)[number], string | null>>

function leafOf(columns: Columns = {}, detail: object = {}): string {
  const usual: Columns = {
    ...{
      seq: '41',
      at: '1795000000000000',
      tx: '9001',
      kind: 'decision',
      actor: `colleague:${randomUUID()}`,
      act: 'share',
      subject: person,
    },
    ...{ record_type: 'share', categories: '{contact-details}', outcome: 'permitted', reasons: '{}', basis: 'legal-obligation', edition },
    detail: JSON.stringify({ item, recipient: 'police', ...detail }),
  }
  return JSON.stringify(leafColumns.map((name) => ({ ...usual, ...columns })[name] ?? null))
}

/** A seal over rows of which some are shown: the others are other people's. */
function sealOver(n: number, rows: readonly { readonly leaf: string; readonly shown: boolean }[], before: Buffer = emptyRoot): ProvenSeal {
  const tree = provingTree()
  const proven = rows.flatMap(({ leaf, shown }, index): readonly ProvenRow[] => {
    const path: Buffer[] = []
    tree.add(leafHash(leaf), shown ? path : undefined)
    return shown ? [{ leaf, index, path }] : []
  })
  const claim = {
    ...{ n: String(n), fromTx: '9000', toTx: '9100', running: n % 2 === 0 ? ['9050'] : [], firstSeq: '40', lastSeq: '60' },
    ...{ count: String(rows.length), root: tree.end(), sealedAt: '1795000001000000' },
  }
  return { seal: { ...claim, head: headOf(before, claim) }, before, rows: proven }
}

function fileOf(seals: readonly ProvenSeal[]): string {
  const madeOn = Temporal.PlainDate.from('2026-11-30')
  const words = { category: (id: string) => id, recipient: (kind: string) => kind }
  return bundleHtml({
    landlord: 'Northgate Homes Limited',
    record: person,
    digestOf: 'SHA-256 of what left',
    item,
    madeOn,
    seals,
    words,
    script,
  })
}

const other = (n: number) => ({ leaf: leafOf({ seq: String(n), subject: randomUUID() }), shown: false })
const shown = (detail = {}, columns: Columns = {}) => ({ leaf: leafOf(columns, detail), shown: true })
const whole = fileOf([
  sealOver(7, [other(1), shown({ organisation: randomUUID() }), other(2), shown({ digest: 'd'.repeat(64) }), other(3)]),
  sealOver(9, [shown({ fields: ['outcome', 'leftAt'] }, { kind: 'change', act: 'collect' })], sha256(Buffer.from('the head of seal 8'))),
])

const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
const page = await context.newPage()

/** Opens the file from disk, as it is sent, and reads its verdict. */
async function verdictOf(html: string | Buffer): Promise<{ readonly state: string; readonly words: string }> {
  const path = join(folder, 'evidence.html')
  await writeFile(path, html)
  await page.goto(pathToFileURL(path).href)
  const verdict = page.locator('#verdict')
  await page.waitForFunction(() => 'verdict' in (document.getElementById('verdict')?.dataset ?? {}), null, { timeout: 800 }).catch(() => {})
  if ((await verdict.count()) !== 1) return { state: 'none', words: '' }
  return { state: (await verdict.getAttribute('data-verdict')) ?? 'not checked', words: (await verdict.textContent()) ?? '' }
}

describe('the evidence of a disclosure, as one file', () => {
  it('opens from disk, asks the network for nothing, and verifies itself', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).protocol))
    const { state, words } = await verdictOf(whole)
    expect([state, words]).toEqual([
      'whole',
      'Verified: all 3 rows are as they were sealed. Now compare the heads of the 2 seals with a copy that was kept elsewhere.',
    ])
    expect(asked).toEqual(['file:'])
  })

  it.each([390, 1366])('can be read by everybody, at %d pixels', async (width) => {
    const path = join(folder, 'read.html')
    await writeFile(path, whole)
    const { page: read, close } = await openPage(browser, pathToFileURL(path).href, { width })
    await read.locator('[data-verdict=whole]').waitFor()
    for (const one of await read.locator('summary').all()) await one.click()
    expect(await barriers(read)).toEqual([])
    expect(await sidewaysScroll(read)).toBe(0)
    await close()
  })

  it('says without its script that it was not checked, and still tells everything', async () => {
    const path = join(folder, 'read.html')
    await writeFile(path, whole)
    const { page: read, close } = await openPage(browser, pathToFileURL(path).href, { width: 1366, script: false })
    const words = (await read.locator('body').textContent()) ?? ''
    expect(words).toContain('Not checked. This page checks itself where its script may run.')
    expect(words).toContain('1. Decided that it may go: “contact-details” to police')
    expect(words).toContain('3. It was noted that it left')
    expect(words).toContain('What this does not prove')
    await close()
  })

  const alterations: readonly (readonly [string, (html: string) => string, string])[] = [
    ['a word of a row', (html) => html.replace('"legal-obligation"', '"consent"'), 'Row 1 is not what was sealed.'],
    ['one character of an id', (html) => html.replace(`colleague:`, `colleagua:`), 'What this page says'],
    ['a hash on the way', (html) => html.replace(/(<li><code>)(.)/, (_, tag, digit) => tag + (digit === '0' ? '1' : '0')), 'Row 1'],
    ['a hash too many', (html) => html.replace(/<li><code>.*?<\/li>/, (found) => found + found), 'Row 1 is not what was sealed.'],
    ['the place of a row', (html) => html.replace('data-index="1"', 'data-index="2"'), 'Row 1 is not what was sealed.'],
    ['the root', (html) => html.replace(/(class="root">)(.)/, (_, tag, digit) => tag + (digit === '0' ? '1' : '0')), 'its root is not'],
    ['the head', (html) => html.replace(/(class="head">)(.)/, (_, tag, digit) => tag + (digit === '0' ? '1' : '0')), 'Seal 7: its head'],
    [
      'the head before',
      (html) => html.replace(/(class="before">)(.)/, (_, tag, digit) => tag + (digit === 'e' ? 'f' : 'e')),
      'Seal 7: its head',
    ],
    ['the text of a seal', (html) => html.replace('["7","9000"', '["7","9001"'), 'Seal 7: its head was not made from this seal.'],
    ['a heading', (html) => html.replace('1. Decided that it may go:', '1. Decided that it may not go:'), 'What this page says'],
    [
      'whose it is',
      (html) => html.replaceAll(`data-record="${person}"`, `data-record="${randomUUID()}"`),
      'Row 1 is about something else.',
    ],
    ['a row left out', (html) => html.replace(/<section class="row".*?<\/section>/, ''), 'What this page says'],
    ['no rows at all', (html) => html.replaceAll(/<section class="row".*?<\/section>/g, ''), 'There is no row or no seal.'],
    ['a hidden row', (html) => html.replace('<section class="row"', '<section hidden="" class="row"'), 'What this page says'],
    ['a row that is no row', (html) => html.replace('class="leaf">[', 'class="leaf">'), 'Row 1'],
  ]
  test.each(alterations)('is red once %s was altered', async (_, alter, said) => {
    const altered = alter(whole)
    expect(altered).not.toBe(whole)
    const { state, words } = await verdictOf(altered)
    expect([state, words.includes(said)]).toEqual(['broken', true])
  })

  it('does not run a script that was altered, and is red once its look or its policy was', async () => {
    expect((await verdictOf(whole.replace('if (wrong.length > 0)', 'if (wrong.length > 9)'))).state).toBe('not checked')
    expect((await verdictOf(whole.replace('#verdict{', '#verdict {'))).state).toBe('broken')
    expect((await verdictOf(whole.replace("default-src 'none'", 'default-src data:'))).state).toBe('broken')
  })

  it('is not verified with any one byte changed, unless a browser reads the same page from it', async () => {
    const bytes = Buffer.from(whole)
    await verdictOf(whole)
    const read = () => page.evaluate(() => document.documentElement.outerHTML)
    const asMade = await read()
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 32, max: 126 }), async (at, byte) => {
        fc.pre(bytes[at] !== byte)
        const altered = Buffer.from(bytes)
        altered[at] = byte
        const { state } = await verdictOf(altered)
        if (state === 'whole') expect(await read()).toBe(asMade)
      }),
      { numRuns: 40 },
    )
  })

  it('verifies itself whatever was sealed, and is red once another row stands in place of one', async () => {
    const word = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', ''))
    const row = fc.record({ shown: fc.boolean(), basis: word, activity: word, categories: word, extra: word, recipient: word })
    const seals = fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(seals, async (rows) => {
        const made = rows.map((each, n) =>
          sealOver(
            n + 1,
            each.map(({ shown: isShown, extra, recipient, ...columns }, place) => ({
              leaf: leafOf({ ...columns, seq: String(place) }, { extra, recipient }),
              shown: isShown || place === 0,
            })),
          ),
        )
        expect((await verdictOf(fileOf(made))).state).toBe('whole')
        const [first, ...others] = made
        const forged = (first?.rows ?? []).map((proven, place) => (place === 0 ? { ...proven, leaf: leafOf({ seq: 'forged' }) } : proven))
        if (first !== undefined) expect((await verdictOf(fileOf([{ ...first, rows: forged }, ...others]))).state).toBe('broken')
      }),
      { numRuns: 25 },
    )
  })
})
