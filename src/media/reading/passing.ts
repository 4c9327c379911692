import { Fault } from '#shared/fault.ts'

/** A reader of media that pass by: it yields where it needs more bytes, and returns its result. */
export type Reader<T> = Generator<undefined, T, undefined>

/**
 * Bytes that pass by once, in order, for a reader to take or skip. It keeps in memory no more than the reader asks for at once, and limits that: a
 * length in a file can claim anything.
 */
export class Passing {
  #buffered: Buffer[] = []
  #bufferedBytes = 0
  #ended = false
  /** How many bytes the reader has taken or skipped. */
  at = 0

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    this.#buffered.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
    this.#bufferedBytes += chunk.length
  }

  end(): void {
    this.#ended = true
  }

  /** Waits for the first bytes: their kind is known by then. */
  *begin(): Reader<void> {
    if ((yield* this.peek(1)).length === 0) throw new Fault('media-empty', 'what was sent as a recording is empty')
  }

  /** The next bytes; fewer where the media end before. */
  *take(bytes: number): Reader<Buffer> {
    if (!(bytes <= mostTaken)) throw broken('says a length that none of its kind has')
    while (this.#bufferedBytes < bytes && !this.#ended) yield
    return this.#shift(Math.min(bytes, this.#bufferedBytes))
  }

  /** The next bytes, without taking them. */
  *peek(bytes: number): Reader<Buffer> {
    while (this.#bufferedBytes < bytes && !this.#ended) yield
    return Buffer.concat(this.#buffered, Math.min(bytes, this.#bufferedBytes))
  }

  /** The next bytes, all of them; a fault where the media end before. */
  *need(bytes: number): Reader<Buffer> {
    const taken = yield* this.take(bytes)
    if (taken.length < bytes) throw cutShort()
    return taken
  }

  /** Skips bytes; a fault where the media end before. */
  *skip(bytes: number): Reader<void> {
    let left = bytes
    while (left > 0) {
      left -= this.#drop(left)
      if (left === 0) return
      if (this.#ended) throw cutShort()
      yield
    }
  }

  /** Skips to the next byte of this value. False where there is none. */
  *seek(byte: number): Reader<boolean> {
    for (;;) {
      const [first] = this.#buffered
      if (first === undefined) {
        if (this.#ended) return false
        yield
        continue
      }
      const found = first.indexOf(byte)
      this.#drop(found === -1 ? first.length : found)
      if (found !== -1) return true
    }
  }

  /** Skips everything that is left. */
  *rest(): Reader<void> {
    for (;;) {
      this.#drop(this.#bufferedBytes)
      if (this.#ended) return
      yield
    }
  }

  #drop(most: number): number {
    let dropped = 0
    for (let [first] = this.#buffered; first !== undefined && dropped < most; [first] = this.#buffered) {
      const here = Math.min(first.length, most - dropped)
      if (here === first.length) this.#buffered.shift()
      else this.#buffered[0] = first.subarray(here)
      dropped += here
    }
    this.#bufferedBytes -= dropped
    this.at += dropped
    return dropped
  }

  #shift(bytes: number): Buffer {
    const [first] = this.#buffered
    const taken = first !== undefined && first.length >= bytes ? first.subarray(0, bytes) : Buffer.concat(this.#buffered, bytes)
    this.#drop(bytes)
    return taken
  }
}

/** The longest piece that is ever looked at: the index of a day of film. */
export const mostTaken = 96 * 1024 ** 2

/** Passes media on as they come while a reader looks at them; its result is there once they have ended. */
export function readAsItComes<T>(source: AsyncIterable<Uint8Array>, read: (passing: Passing) => Reader<T>) {
  let answer: { readonly of: T } | undefined
  async function* through(): AsyncGenerator<Uint8Array> {
    const passing = new Passing()
    const reader = read(passing)
    let step = reader.next()
    for await (const chunk of source) {
      if (step.done !== true) {
        passing.push(chunk)
        step = reader.next()
      }
      yield chunk
    }
    passing.end()
    while (step.done !== true) step = reader.next()
    answer = { of: step.value }
  }
  const found = (): T => {
    if (answer === undefined) throw new Fault('media-unread', 'media were asked about before they had been read to the end')
    return answer.of
  }
  return { bytes: through(), found }
}

export function cutShort(): Fault {
  return new Fault('media-cut-short', 'it breaks off: it says that more follows than is there')
}

export function broken(how: string): Fault {
  return new Fault('media-broken', `it ${how}, so it cannot be relied on`)
}

export function hollow(of: 'picture' | 'sound'): Fault {
  return new Fault('media-hollow', `it begins like a film or a recording, but holds no ${of}: send another copy`)
}
