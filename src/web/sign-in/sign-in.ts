import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import { Fault } from '#shared/fault.ts'
import { refuseTooMany } from '../few-tries.ts'
import { errorFields } from '../log.ts'
import { limitedAsSigningIn } from '../request-limits.ts'
import { fromAnybody } from '../who-may-send.ts'
import { type ClaimsReading, claimNamed, colleagueFrom } from './claims.ts'
import { sendSignInPage } from './pages.tsx'
import { failureOf } from './provider-failure.ts'
import { colleagueOf, type SigningIn } from './session.ts'
import { type ColleaguesDoor, returnOf, returnPath, waysInto } from './way-in.ts'

/** The identity provider of the landlord's colleagues. `origin`: where our own pages stand. */
export type SignIn = ClaimsReading & {
  /** Throws while the provider cannot be found; asked again, it looks again. */
  readonly provider: () => Promise<oidc.Configuration>
  readonly origin: string
}

type SignInDeps = { readonly signIn: SignIn; readonly gateDeps: Pick<GateDeps, 'record'> }

/**
 * Sign-in to a door by OpenID Connect, authorisation code with PKCE; whoever is signed out is sent to it. A new session begins with every
 * sign-in, so that none is carried over.
 */
export function colleaguesSignIn(app: FastifyInstance, door: ColleaguesDoor, { signIn, gateDeps }: SignInDeps): void {
  const ways = waysInto(door.at)
  const recorded = (act: 'sign-in' | 'sign-out', colleague: Colleague | null): Promise<void> =>
    gateDeps.record([entryOf(act, colleague, door.editions.current().hash)])
  sendToSignIn(app, door)

  app.get(ways.signIn, { config: limitedAsSigningIn }, async (request, reply) => {
    const to = returnOf(door, request.query)
    const provider = await signIn.provider().catch((error: unknown) => noted(request, error, 'not-found'))
    if (provider === undefined) return sendSignInPage(reply, door, 'unreachable')
    const verifier = oidc.randomPKCECodeVerifier()
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
    request.session.set('signingIn', { state, verifier, nonce, to })
    const address = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: signIn.origin + ways.signedIn,
      scope: 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(request.session.askAgain === true ? { prompt: 'login' } : {}),
    })
    return reply.redirect(address.href, 303)
  })

  app.get(ways.signedIn, { config: limitedAsSigningIn }, async (request, reply) => {
    const under = request.session.signingIn
    if (under === undefined) {
      // Nobody here waits for it: a mistake, or somebody guesses.
      refuseTooMany(reply, await app.tried(request, 'sign-in'))
      return sendSignInPage(reply, door, 'unfinished')
    }
    // Whatever comes of it, what this session was waiting for has come: the same answer is never taken twice.
    request.session.set('signingIn', undefined)
    const answer = await answered(signIn, request, under)
    if (answer === 'noRole') await recorded('sign-in', null)
    if (typeof answer === 'string') return sendSignInPage(reply, door, answer)
    await recorded('sign-in', answer)
    await request.session.regenerate()
    request.session.set('colleague', answer)
    return reply.redirect(under.to, 303)
  })

  app.post(ways.signOut, fromAnybody, async (request, reply) => {
    const colleague = colleagueOf(request)
    if (colleague !== undefined) await recorded('sign-out', colleague)
    // A new session and not none: whoever is next at this screen must show who they are, though the provider may still know the last.
    await request.session.regenerate()
    request.session.set('askAgain', true)
    return reply.redirect(ways.signedOut, 303)
  })
  app.get(ways.signedOut, (_request, reply) => sendSignInPage(reply, door, 'signedOut'))
}

/** Signed out, a page of the door is answered by the way in, and comes back after; a form is refused where it arrives. */
function sendToSignIn(app: FastifyInstance, door: ColleaguesDoor): void {
  const { signIn, signedIn, signedOut } = waysInto(door.at)
  const open = new Set<string>([signIn, signedIn, signedOut])
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return
    const { url = '', config } = request.routeOptions
    if (config.forEverybody === true) return
    if (open.has(url) || colleagueOf(request) !== undefined) return
    if (url === door.at) return sendSignInPage(reply, door, 'wayIn')
    const back = returnPath(door.at).safeParse(request.url)
    return reply.redirect(back.success ? `${signIn}?${new URLSearchParams({ to: back.data })}` : signIn, 303)
  })
}

/** Where nobody can sign in: every page of the door says so, and how that is changed. */
export function notSetUp(app: FastifyInstance, door: ColleaguesDoor): void {
  for (const path of [door.at, `${door.at}/*`]) app.get(path, (_request, reply) => sendSignInPage(reply, door, 'notSetUp'))
}

/** That a colleague came in or went out. Who cannot be named (no role, no proof) is not named: the provider's own record has them. */
function entryOf(act: 'sign-in' | 'sign-out', colleague: Colleague | null, edition: string): EvidenceEntry {
  return {
    kind: 'sign-in',
    actor: colleague === null ? 'system:sign-in' : `colleague:${colleague.id}`,
    role: null,
    activity: null,
    act,
    subject: null,
    recordType: null,
    categories: [],
    outcome: colleague === null ? 'refused' : 'done',
    reasons: colleague === null ? ['no-role'] : [],
    basis: null,
    clauses: ['R1', 'SE1'],
    edition,
    opening: null,
    detail: colleague === null ? {} : { roles: colleague.roles },
  }
}

type NotSignedIn = 'unreachable' | 'unfinished' | 'noRole'

async function answered(signIn: SignIn, request: FastifyRequest, under: SigningIn): Promise<Colleague | NotSignedIn> {
  try {
    const claims = await claimsFrom(signIn, new URL(request.url, signIn.origin), under)
    return colleagueFrom(claims, signIn) ?? 'noRole'
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) request.log.info({ ...errorFields(error), reference: request.id }, 'a sign-in was not accepted')
    else noted(request, error, failure)
    return failure === null ? 'unfinished' : 'unreachable'
  }
}

/** What the provider vouches for. Some put little into the signed token and tell the rest when asked for it. */
async function claimsFrom(signIn: SignIn, address: URL, under: SigningIn): Promise<Readonly<Record<string, unknown>>> {
  const provider = await signIn.provider()
  const tokens = await oidc.authorizationCodeGrant(provider, address, {
    pkceCodeVerifier: under.verifier,
    expectedState: under.state,
    expectedNonce: under.nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new Fault('no-id-token', 'the identity provider vouched for nobody')
  const complete = claimNamed(claims, signIn.rolesClaim) !== undefined && claims.name !== undefined
  if (complete || provider.serverMetadata().userinfo_endpoint === undefined) return claims
  return { ...(await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub)), ...claims }
}

function noted(request: FastifyRequest, error: unknown, code: string): undefined {
  request.log.error({ ...errorFields(error), code, reference: request.id }, 'the identity provider did not answer')
}
