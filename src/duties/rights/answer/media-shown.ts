import type { Box } from '#media/box.ts'
import { canBeCut, canBeHidden } from '../media-text.ts'
import type { Reading } from '../review/reading.ts'
import type { Filled, HiddenPassage } from './compare-packs.ts'

/** A recording is as long as it is, which nothing here knows: whatever is cut off its end goes on until here. */
const end = Number.MAX_SAFE_INTEGER
const inSecond = 1000

/** What of a recording or picture a copy shows: of sound its thousandths of a second stand for the letters of a text. */
export function mediaShown(value: string, { cut, hidden }: Pick<Reading, 'cut' | 'hidden'>, isGiven: boolean) {
  const length = lengthOf(value)
  const all: readonly HiddenPassage[] = [{ start: 0, end: length, about: [] }]
  const isWhole = cut === null && (hidden.length === 0 || canBeHidden(value))
  if (!isGiven || (!isWhole && !canBeCut(value))) return { length, hidden: all, places: [] }
  return { length, hidden: cut === null ? [] : withoutSound(cut), places: hidden }
}

function lengthOf(value: string): number {
  return canBeCut(value) ? end : value.length
}

function withoutSound({ from, until, silenced }: NonNullable<Reading['cut']>): readonly HiddenPassage[] {
  const spans = [{ from: 0, until: from }, ...silenced].map((each) => ({
    start: Math.round(each.from * inSecond),
    end: Math.round(each.until * inSecond),
  }))
  return [...spans, { start: Math.round(until * inSecond), end }]
    .filter((each) => each.end > each.start)
    .map((each) => ({ ...each, about: [] }))
}

/** Which part of a recording or picture two copies do not show alike. */
export function partInWords({ start, end: last, place }: Pick<Filled, 'start' | 'end' | 'place'>, value: string): string {
  if (place !== null) return placeInWords(place)
  if (start === 0 && last === lengthOf(value)) return 'All of it'
  const from = `From second ${start / inSecond}`
  return last === end ? `${from} on` : `${from} to ${last / inSecond}`
}

function placeInWords({ left, top, width, height }: Box): string {
  return `The place ${left} % from the left and ${top} % from the top, ${width} % wide and ${height} % high`
}
