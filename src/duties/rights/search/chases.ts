import { z } from 'zod'
import { workingDaysAfter } from '#law/holidays.ts'
import { Fault } from '#shared/fault.ts'
import { parsed } from '../steps.ts'

type Day = Temporal.PlainDate

/** Those who run a system are asked to answer within five working days. */
const answerWithin = 5
const chaseEvery = Temporal.Duration.from({ days: 4 })
/** After so many without an answer, the next goes to a senior manager. */
const beforeEscalation = 2

/** That somebody asked once more. */
export type Chase = z.infer<typeof stored>[number]

/**
 * When to ask again, for which time, and whom. `last`: another one would come after the day by which the person must have their answer, so it asks for
 * whatever is there. `late`: that day has passed.
 */
export type NextChase = {
  readonly number: number
  readonly dueOn: Day
  readonly to: 'whoever-runs-it' | 'senior-manager'
  readonly wording: 'again' | 'last' | 'late'
}

const stored = z.array(z.strictObject({ on: z.iso.date(), by: z.string() }))

/** A fault where they cannot be read: nobody is taken to have never been asked again. */
export function chasesIn(kept: string | null): readonly Chase[] {
  if (kept === null) return []
  const read = stored.safeParse(parsed(kept))
  if (!read.success) throw new Fault('chases-unreadable', 'how often this was asked again cannot be read')
  return read.data
}

export function keptChases(chases: readonly Chase[]): string {
  return JSON.stringify(chases)
}

/** The day by which a system that is asked today should have answered: a day before the answer is due at the latest, and not before tomorrow. */
export function answerDue(askedOn: Day, answerBy: Day): Day {
  const usual = workingDaysAfter(askedOn, answerWithin, 'england-and-wales') ?? askedOn.add({ days: 7 })
  return later(earlier(usual, answerBy.subtract({ days: 1 })), askedOn.add({ days: 1 }))
}

/** The next step of the ladder, from what has happened. A pause of the request’s own clock stops nothing here. */
export function nextChase(dueOn: Day, chasedOn: readonly Day[], answerBy: Day): NextChase {
  const last = chasedOn.at(-1)
  const next = last === undefined ? dueOn : last.add(chaseEvery)
  const wording = compare(next, answerBy) > 0 ? 'late' : compare(next.add(chaseEvery), answerBy) > 0 ? 'last' : 'again'
  const number = chasedOn.length + 1
  return { number, dueOn: next, to: number > beforeEscalation ? 'senior-manager' : 'whoever-runs-it', wording }
}

const compare = Temporal.PlainDate.compare

function earlier(one: Day, other: Day): Day {
  return compare(one, other) < 0 ? one : other
}

function later(one: Day, other: Day): Day {
  return compare(one, other) < 0 ? other : one
}
