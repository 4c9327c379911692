import { allowInsecureRequests, ClientSecretBasic, discovery } from 'openid-client'
import { exampleColleagues } from '#exchange/example-identity/colleagues.ts'
import { clientId, exampleIdentity, mountedAt, signedWith } from '#exchange/example-identity/provider.ts'
import { renderPage } from '#web/components/page.tsx'
import type { Editions } from '#web/deps.ts'
import { deskForColleagues } from '#web/desk/frame.tsx'
import type { Look } from '#web/look.ts'
import type { Door } from '#web/server.ts'
import { ChooseColleaguePage } from '#web/sign-in/choose-colleague-page.tsx'
import type { SignIn } from '#web/sign-in/sign-in.ts'
import { waysInto } from '#web/sign-in/way-in.ts'
import { keptOnceFound } from '../kept-once-found.ts'
import type { Settings } from '../settings/settings.ts'
import { colleaguePseudonym } from './colleague-pseudonym.ts'

/** The example's sign-in: a provider on the same address, with the desk as its client. */
export async function exampleSignIn(
  settings: Settings,
  editions: Editions,
  look: Look,
): Promise<{ readonly identityDoor: Door; readonly signIn: SignIn }> {
  const origin = `http://localhost:${settings.port}`
  const { at, frame } = deskForColleagues({ editions, look })
  const identity = await exampleIdentity({
    origin,
    callback: origin + waysInto(at).signedIn,
    colleagues: exampleColleagues,
    page: (colleagues, sendTo) => renderPage(ChooseColleaguePage({ frame: frame(), colleagues, sendTo })),
  })
  return {
    // Added before anything reads request bodies: the provider reads its own.
    identityDoor: async (app) => {
      app.all(
        `${mountedAt}/*`,
        {
          config: { sender: 'machine' },
          onRequest: (request, reply) => {
            reply.hijack()
            identity.handle(request.raw, reply.raw)
          },
        },
        async () => undefined,
      )
    },
    signIn: {
      origin,
      rolesClaim: 'roles',
      pseudonym: await colleaguePseudonym(settings.data),
      provider: keptOnceFound(() =>
        discovery(
          new URL(`${origin}${mountedAt}`),
          clientId,
          { id_token_signed_response_alg: signedWith },
          ClientSecretBasic(identity.clientSecret),
          {
            // On this machine only; a landlord's own provider is contacted over TLS.
            execute: [allowInsecureRequests],
          },
        ),
      ),
    },
  }
}
