import type { Answer } from '#decisions/done-or-refused.ts'

export const searchFirst = 'What the copy is made of is known once everything is searched. Search first.'
export const changedSince = 'The text has changed since the texts were looked for. Go back and look for new and changed texts.'

/** What was found to show; null where it cannot be read now, with what to do about it. */
export function orNotNow<Found>(
  answer: Answer<Found, 'gone' | 'early' | 'changed'>,
): Answer<{ readonly found: Found | null; readonly words: string }, 'gone'> {
  if (answer.ok) return { ok: true, found: answer, words: '' }
  if (answer.why === 'early') return { ok: true, found: null, words: searchFirst }
  if (answer.why === 'changed') return { ok: true, found: null, words: changedSince }
  return answer
}
