import { describe, expect, test } from 'vitest'
import { csvOf } from '#exchange/csv/write.ts'

const harmful: readonly (readonly [string, string])[] = [
  ['a formula', '=1+1'],
  ['a plus', '+44 1632 960101'],
  ['a minus', '-2+3'],
  ['an at sign', '@SUM(A1)'],
  ['a formula after a blank', ' =1'],
  ['a formula after a tab', '\t=1'],
  ['a formula after a no-break space', '\u00a0=1'],
  ['a formula after a blank that is not seen', '\u200b\ufeff=1'],
  ['a formula in full width', '＝1'],
]

describe('a table that is taken out', () => {
  test.each(harmful)('has no cell that a spreadsheet takes for %s', (_, text) => {
    expect(csvOf([[text]])).toBe(`\ufeff"'${text}"\r\n`)
    for (const apart of ['\n', '\r', '\r\n', '\u2028']) expect(csvOf([[`a${apart}${text}`]])).toBe(`\ufeff"a${apart}'${text}"\r\n`)
  })

  test('keeps what is no formula as it is, with quotes doubled', () => {
    const rows = [
      ['Day', 'To'],
      ['2026-11-23', 'The “Moor” & Coast, "North"'],
      ['', '1-2=3'],
    ]
    expect(csvOf(rows)).toBe('\ufeff"Day","To"\r\n"2026-11-23","The “Moor” & Coast, ""North"""\r\n"","1-2=3"\r\n')
  })
})
