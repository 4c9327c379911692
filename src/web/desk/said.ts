import type { FastifyRequest } from 'fastify'

/** What a page can be told to say of what was just done: constant words, about nobody. */
const words = {
  'camera-registered': 'The camera stands in the register.',
  'camera-changed': 'The entry of the register has been changed.',
  'call-linked': 'The call is on the person’s record.',
  'conflict-decided': 'Your choice is saved. The same line in a later import will not ask again.',
  'conflict-gone': 'It was changed or decided meanwhile: this is how it stands now.',
  confirmed: 'It is confirmed. What is due goes at the next sweep, within a minute or in the coming night.',
  'confirmed-already': 'It has been confirmed already.',
  deleted: 'It is deleted.',
  'far-more-goes': 'It was not confirmed: far more would go by now than was shown. Look at it again.',
  'detail-added': 'The contact detail has been added.',
  'detail-changed': 'The contact detail has been changed.',
  'detail-removed': 'The contact detail has been removed.',
  'extract-made': 'The extract is made. A second person listens to it and releases it.',
  'extract-released': 'The extract is released.',
  'hold-placed': 'It is kept longer now. A task waits for its review.',
  'hold-kept': 'It is kept on until another review.',
  'hold-lifted': 'The hold is lifted. Past its day it is deleted at the next sweep.',
  'identity-matched': 'It matched. Their account is open to you for 30 minutes.',
  'kept-on': 'It is kept on until the day you wrote.',
  'kept-open': 'The record stays open for another 30 minutes.',
  'message-closed': 'The message is closed.',
  'record-closed': 'The record is closed.',
  'task-done': 'The task is done.',
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
