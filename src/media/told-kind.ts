import { Fault } from '#shared/fault.ts'

/** A kind of media, recognised by its first bytes: a name or a header can claim anything. */
export type Kind = { readonly type: string; readonly begins: (head: Buffer) => boolean }

export type Wanted = {
  readonly kinds: readonly Kind[]
  readonly mostBytes: number
  /** The error for anything else. */
  readonly unknown: string
}

/** Enough bytes to recognise every kind. */
const headBytes = 64

export function says(head: Buffer, at: number, word: string): boolean {
  return head.toString('latin1', at, at + word.length) === word
}

/** Passes media on, once their first bytes show that they are of a wanted kind, and up to the limit of their length. */
export function toldKind(source: AsyncIterable<Uint8Array>, wanted: Wanted) {
  const { mostBytes } = wanted
  let kind: string | undefined
  async function* checked(): AsyncGenerator<Uint8Array> {
    let head = Buffer.alloc(0)
    let total = 0
    for await (const chunk of source) {
      total += chunk.length
      if (total > mostBytes) throw new Fault('media-too-large', `a recording may have ${mostBytes} bytes at the most`)
      if (kind === undefined) {
        head = Buffer.concat([head, chunk])
        if (head.length < headBytes) continue
        kind = kindOf(head, wanted)
        yield head
      } else yield chunk
    }
    if (kind === undefined && head.length > 0) {
      kind = kindOf(head, wanted)
      yield head
    }
  }
  return { bytes: checked(), type: () => kind ?? 'application/octet-stream' }
}

function kindOf(head: Buffer, { kinds, unknown }: Wanted): string {
  const found = kinds.find(({ begins }) => begins(head))
  if (found === undefined) throw new Fault('media-unknown-kind', unknown)
  return found.type
}
