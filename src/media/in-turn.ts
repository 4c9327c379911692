import { Fault } from '#shared/fault.ts'

/**
 * Runs work that takes much memory, one piece after the other in this process. Faults `media-busy` where `most` pieces wait already: the caller may
 * try again later, and those waiting are not delayed for ever.
 */
export function inTurn(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async (work) => {
    if (waiting > most) throw new Fault('media-busy', 'too many pictures are being worked on at this moment: try again in a minute')
    waiting += 1
    const turn = last.then(work)
    last = turn.catch(() => {})
    try {
      return await turn
    } finally {
      waiting -= 1
    }
  }
}

/** Decoding a picture can take hundreds of megabytes, so no two are decoded at once. */
export const pictureInTurn = inTurn(20)
