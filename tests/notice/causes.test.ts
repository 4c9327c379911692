import { describe, expect, test } from 'vitest'
import { checkLandlord } from '#notice/check.ts'
import type { Finding, SourceFile } from '#notice/finding.ts'
import { nearest } from '#notice/nearest.ts'
import { conditions } from '#notice/vocabulary.ts'
import { clocksStored } from '#records/clocks-stored.ts'
import { aDay, filesOf, lineOf, rewritten } from './landlord-files.ts'

const activities = 'activities/10-all.yaml'

async function withLine(path: string, at: number, write: (line: string) => string): Promise<readonly SourceFile[]> {
  const files = await filesOf('harbour-homes')
  return files.map((file) =>
    file.path === path
      ? {
          path,
          text: file.text
            .split('\n')
            .map((line, index) => (index === at ? write(line) : line))
            .join('\n'),
        }
      : file,
  )
}

const findingsIn = (files: readonly SourceFile[]): readonly Finding[] => checkLandlord(files, { today: aDay, clocksStored }).findings

describe('one slip is one finding, at the line where it was made', () => {
  test.each([activities, 'retention.yaml', 'edition.yaml', 'clauses.yaml', 'landlord.yaml'])('a tab in %s', async (path) => {
    const lines =
      (await filesOf('harbour-homes'))
        .find((file) => file.path === path)
        ?.text.trimEnd()
        .split('\n') ?? []
    const named = lines.flatMap((line, at) => (/^ *(- )?[a-zA-Z]+:/.test(line) ? [at] : []))
    for (const at of named.filter((_, index) => index % 7 === 0)) {
      const findings = findingsIn(await withLine(path, at, (line) => line.replace(/^ */, '\t')))
      expect(findings).toEqual([expect.objectContaining({ file: path, line: at + 1, fix: 'begin it with spaces' })])
    }
  })

  test('what else cannot be read after a tab is counted', async () => {
    const [first] = findingsIn(await withLine(activities, 2, (line) => `\t${line}`))
    expect(first?.folded).toBeGreaterThan(100)
  })

  test('a file that is missing, or of another kind, stops what depends on it', async () => {
    const files = await filesOf('harbour-homes')
    const lists = files.filter(({ path }) => path.endsWith('.yaml') && path !== 'landlord.yaml')
    for (const { path } of lists) {
      expect(findingsIn(files.filter((file) => file.path !== path))).toHaveLength(1)
      const text = path === 'edition.yaml' ? '- a list\n' : 'a: group\n'
      expect(findingsIn(files.map((file) => (file.path === path ? { path, text } : file)))).toMatchObject([{ file: path, line: 1 }])
    }
  })

  test('a period in other words is told where it is written, with what to write', async () => {
    const files = rewritten(await filesOf('harbour-homes'), 'retention.yaml', 'period: P60D', 'period: 90 days')
    expect(findingsIn(files)).toMatchObject([
      { file: 'retention.yaml', message: '`period` is `90 days`', fix: expect.stringContaining('write `P90D`') },
    ])
  })

  test('a rule that was renamed is one finding with every place that names it', async () => {
    const files = rewritten(await filesOf('harbour-homes'), 'retention.yaml', '- id: calls\n', '- id: telephony\n')
    const [first, ...others] = findingsIn(files)
    expect(others).toEqual([])
    expect(first).toMatchObject({ message: expect.stringContaining('no retention rule `calls`'), also: expect.any(Array) })
    expect(first?.also?.length).toBeGreaterThan(2)
  })

  test('an activity that was renamed is one finding: what names it is not judged as well', async () => {
    const files = rewritten(await filesOf('harbour-homes'), activities, '- id: mooring-permits\n', '- id: berths\n')
    expect(findingsIn(files)).toMatchObject([
      { message: 'there is no `mooring-permits` in activities', also: [{ file: 'retention.yaml' }] },
    ])
  })

  test('a field whose name is misspelt is not missing as well', async () => {
    const files = rewritten(await filesOf('harbour-homes'), 'retention.yaml', 'period: P60D', 'peroid: P60D')
    expect(findingsIn(files)).toMatchObject([
      { message: '`peroid` is no field of this entry', fix: 'write `period`, or take it out', folded: 1 },
    ])
  })
})

test('what causes others comes first, whatever its file is called', async () => {
  const renamed = rewritten(await filesOf('harbour-homes'), activities, 'purpose: quay', 'purpose: quays')
  const files = rewritten(renamed, 'systems.yaml', 'country: GB }\n- {', 'country: GB \n- {')
  const line = lineOf(files.find(({ path }) => path === activities)?.text ?? '', 'purpose: quays')
  expect(findingsIn(files)).toMatchObject([{ file: 'systems.yaml' }, { file: activities, line }])
})

describe('a word that was probably meant', () => {
  test('is never another number or letter of the same series', () => {
    for (const written of ['sch-1-para-7', 'sch-2-para-1', 'art-9-2-x', 'art-11']) expect(nearest(written, conditions)).toBeUndefined()
    expect(nearest('RT9', ['RT1', 'RT2'])).toBeUndefined()
  })

  test('is told where one is closest, with the same number', () => {
    expect(nearest('sch1-para-18', conditions)).toBe('sch-1-para-18')
    expect(nearest('Rt1', ['RT1', 'RT2'])).toBe('RT1')
  })

  test('is not picked among several that are equally close', () => {
    expect(nearest('view', ['viewA', 'viewB'])).toBeUndefined()
  })
})
