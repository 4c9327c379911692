import { readMatroska } from './reading/matroska.ts'
import { readMp4 } from './reading/mp4.ts'
import { readAsItComes } from './reading/passing.ts'
import { type Kind, says, toldKind } from './told-kind.ts'

/** Brands of MP4 files that hold film (ISO/IEC 14496-12). Those of sound alone and of still pictures are left out. */
const filmBrands: readonly string[] = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'avc1', 'mp41', 'mp42', 'M4V ', 'dash', 'MSNV', 'qt  ']

/** The kinds of film that recorders write. */
const kinds: readonly Kind[] = [
  { type: 'video/mp4', begins: (head) => says(head, 4, 'ftyp') && filmBrands.includes(head.toString('latin1', 8, 12)) },
  { type: 'video/x-matroska', begins: (head) => says(head, 0, '\x1aE\xdf\xa3') && head.includes('matroska', 4, 'latin1') },
]

/**
 * Passes film on, once its first bytes show that it is film, and up to `most` bytes. At its end it is known which seconds of its own time it shows. A
 * fault `media-*` where it is no film, or has no picture.
 */
export function filmOf(source: AsyncIterable<Uint8Array>, most: number) {
  const told = toldKind(source, { kinds, mostBytes: most, unknown: 'footage is MP4 or MKV, and this begins as neither of them' })
  const { bytes, found } = readAsItComes(told.bytes, function* (passing) {
    yield* passing.begin()
    return yield* told.type() === 'video/mp4' ? readMp4(passing, 'picture') : readMatroska(passing)
  })
  return { bytes, type: told.type, shown: found }
}
