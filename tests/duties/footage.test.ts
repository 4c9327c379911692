import { expect, test } from 'vitest'
import { showsSomeOf, unshownIn } from '#duties/cameras/footage.ts'
import { filmTimeAsText } from '#media/film-time.ts'

const piece = { id: '', mediaId: null, startedAt: '2026-11-23T10:00:00Z', endedAt: '2026-11-23T10:01:00Z', shows: null }
const at = (time: string) => Temporal.Instant.from(`2026-11-23T${time}Z`)

test('a piece of footage is found by any part of its time, and not by a time that only touches it', () => {
  expect(showsSomeOf(piece, { from: at('10:00:59'), to: at('11:00') })).toBe(true)
  expect(showsSomeOf(piece, { from: at('09:00'), to: at('10:00') })).toBe(false)
  expect(showsSomeOf(piece, { from: at('10:01'), to: at('11:00') })).toBe(false)
})

test('where a film has no picture is told by the clock, and nothing is told of a film that was never examined', () => {
  const shows = filmTimeAsText({ from: 0, to: 50, begins: 0, every: 0.04, gaps: [{ from: 5, to: 8 }] })
  expect(unshownIn({ ...piece, shows }).map(({ from, to }) => `${from} ${to}`)).toEqual([
    '2026-11-23T10:00:05Z 2026-11-23T10:00:08Z',
    '2026-11-23T10:00:50Z 2026-11-23T10:01:00Z',
  ])
  expect(unshownIn(piece)).toEqual([])
})
