import { broken } from './passing.ts'

/** A box of an MP4 file (ISO/IEC 14496-12): its type, and its contents. */
export type Box = { readonly type: string; readonly body: Buffer }

/** The boxes of a body, in their order. A box that claims to be longer than what contains it is a fault. */
export function boxesIn(body: Buffer): readonly Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= body.length; ) {
    const said = body.readUInt32BE(at)
    const head = said === 1 ? 16 : 8
    if (at + head > body.length) throw broken('has a box longer than what it lies in')
    const size = said === 0 ? body.length - at : said === 1 ? Number(body.readBigUInt64BE(at + 8)) : said
    if (size < head || at + size > body.length) throw broken('has a box longer than what it lies in')
    boxes.push({ type: body.toString('latin1', at + 4, at + 8), body: body.subarray(at + head, at + size) })
    if (boxes.length > mostBoxes) throw broken('has more boxes than an index has')
    at += size
  }
  return boxes
}

/** Enough for the tracks, and for what a fragment has of each. */
const mostBoxes = 10_000

/** The first box at a path of types. */
export function boxAt(body: Buffer, ...path: readonly string[]): Buffer | undefined {
  let found: Buffer | undefined = body
  for (const type of path) found = found === undefined ? undefined : boxesIn(found).find((box) => box.type === type)?.body
  return found
}

/** A table: `count` entries of `width` bytes each, from `at`. A fault where they are not all there. */
export function tableOf(body: Buffer, at: number, width: number): { readonly count: number; readonly at: number } {
  if (body.length < at) throw broken('has an index that is cut short')
  const count = body.readUInt32BE(at - 4)
  if (at + count * width > body.length) throw broken('has an index that is cut short')
  return { count, at }
}

/** A number that takes four bytes or eight, depending on the version of its box. */
export function wide(body: Buffer, at: number, isWide: boolean): number {
  if (at + (isWide ? 8 : 4) > body.length) throw broken('has an index that is cut short')
  return isWide ? Number(body.readBigUInt64BE(at)) : body.readUInt32BE(at)
}
