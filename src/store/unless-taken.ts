import { DatabaseFault } from './database-fault.ts'

/** Stores what is new. Where the same comes twice at once, and may stand there once, the second is answered as if it had come later: see `again`. */
export async function unlessTaken<T>(again: () => Promise<T | undefined>, store: () => Promise<T>): Promise<T> {
  try {
    return await store()
  } catch (error) {
    // SQLSTATE 23505: a row that says so was stored meanwhile.
    const answer = error instanceof DatabaseFault && error.state === '23505' ? await again() : undefined
    if (answer === undefined) throw error
    return answer
  }
}
