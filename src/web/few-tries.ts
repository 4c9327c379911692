import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tries } from '#duties/browsers/tries.ts'
import { callerOf } from './caller.ts'
import { HttpFault } from './http-fault.ts'

/** Where guessing, or doing it without end, would pay. Identity checks have a bound of their own (`duties/identity/check.ts`). */
const doors = {
  contact: { most: 20, seconds: 60 },
  feedback: { most: 20, seconds: 60 },
  copy: { most: 20, seconds: 60 },
  /** Codes typed, and downloads begun, at the page where something is fetched. Wrong codes have a bound of their own (`duties/handovers/`). */
  fetch: { most: 20, seconds: 60 },
  /** Letters asked for, from one address of the network; and to one mailbox, whoever asks. An hour each: a letter may go to somebody who never asked. */
  'be-told': { most: 30, seconds: 3_600 },
  'letters-to': { most: 3, seconds: 3_600 },
  /** Buttons of such letters, and programs that press them. */
  'told-link': { most: 60, seconds: 60 },
  'no-marketing': { most: 10, seconds: 60 },
  'take-down': { most: 5, seconds: 60 },
  /** Setting up a tablet at reception by its code. */
  kiosk: { most: 10, seconds: 60 },
  /** Entries from one tablet: many more than can be typed at it. */
  entry: { most: 30, seconds: 60 },
  /** Codes of badges typed at one tablet. */
  'badge-code': { most: 30, seconds: 60 },
  /** A badge's own address. Everybody may leave at once, and an office has one address. */
  badge: { most: 300, seconds: 60 },
  /** Looking people up by their name, number or address. */
  find: { most: 60, seconds: 60 },
  /** Tokens of other systems that were wrong. */
  token: { most: 20, seconds: 60 },
  /** Answers of a provider that nobody here waits for. */
  'sign-in': { most: 20, seconds: 60 },
} as const
export type TightDoor = keyof typeof doors

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a try by whoever asks, or by `who`; 0, or the seconds after which the next one counts again. */
    tried: (request: FastifyRequest, door: TightDoor, who?: string) => Promise<number>
  }
}

export function countTries(app: FastifyInstance, tries: Tries, believed: boolean): void {
  /** Known to be over the bound, until then: these cost no question to the database. */
  const over = new Map<string, number>()
  app.decorate('tried', async (request, door, who) => {
    const { most, seconds } = doors[door]
    const name = who ?? callerOf(request, believed).name
    const key = `${door} ${name}`
    const until = over.get(key) ?? 0
    const now = performance.now()
    if (until > now) return Math.ceil((until - now) / 1000)
    over.delete(key)
    const counted = await tries.count(door, name, seconds)
    if (counted.tries <= most) return 0
    // Whatever was counted, and by whatever clock: nobody waits for longer than the door says.
    const left = Math.min(seconds, Math.max(1, counted.left))
    const [oldest] = over.keys()
    if (over.size > mostRemembered && oldest !== undefined) over.delete(oldest)
    over.set(key, now + left * 1000)
    return left
  })
}

const mostRemembered = 20_000

/** A route's guard, before anything of the body is read. */
export function fewTries(door: TightDoor): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => refuseTooMany(reply, await request.server.tried(request, door))
}

/** `left`: as `tried` answers it. */
export function refuseTooMany(reply: FastifyReply, left: number): void {
  if (left === 0) return
  reply.header('retry-after', left)
  throw new HttpFault(429, 'it was tried too often in a short time')
}
