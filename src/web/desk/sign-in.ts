import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import type { Colleague } from '#gate/judge.ts'
import type { GateParts } from '#gate/parts.ts'
import { Fault } from '#shared/fault.ts'
import { sendPage } from '../answers.tsx'
import { refuseTooMany } from '../few-tries.ts'
import { errorFields } from '../log.ts'
import type { Look } from '../look.ts'
import type { Editions } from '../parts.ts'
import { limitedAsSigningIn } from '../request-limits.ts'
import { fromAnybody } from '../who-may-send.ts'
import { type ClaimsReading, claimNamed, colleagueFrom } from './claims.ts'
import { deskFrame } from './frame.tsx'
import { failureOf } from './provider-failure.ts'
import { colleagueOf, type SigningIn } from './session.ts'
import { signInEntry } from './sign-in-entry.ts'
import { NoRolePage, SignedOutPage, SignInUnfinishedPage, SignInUnreachablePage } from './sign-in-pages.tsx'
import { returnOf, signedInAt, signedOutAt, signInAt } from './way-in.ts'

/** The identity provider of the landlord's colleagues. `origin`: where our own pages stand. */
export type SignIn = ClaimsReading & {
  /** Throws while the provider cannot be found; asked again, it looks again. */
  readonly provider: () => Promise<oidc.Configuration>
  readonly origin: string
}

export type SignInParts = {
  readonly signIn: SignIn
  readonly editions: Editions
  readonly look: Look
  readonly gateParts: Pick<GateParts, 'record'>
}

/** Sign-in by OpenID Connect, authorisation code with PKCE. A new session begins with every sign-in, so that none is carried over. */
export function signInRoutes(app: FastifyInstance, parts: SignInParts): void {
  const { signIn } = parts
  const recorded = (act: 'sign-in' | 'sign-out', colleague: Colleague | null): Promise<void> =>
    parts.gateParts.record([signInEntry(act, colleague, parts.editions.current().hash)])

  app.get(signInAt, { config: limitedAsSigningIn }, async (request, reply) => {
    const to = returnOf(request.query)
    const provider = await signIn.provider().catch((error: unknown) => noted(request, error, 'not-found'))
    if (provider === undefined) return unreachable(parts, reply)
    const verifier = oidc.randomPKCECodeVerifier()
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
    request.session.set('signingIn', { state, verifier, nonce, to })
    const address = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: signIn.origin + signedInAt,
      scope: 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(request.session.askAgain === true ? { prompt: 'login' } : {}),
    })
    return reply.redirect(address.href, 303)
  })

  app.get(signedInAt, { config: limitedAsSigningIn }, async (request, reply) => {
    const under = request.session.signingIn
    // Nobody here waits for it: a mistake, or somebody guesses.
    if (under === undefined) refuseTooMany(reply, await app.tried(request, 'sign-in'))
    // Whatever comes of it, what this session was waiting for has come: the same answer is never taken twice.
    if (under !== undefined) request.session.set('signingIn', undefined)
    const answer = under === undefined ? 'unfinished' : await answered(signIn, request, under)
    if (answer === 'unreachable') return unreachable(parts, reply)
    if (answer === 'no-role') {
      await recorded('sign-in', null)
      return noRole(parts, reply)
    }
    if (answer === 'unfinished' || under === undefined) return unfinished(parts, reply)
    await recorded('sign-in', answer)
    await request.session.regenerate()
    request.session.set('colleague', answer)
    return reply.redirect(under.to, 303)
  })

  app.post('/desk/sign-out', fromAnybody, async (request, reply) => {
    const colleague = colleagueOf(request)
    if (colleague !== undefined) await recorded('sign-out', colleague)
    // A new session and not none: whoever is next at this screen must show who they are, though the provider may still know the last.
    await request.session.regenerate()
    request.session.set('askAgain', true)
    return reply.redirect(signedOutAt, 303)
  })
  app.get(signedOutAt, (_request, reply) => sendPage(reply, SignedOutPage({ frame: deskFrame(parts) })))
}

type NotSignedIn = 'unreachable' | 'unfinished' | 'no-role'

async function answered(signIn: SignIn, request: FastifyRequest, under: SigningIn): Promise<Colleague | NotSignedIn> {
  try {
    const claims = await claimsFrom(signIn, new URL(request.url, signIn.origin), under)
    return colleagueFrom(claims, signIn) ?? 'no-role'
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

function unreachable(parts: SignInParts, reply: FastifyReply): FastifyReply {
  return sendPage(reply.code(503), SignInUnreachablePage({ frame: deskFrame(parts) }))
}

function unfinished(parts: SignInParts, reply: FastifyReply): FastifyReply {
  return sendPage(reply.code(403), SignInUnfinishedPage({ frame: deskFrame(parts) }))
}

function noRole(parts: SignInParts, reply: FastifyReply): FastifyReply {
  const { landlord } = parts.editions.current().edition
  return sendPage(reply.code(403), NoRolePage({ frame: deskFrame(parts), landlord: landlord.shortName }))
}
