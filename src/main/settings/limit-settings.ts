import { isIP } from 'node:net'
import { Fault } from '#shared/fault.ts'
import { type RequestLimits, usualLimits } from '#web/request-limits.ts'
import type { Environment } from './provider-settings.ts'

const names = {
  colleague: 'ASSURED_REQUESTS_COLLEAGUE',
  address: 'ASSURED_REQUESTS_ADDRESS',
  machine: 'ASSURED_REQUESTS_MACHINE',
} as const satisfies Record<keyof RequestLimits, string>

/** Requests a minute: from one colleague, from one address of people who are not signed in, from one system that hands data over. */
export function limitsFrom(environment: Environment): RequestLimits {
  const most = (of: keyof RequestLimits): number => {
    const given = environment[names[of]] ?? ''
    if (given === '') return usualLimits[of]
    if (/^[1-9]\d{0,6}$/.test(given)) return Number(given)
    throw new Fault('bad-setting', `\`${names[of]}\` takes a number of requests a minute, from 1 to 9999999`)
  }
  return { colleague: most('colleague'), address: most('address'), machine: most('machine') }
}

/** Addresses or ranges of them (`10.0.0.0/8`), separated by commas. None unless they are named: anybody can write an address into a header. */
export function proxiesFrom(environment: Environment): readonly string[] {
  const given = (environment.ASSURED_PROXY ?? '').split(',').map((each) => each.trim())
  const proxies = given.filter((each) => each !== '')
  if (proxies.every(isAddressOrRange)) return proxies
  throw new Fault('bad-setting', '`ASSURED_PROXY` takes the addresses of your proxies, such as `127.0.0.1`, with commas between them')
}

function isAddressOrRange(words: string): boolean {
  const [address = '', bits, ...rest] = words.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
}
