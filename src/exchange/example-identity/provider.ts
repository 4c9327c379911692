import { generateKeyPair, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import type { Provider } from 'oidc-provider'
import type { Colleague } from '#gate/judge.ts'
import { Fault } from '#shared/fault.ts'

/** The path of the try-out provider, on the same address as everything else. */
export const mountedAt = '/example-identity'
export const clientId = 'assured-desk'

const hour = 3600

export type ExampleIdentity = {
  readonly clientSecret: string
  /** Answers requests below `mountedAt`; all others are not its own. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

type Options = {
  readonly origin: string
  readonly callback: string
  readonly colleagues: readonly Colleague[]
  /** The page on which somebody chooses who to be: its HTML, given the address that its form is sent to. */
  readonly page: (colleagues: readonly Colleague[], sendTo: string) => string
}

/** The signing algorithm: an ES256 key is made at once, where an RSA key takes a good part of a second. */
export const signedWith = 'ES256'

/**
 * A real OpenID Connect provider for trying things out: anybody may sign in as any invented colleague, without a password. It serves the example on
 * this machine only. A landlord's own provider takes its place, and openid-client talks to both in the same way.
 */
export async function exampleIdentity(options: Options): Promise<ExampleIdentity> {
  const host = new URL(options.origin).hostname
  if (host !== 'localhost' && host !== '127.0.0.1')
    throw new Fault('example-sign-in-elsewhere', 'the example’s sign-in serves this machine only')
  const clientSecret = randomBytes(24).toString('base64url')
  const provider = await withoutAdvice(() => makeProvider(options, clientSecret))
  const oidc = provider.callback()
  return {
    clientSecret,
    handle(request, response) {
      const url = request.url ?? ''
      if (url.startsWith(`${mountedAt}/choose/`)) {
        void choose(provider, options, request, response).catch(() => response.writeHead(400).end())
        return
      }
      // The provider finds its own mount path from the difference between the two.
      Object.assign(request, { originalUrl: url, url: url.slice(mountedAt.length) || '/' })
      void oidc(request, response)
    },
  }
}

async function makeProvider(options: Options, clientSecret: string): Promise<Provider> {
  // Loaded only where it is wanted, so that no other command pays for it.
  const { Provider: ExampleProvider } = await import('oidc-provider')
  // A key for this start only: the library's own is public.
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
  return new ExampleProvider(`${options.origin}${mountedAt}`, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [options.callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: signedWith,
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'EC', use: 'sig', alg: signedWith }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], profile: ['name', 'team', 'roles'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    // In seconds. Set so that the library does not print its advice about each in the middle of the welcome.
    ttl: { Interaction: hour, Grant: hour, Session: hour, AccessToken: hour, IdToken: hour },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_context, interaction) => `${mountedAt}/choose/${interaction.uid}` },
    findAccount: (_context, id) => {
      const found = options.colleagues.find((colleague) => colleague.id === id)
      if (found === undefined) return undefined
      return { accountId: id, claims: () => ({ sub: id, name: found.name, team: found.team, roles: [...found.roles] }) }
    },
    // No consent page: the desk is the landlord's own.
    async loadExistingGrant(context) {
      const { client, session } = context.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
}

/**
 * Silences two warnings of the library that nobody trying the desk can act on: its data is lost at the end (intended, as it is an example), and this
 * Node is not a long-term support version (which a Node from npm does not say of itself).
 */
async function withoutAdvice<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console
  console.warn = (...said: readonly unknown[]) => {
    if (!advice.test(String(said[0]))) warn(...said)
  }
  try {
    return await work()
  } finally {
    console.warn = warn
  }
}

const advice = /oidc-provider WARNING: (Unsupported runtime|a quick start development-only in-memory adapter)/

async function choose(provider: Provider, options: Options, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy })
    response.end(options.page(options.colleagues, `${mountedAt}/choose/${uid}`))
    return
  }
  const chosen = new URLSearchParams(await bodyOf(request)).get('colleague') ?? ''
  const known = options.colleagues.some((colleague) => colleague.id === chosen)
  const result = known ? { login: { accountId: chosen } } : { error: 'access_denied', error_description: 'nobody of that name' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** At most a thousand characters: it contains an id and nothing else. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > 1000) throw new Fault('too-long', 'the form is too long')
  }
  return body
}
