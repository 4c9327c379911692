import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { Fault } from '#shared/fault.ts'

/** A tablet at a reception. It takes entries in and reads nothing. */
export type Kiosk = { readonly id: string; readonly site: string; readonly label: string }

/** `claimedAt`: when its code was typed in; null while that is waited for. */
export type KnownKiosk = Kiosk & {
  readonly registeredAt: Temporal.Instant
  readonly registeredBy: string
  readonly claimedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

/** Minutes for which the code of a new kiosk can be typed in. */
export const codeMinutes = 15

/** The kiosks of the landlord's offices. */
export function kiosks(_deps: GateDeps & { readonly gate: Gate }) {
  return {
    /** The code is shown once, and can be typed in once. `site`: the landlord has no such office. */
    async register(
      _colleague: Colleague,
      _kiosk: Pick<Kiosk, 'site' | 'label'>,
    ): Promise<Answer<{ readonly id: string; readonly code: string }, 'site'>> {
      throw notYet()
    },
    /** The tablet's own token in exchange for the code; null where no code that was typed like this is waited for. */
    async claim(_code: string): Promise<{ readonly kiosk: Kiosk; readonly token: string } | null> {
      throw notYet()
    },
    /** The kiosk that has this token; undefined where it was revoked. */
    async current(_token: string): Promise<Kiosk | undefined> {
      throw notYet()
    },
    /** Newest first; revoked ones are left out after a day. */
    async all(_colleague: Colleague): Promise<Answer<{ readonly kiosks: readonly KnownKiosk[] }>> {
      throw notYet()
    },
    async revoke(_colleague: Colleague, _id: string): Promise<Answer<unknown, 'gone'>> {
      throw notYet()
    },
  }
}

function notYet(): Fault {
  return new Fault('visits-not-built', 'the visitors’ book is not built yet')
}
