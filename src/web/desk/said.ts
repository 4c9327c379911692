import type { FastifyRequest } from 'fastify'

/** What a page can be told to say of what was just done: constant words, about nobody. */
const words = {
  'camera-registered': 'The camera stands in the register.',
  'camera-changed': 'The entry of the register has been changed.',
  'clip-prepared': 'The clip is made. Another colleague has to look at it before it leaves.',
  'clip-released': 'The clip is released, and can be fetched once.',
  'clip-stopped': 'The clip does not leave.',
  'hold-placed': 'It is kept longer now. A task waits for its review.',
  'hold-kept': 'It is kept on until another review.',
  'hold-lifted': 'The hold is lifted. Past its day it is deleted at the next sweep.',
  'identity-matched': 'It matched. Their account is open to you for 30 minutes.',
  'kept-open': 'The record stays open for another 30 minutes.',
  'person-noted': 'It is noted that they are on it.',
  'picture-added': 'The picture is added. It is shown nowhere yet.',
  'picture-down': 'It is down from our own pages. Every other place is a task, or past.',
  'picture-stays-down': 'It stays down.',
  'picture-shown-again': 'It is shown again where it was.',
  'picture-placed': 'It is noted where the picture is shown.',
  'record-closed': 'The record is closed.',
} as const

export type Said = keyof typeof words

declare module 'fastify' {
  interface Session {
    /** Said once, on the next page of the desk. */
    said?: string | undefined
  }
}

export function say(request: FastifyRequest, said: Said): void {
  sayWords(request, words[said])
}

/** A page's own constant words. */
export function sayWords(request: FastifyRequest, said: string): void {
  request.session.set('said', said)
}

/** What there is to say, and never again: a reload does not repeat it. */
export function takeSaid(request: FastifyRequest): string | undefined {
  const { said } = request.session
  if (said === undefined) return undefined
  request.session.set('said', undefined)
  return said
}
