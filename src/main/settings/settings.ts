import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { believedGap } from '#duties/retention/clock-look.ts'
import { Fault } from '#shared/fault.ts'
import type { RequestLimits } from '#web/request-limits.ts'
import { limitsFrom, proxiesFrom } from './limit-settings.ts'
import { type MailSettings, mailFrom } from './mail-settings.ts'
import { type Environment, type ProviderSettings, providerFrom, publicAddressFrom, refuseBesideExample } from './provider-settings.ts'
import { type VaultStore, vaultFrom } from './vault-settings.ts'
import { type WitnessPlace, witnessesFrom } from './witness-settings.ts'

/** What the environment says. Only this room reads it, and only this file and the `…-settings.ts` files know the variables' names. */
export type Settings = {
  readonly port: number
  readonly data: string
  readonly databaseUrl: string | null
  readonly landlord: string
  readonly example: boolean
  /** Somebody set `ASSURED_EXAMPLE=on`, and so says that whatever is imported beside the example is for trying out too. */
  readonly exampleStated?: boolean
  /** The folders in which programs are found. */
  readonly searchPath: string
  /** The address by which others reach the pages; null where only this machine does. */
  readonly url: string | null
  /** The provider that signs colleagues in; null where there is none, or where the example is. */
  readonly provider: ProviderSettings | null
  readonly vault: VaultStore
  /** Places in other hands that keep the heads of the evidence. */
  readonly witnesses: readonly WitnessPlace[]
  /** The server by which letters leave; null or absent where there is none. */
  readonly mail?: MailSettings | null
  /** Requests a minute. */
  readonly limits: RequestLimits
  /** Proxies that are believed about a caller's address. */
  readonly proxies: readonly string[]
  /** How long nothing may be on record before the clock is no longer believed; two days where absent. */
  readonly longestGap?: Temporal.Duration
}

/**
 * `ASSURED_PORT` (8080), `ASSURED_DATA` (`./data`), `ASSURED_DATABASE_URL` (none: the embedded database), `ASSURED_LANDLORD` (`landlords/livewest`),
 * `ASSURED_EXAMPLE` (`off` starts without the invented example; `on` says that imports are for trying out too), `ASSURED_URL` and `ASSURED_OIDC_…` (a landlord's own sign-in), `ASSURED_VAULT` and
 * `ASSURED_VAULT_ENDPOINT` (where media are stored), `ASSURED_MAIL…` (the server by which letters leave), `ASSURED_WITNESS…` (who keeps heads of the evidence), `ASSURED_REQUESTS_…` and `ASSURED_PROXY` (how often a caller may ask, and which proxies are
 * believed about its address), `ASSURED_GAP_DAYS` (2: the gap after which the clock is not believed). An impossible value is a fault.
 */
export function settingsFrom(environment: Environment, home: string, data: string | undefined): Settings {
  const port = environment.ASSURED_PORT ?? '8080'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Fault('bad-setting', '`ASSURED_PORT` takes a port number from 0 to 65535')
  const example = environment.ASSURED_EXAMPLE ?? 'on'
  if (example !== 'on' && example !== 'off') throw new Fault('bad-setting', '`ASSURED_EXAMPLE` takes `on` or `off`')
  const databaseUrl = environment.ASSURED_DATABASE_URL ?? ''
  if (databaseUrl !== '' && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new Fault('bad-setting', '`ASSURED_DATABASE_URL` takes an address that begins with `postgres://`')
  }
  if (example === 'on') refuseBesideExample(environment)
  const url = publicAddressFrom(environment)
  const folder = resolve(data ?? environment.ASSURED_DATA ?? 'data')
  const vault = vaultFrom(environment, folder)
  return {
    port: Number(port),
    data: folder,
    databaseUrl: databaseUrl === '' ? null : databaseUrl,
    landlord: resolve(home, environment.ASSURED_LANDLORD ?? 'landlords/livewest'),
    example: example === 'on',
    exampleStated: environment.ASSURED_EXAMPLE === 'on',
    searchPath: environment.PATH ?? '',
    url,
    provider: providerFrom(environment),
    vault,
    witnesses: witnessesFrom(environment, folder, vault),
    mail: mailFrom(environment, { example: example === 'on', url }),
    limits: limitsFrom(environment),
    proxies: proxiesFrom(environment),
    longestGap: gapFrom(environment),
  }
}

/** Whether there is a database to ask, without making one. */
export function hasDatabase({ databaseUrl, data }: Pick<Settings, 'databaseUrl' | 'data'>): boolean {
  return databaseUrl !== null || existsSync(join(data, 'postgres'))
}

/** At least a day, since the sweep is daily; at most a month, or a wrong clock would be believed for most of its work. */
function gapFrom(environment: Environment): Temporal.Duration {
  const days = environment.ASSURED_GAP_DAYS
  if (days === undefined) return believedGap
  if (!/^\d{1,2}$/.test(days) || Number(days) < 1 || Number(days) > 31)
    throw new Fault('bad-setting', '`ASSURED_GAP_DAYS` takes a whole number of days from 1 to 31')
  return Temporal.Duration.from({ days: Number(days) })
}
