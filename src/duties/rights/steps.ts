import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import type { CaseEvents } from '../cases/case-kind.ts'

/** What can happen to a request after it has come in, with its words for a colleague. */
export const stepWords = {
  'identity-asked': 'Asked them to show who they are',
  identified: 'It is known whose data it is about',
  named: 'It is known who asks, and nobody on file is them',
  'fee-asked': 'Asked for a fee',
  'fee-paid': 'The fee was paid',
  'meaning-asked': 'Asked what they mean',
  'meaning-given': 'They said what they mean',
  extended: 'Told them that it takes up to three months',
  searched: 'Everything was searched',
  read: 'Every text was read and decided',
  made: 'The answer was made and checked',
  delivered: 'The answer left',
  refused: 'Refused, with the reasons',
  withdrawn: 'They withdrew it',
  joined: 'Joined with another request',
} as const
export type Step = keyof typeof stepWords

const steps = Object.keys(stepWords).filter((name): name is Step => Object.hasOwn(stepWords, name))
const day = z.iso.date()
const stored = z.array(z.strictObject({ what: z.enum(steps), on: day, by: z.string() }))

/** A step as it is stored: the day where the landlord acted, and the colleague’s name. */
export type StoredStep = z.infer<typeof stored>[number]

/** The stored steps of a request, in order. A fault where they cannot be read: a request is never taken for one to which nothing has happened. */
export function stepsIn(kept: string | null): readonly StoredStep[] {
  if (kept === null) return []
  const read = stored.safeParse(parsed(kept))
  if (!read.success) throw new Fault('steps-unreadable', 'what has happened to this request cannot be read')
  return read.data
}

export function kept(all: readonly StoredStep[]): string | null {
  return all.length === 0 ? null : JSON.stringify(all)
}

/** The events of the request’s case: that it was received, and each step. */
export function eventsFrom(receivedOn: string, all: readonly StoredStep[]): CaseEvents<Step> {
  const received = { what: 'begun', on: Temporal.PlainDate.from(receivedOn), by: null } as const
  return [received, ...all.map(({ what, on, by }) => ({ what, on: Temporal.PlainDate.from(on), by }))]
}

/** What a stored text says; null where it cannot be read. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether a step can have happened on a day: not before the step before, or before the request came, and not after today. */
export function isInOrder(receivedOn: string, before: string | undefined, on: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const first = Temporal.PlainDate.from(before ?? receivedOn)
  return Temporal.PlainDate.compare(on, first) >= 0 && Temporal.PlainDate.compare(on, today) <= 0
}
