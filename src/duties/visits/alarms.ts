import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { Fault } from '#shared/fault.ts'

/** A fire alarm at one office. It ends by hand, or by itself at `endsAt`. */
export type Alarm = {
  readonly id: string
  readonly site: string
  readonly declaredAt: Temporal.Instant
  readonly declaredBy: string
  readonly endsAt: Temporal.Instant
}

/** Hours after which an alarm ends by itself. */
export const alarmHours = 4

/** Alarms at the landlord's offices. While one runs, the roll call of its office is open to those whom the notice names (OF1, SC5). */
export function alarms(_deps: GateDeps & { readonly gate: Gate }) {
  return {
    /** While one runs at the office, that one is answered. `site`: the landlord has no such office. */
    async declare(_colleague: Colleague, _site: string): Promise<Answer<{ readonly alarm: Alarm }, 'site'>> {
      throw notYet()
    },
    async end(_colleague: Colleague, _id: string): Promise<Answer<unknown, 'gone'>> {
      throw notYet()
    },
    /** Those that run now. Who is inside is not among it, so nothing is recorded. */
    async running(): Promise<readonly Alarm[]> {
      throw notYet()
    },
    /** Those that have ended within the last 90 days, newest first. */
    async past(): Promise<readonly Alarm[]> {
      throw notYet()
    },
  }
}

function notYet(): Fault {
  return new Fault('visits-not-built', 'the visitors’ book is not built yet')
}
