import { Fault } from '#shared/fault.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A landlord's own OpenID Connect provider, as the environment describes it. */
export type ProviderSettings = {
  readonly issuer: URL
  readonly clientId: string
  /** The secret itself, or the file that has it: a secret in a file appears in no list of processes. */
  readonly secret: { readonly words: string } | { readonly file: string }
  readonly rolesClaim: string
}

const needed = ['ASSURED_OIDC_ISSUER', 'ASSURED_OIDC_CLIENT_ID', 'ASSURED_URL'] as const
const secretNames = ['ASSURED_OIDC_CLIENT_SECRET', 'ASSURED_OIDC_CLIENT_SECRET_FILE'] as const
const ofSignIn = ['ASSURED_OIDC_ISSUER', 'ASSURED_OIDC_CLIENT_ID', ...secretNames, 'ASSURED_OIDC_ROLES_CLAIM'] as const

/** With none of the settings there is no provider. With only some, a fault names a missing one: a desk that signs nobody in is never started. */
export function providerFrom(environment: Environment): ProviderSettings | null {
  const given = (name: string): string => environment[name] ?? ''
  if (ofSignIn.every((name) => given(name) === '')) return null
  for (const name of needed) if (given(name) === '') throw missing(name)
  const [words, file] = secretNames.map(given)
  if (!words && !file) throw missing(secretNames[0])
  if (words && file) throw new Fault('bad-setting', `\`${secretNames[0]}\` and \`${secretNames[1]}\` are both set: keep one`)
  const rolesClaim = given('ASSURED_OIDC_ROLES_CLAIM') || 'roles'
  return {
    issuer: safeAddress('ASSURED_OIDC_ISSUER', given('ASSURED_OIDC_ISSUER')),
    clientId: given('ASSURED_OIDC_CLIENT_ID'),
    secret: file ? { file } : { words: words ?? '' },
    rolesClaim,
  }
}

/** The address by which colleagues and tenants reach it, without a path: `https://assured.example`. */
export function publicAddressFrom(environment: Environment): string | null {
  const given = environment.ASSURED_URL ?? ''
  if (given === '') return null
  const url = safeAddress('ASSURED_URL', given)
  if (url.pathname !== '/') throw new Fault('bad-setting', '`ASSURED_URL` takes an address without a path')
  return url.origin
}

/** The example signs in its own invented colleagues, on this machine. It never runs beside a sign-in of real ones. */
export function refuseBesideExample(environment: Environment): void {
  const name = [...ofSignIn, 'ASSURED_URL'].find((each) => (environment[each] ?? '') !== '')
  if (name !== undefined)
    throw new Fault('bad-setting', `\`${name}\` is for a landlord’s own sign-in, and the example is on: set \`ASSURED_EXAMPLE\` to \`off\``)
}

function missing(name: string): Fault {
  const or = name === secretNames[0] ? ` (or \`${secretNames[1]}\`)` : ''
  return new Fault('bad-setting', `\`${name}\`${or} is missing: sign-in by a landlord’s own provider needs it`)
}

/** Codes and cookies travel to these addresses: only over TLS, or within this machine. */
function safeAddress(name: string, value: string): URL {
  const url = URL.parse(value)
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (plain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) return url
  throw new Fault('bad-setting', `\`${name}\` takes an address that begins with \`https://\` (\`http://\` on this machine only)`)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
