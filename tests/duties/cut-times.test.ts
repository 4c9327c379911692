import { expect, test } from 'vitest'
import { partsIn, secondsOf } from '#duties/training/cut-times.ts'

test.each([
  ['2:40', 160],
  ['0:05', 5],
  ['120:00', 7200],
  ['2:60', null],
  ['2.40', null],
  ['', null],
])('“%s” is %s seconds into a recording', (written, seconds) => {
  expect(secondsOf(written)).toBe(seconds)
})

test.each([
  ['0:31 to 0:34', [{ from: 31, until: 34 }]],
  [
    ' 0:31-0:34 \n\n1:00 – 1:02',
    [
      { from: 31, until: 34 },
      { from: 60, until: 62 },
    ],
  ],
  ['', []],
  ['0:34 to 0:31', null],
  ['0:31 to 0:34\nthe name', null],
])('parts to silence are read line by line, and a line that says none is asked for again: %j', (written, parts) => {
  expect(partsIn(written)).toEqual(parts)
})
