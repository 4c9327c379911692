import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { Fault } from '#shared/fault.ts'
import type { Alarm } from './alarms.ts'

/** Somebody who has not signed out. `earlierDay`: since a day before today, so that they have probably left. */
export type Inside = {
  readonly visit: string
  readonly name: string | null
  readonly host: string | null
  readonly arrivedAt: Temporal.Instant
  readonly needsHelp: boolean
  readonly earlierDay: boolean
}

/** Those who need help come first, then the others by name. */
export type RollCall = { readonly alarm: Alarm; readonly inside: readonly Inside[] }

/** A device's public key: RSA-OAEP with SHA-256, of at least 2048 bits. */
export type DeviceKey = { readonly kty: 'RSA'; readonly n: string; readonly e: string }

/**
 * A list that only the device can open, all in base64url. `key`: the AES-256-GCM key under the device's. `data`: JSON of a `SealedList`,
 * with the GCM tag at its end, as WebCrypto expects it.
 */
export type Sealed = { readonly key: string; readonly iv: string; readonly data: string }

/** What a sealed list says once it is opened. Moments are ISO 8601 in UTC. */
export type SealedList = {
  readonly site: string
  readonly readAt: string
  readonly inside: readonly (Omit<Inside, 'arrivedAt'> & { readonly arrivedAt: string })[]
}

/** `sealed`: null where nothing has changed since the `version` that the device has. `site`: no such office. `key`: not such a key. */
export type SealedAnswer = Answer<{ readonly version: string; readonly sealed: Sealed | null }, 'site' | 'key'>

/** Who is still inside, for those who count outside (OF1). */
export function rollCall(_deps: GateDeps & { readonly gate: Gate }) {
  return {
    /** Only while an alarm runs at the office. */
    async list(_colleague: Colleague, _site: string): Promise<Answer<RollCall, 'site' | 'no-alarm'>> {
      throw notYet()
    },
    /**
     * The list for a device to open once there is an alarm, also without a network. It leaves this process sealed. Where the device has the
     * `known` version, nothing is read and nothing is recorded.
     */
    async sealedFor(_colleague: Colleague, _site: string, _device: DeviceKey, _known: string | null): Promise<SealedAnswer> {
      throw notYet()
    },
    /** Puts on record that a device opened its list, also long after it did. */
    async opened(_colleague: Colleague, _look: { readonly site: string; readonly at: Temporal.Instant }): Promise<Answer<unknown, 'site'>> {
      throw notYet()
    },
  }
}

function notYet(): Fault {
  return new Fault('visits-not-built', 'the visitors’ book is not built yet')
}
