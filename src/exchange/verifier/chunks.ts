/** A part of a file, from the first byte of its contents to the byte after its last. */
export type Chunk = { readonly name: string; readonly from: number; readonly to: number }

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The chunks of a RIFF file (WAV, WebP). Undefined where one does not fit in. */
export function riffChunks(bytes: Uint8Array): readonly Chunk[] | undefined {
  return chunksOf(bytes, 12, (data, at) =>
    at + 8 > bytes.length ? undefined : { length: data.getUint32(at + 4, true), head: 8, even: true, nameAt: at },
  )
}

/** The chunks of a PNG. */
export function pngChunks(bytes: Uint8Array): readonly Chunk[] | undefined {
  return chunksOf(
    bytes,
    8,
    (data, at) => (at + 12 > bytes.length ? undefined : { length: data.getUint32(at), head: 8, tail: 4, nameAt: at + 4 }),
    'IEND',
  )
}

type Measured = { readonly length: number; readonly head: number; readonly tail?: number; readonly even?: boolean; readonly nameAt: number }

function chunksOf(
  bytes: Uint8Array,
  begin: number,
  measure: (data: DataView, at: number) => Measured | undefined,
  last?: string,
): readonly Chunk[] | undefined {
  const data = view(bytes)
  const chunks: Chunk[] = []
  for (let at = begin; at < bytes.length; ) {
    const measured = measure(data, at)
    if (measured === undefined) return last === undefined ? withRest(chunks, at, bytes.length) : undefined
    const { length, head, tail = 0, even = false, nameAt } = measured
    const [from, to] = [at + head, at + head + length]
    if (to + tail > bytes.length) return undefined
    const name = String.fromCharCode(...bytes.subarray(nameAt, nameAt + 4))
    chunks.push({ name, from, to })
    at = to + tail + (even ? length % 2 : 0)
    if (name === last) return withRest(chunks, at, bytes.length)
  }
  return last === undefined ? chunks : undefined
}

/** What follows after the last chunk, which a file may hide. */
function withRest(chunks: readonly Chunk[], from: number, to: number): readonly Chunk[] {
  return from >= to ? chunks : [...chunks, { name: 'rest', from, to }]
}
