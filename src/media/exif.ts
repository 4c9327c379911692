/** Tags of the first directory of an Exif block (CIPA DC-008) that reveal something about the photographer: where, with what, when. */
const tags: ReadonlyMap<number, 'place' | 'device' | 'time'> = new Map([
  [0x8825, 'place'],
  [0x010f, 'device'],
  [0x0110, 'device'],
  [0x0131, 'device'],
  [0x0132, 'time'],
  [0x8769, 'time'],
])

/** What an Exif block reveals. A damaged block reveals nothing; it is discarded in any case. */
export function toldByExif(block: Buffer): readonly ('place' | 'device' | 'time')[] {
  const start = block.toString('latin1', 0, 4) === 'Exif' ? 6 : 0
  const tiff = block.subarray(start)
  if (tiff.length < 14) return []
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  const found = new Set<'place' | 'device' | 'time'>()
  for (let entry = 0; entry < short(directory); entry += 1) {
    const told = tags.get(short(directory + 2 + entry * 12))
    if (told !== undefined) found.add(told)
  }
  return [...found]
}
