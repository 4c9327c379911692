/** A rectangle of a picture, in per cent of its width and height. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

type Edge<T> = (side: 'width' | 'height', share: number, round: 'floor' | 'ceil') => T

/** Where a rectangle begins and ends in whole points, rounded outwards. `edge`: that share of a side of the picture, as whoever draws it reckons. */
export function edgesOf<T>({ left, top, width, height }: Box, edge: Edge<T>) {
  return {
    left: edge('width', left, 'floor'),
    top: edge('height', top, 'floor'),
    right: edge('width', left + width, 'ceil'),
    bottom: edge('height', top + height, 'ceil'),
  }
}
