import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as oidc from 'openid-client'
import { z } from 'zod'
import { HttpFault } from '../http-fault.ts'
import { colleagueShape } from './session.ts'

/** The identity provider of the landlord's colleagues, found once and kept. `origin`: where our own pages stand. */
export type SignIn = { readonly provider: () => Promise<oidc.Configuration>; readonly origin: string }

/** Where the provider sends people back to. */
export const signedInAt = '/desk/signed-in'

/** What the provider says of a colleague: roles as a list of our role ids, team as words. */
const claimsShape = z.looseObject({ sub: z.string(), name: z.string(), team: z.string(), roles: z.array(z.string()) })

/** Sign-in by OpenID Connect, authorisation code with PKCE. A new session begins with every sign-in, so that none is carried over. */
export function signInRoutes(app: FastifyInstance, signIn: SignIn): void {
  app.get('/desk/sign-in', async (request, reply) => {
    const provider = await signIn.provider()
    const verifier = oidc.randomPKCECodeVerifier()
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
    request.session.set('signingIn', { state, verifier, nonce, to: '/desk' })
    const to = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: signIn.origin + signedInAt,
      scope: 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    return reply.redirect(to.href, 303)
  })

  app.get(signedInAt, async (request, reply) => {
    const under = request.session.signingIn
    if (under === undefined) throw new HttpFault(403, 'no sign-in is under way in this session')
    const colleague = await colleagueFrom(signIn, request, under)
    await request.session.regenerate()
    request.session.set('colleague', colleague)
    return reply.redirect(under.to, 303)
  })

  app.post('/desk/sign-out', async (request, reply) => {
    await request.session.destroy()
    return reply.redirect('/notice', 303)
  })
}

async function colleagueFrom(
  signIn: SignIn,
  request: FastifyRequest,
  under: { readonly state: string; readonly verifier: string; readonly nonce: string },
): Promise<z.infer<typeof colleagueShape>> {
  try {
    const provider = await signIn.provider()
    const tokens = await oidc.authorizationCodeGrant(provider, new URL(request.url, signIn.origin), {
      pkceCodeVerifier: under.verifier,
      expectedState: under.state,
      expectedNonce: under.nonce,
      idTokenExpected: true,
    })
    const claims = claimsShape.parse(tokens.claims())
    return colleagueShape.parse({ id: claims.sub, name: claims.name, team: claims.team, roles: claims.roles })
  } catch (cause) {
    throw new HttpFault(403, 'the identity provider’s answer could not be accepted', { cause })
  }
}
