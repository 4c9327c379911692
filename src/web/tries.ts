import type { Tries } from '#duties/browsers/tries.ts'
import { Counts } from './counts.ts'

/** Counts in memory: tests, and a single process. */
export function memoryTries(): Tries {
  const counts = new Counts()
  return {
    async count(door, who, seconds) {
      const { count, left } = counts.more(`${door} ${who}`, seconds * 1000)
      return { tries: count, left: Math.ceil(left / 1000) }
    },
  }
}
