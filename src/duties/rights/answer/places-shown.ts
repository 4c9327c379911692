import type { Box } from '#media/box.ts'

/** Those of the places of a picture that other places do not wholly cover. */
export function placesShown(places: readonly Box[], hidden: readonly Box[]): readonly Box[] {
  return places.filter((place) => !isCovered(place, hidden))
}

/** Between two neighbouring edges nothing changes: the middle of each such field is as the whole field. */
function isCovered({ left, top, width, height }: Box, hidden: readonly Box[]): boolean {
  const across = middles(
    left,
    left + width,
    hidden.flatMap((box) => [box.left, box.left + box.width]),
  )
  const down = middles(
    top,
    top + height,
    hidden.flatMap((box) => [box.top, box.top + box.height]),
  )
  const isHidden = (x: number, y: number) =>
    hidden.some((box) => box.left <= x && x <= box.left + box.width && box.top <= y && y <= box.top + box.height)
  return across.every((x) => down.every((y) => isHidden(x, y)))
}

function middles(from: number, to: number, edges: readonly number[]): readonly number[] {
  const within = edges.filter((edge) => from < edge && edge < to).toSorted((one, other) => one - other)
  const all = [from, ...within, to]
  return all.slice(1).map((edge, at) => (edge + (all[at] ?? from)) / 2)
}
