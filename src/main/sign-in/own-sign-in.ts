import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'
import type { SignIn } from '#web/sign-in/sign-in.ts'
import { keptOnceFound } from '../kept-once-found.ts'
import type { ProviderSettings } from '../settings/provider-settings.ts'
import { secretInFile } from '../settings/secret-in-file.ts'
import { colleaguePseudonym } from './colleague-pseudonym.ts'

/** Seconds that a provider has for an answer: a person is waiting for the page. */
const timeout = 10

/**
 * Sign-in by the landlord's own provider. It is contacted at the first sign-in and not at the start: the public pages, the sweep and the evidence
 * never wait for another service.
 */
export async function ownSignIn(provider: ProviderSettings, origin: string, data: string): Promise<SignIn> {
  const secret = await secretOf(provider)
  // Plain HTTP is only possible within this machine, where the settings allow it.
  const execute = provider.issuer.protocol === 'http:' ? [enableNonRepudiationChecks, allowInsecureRequests] : [enableNonRepudiationChecks]
  return {
    origin,
    rolesClaim: provider.rolesClaim,
    pseudonym: await colleaguePseudonym(data),
    provider: keptOnceFound(() => discovery(provider.issuer, provider.clientId, undefined, asAccepted(secret), { timeout, execute })),
  }
}

/** Authenticates with the secret in a way that the provider accepts; in the header where it does not say (RFC 8414, 2). */
function asAccepted(secret: string): ClientAuth {
  const [header, body] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, ...rest) => {
    const accepted = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const shown = accepted.includes('client_secret_basic') ? header : body
    shown(server, ...rest)
  }
}

async function secretOf({ secret }: ProviderSettings): Promise<string> {
  return 'words' in secret ? secret.words : secretInFile('ASSURED_OIDC_CLIENT_SECRET_FILE', secret.file)
}
