import { z } from 'zod'
import type { Cut, Span } from '#exchange/telephone/extract.ts'
import { neededText, optionalText } from '../typed-text.ts'

export const extractShape = z
  .strictObject({
    from: z.string().trim().max(8).default(''),
    until: z.string().trim().max(8).default(''),
    silenced: optionalText(2000),
    title: neededText(3, 100, 'Write what it teaches'),
    transcript: optionalText(10_000),
    claim: z.enum(['nobody-identifiable', 'consent'], { error: 'Choose why it may be played' }),
  })
  .transform((sent, context) => {
    const wrong = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const [from, until] = [secondsOf(sent.from), secondsOf(sent.until)]
    if (from === null) wrong('from', 'Write minutes and seconds, such as 0:15')
    if (until === null) wrong('until', 'Write minutes and seconds, such as 2:40')
    if (from !== null && until !== null && until <= from) wrong('until', 'Write a time after the beginning')
    const silenced = sent.silenced
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(spanOf)
    if (silenced.includes(null)) wrong('silenced', 'Write one part a line, such as 0:31 to 0:34')
    const cut: Cut = { from: from ?? 0, until: until ?? 0, silenced: silenced.flatMap((span) => span ?? []) }
    return { ...sent, cut }
  })

function secondsOf(said: string): number | null {
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]\d)$/.exec(said) ?? []
  return minutes === undefined ? null : Number(minutes) * 60 + Number(seconds)
}

function spanOf(line: string): Span | null {
  const [from, until] = line
    .trim()
    .split(/\s*(?:to|-|–)\s*/)
    .map(secondsOf)
  return typeof from !== 'number' || typeof until !== 'number' || until <= from ? null : { from, until }
}
