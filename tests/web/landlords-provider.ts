import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'

export const clientId = 'assured'
export const clientSecret = 'a secret between the landlord and its provider'

/** What a landlord's provider might hold of people: ids that are e-mail addresses, and roles of which we know only some. */
const accounts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'dee@landlord.example': { name: 'Dee Marsh', team: 'Contact team', roles: ['customer-service-adviser', 'wizard'] },
  'marek@landlord.example': { name: 'Marek Bell', roles: 'housing-officer' },
  'wanda@landlord.example': { name: 'Wanda Wold', team: 'Towers', roles: ['wizard'] },
  'nick@landlord.example': { name: 'Nick Noll', team: 'Gardens' },
}

export type LandlordsProvider = {
  /** Who sits at the keyboard when the provider asks; null: somebody who turns away. */
  readonly sits: (account: string | null) => void
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A real provider that is not ours, on a port of its own: it asks nobody for a password, and is a provider in all else. */
export function landlordsProvider(issuer: string, callback: string): LandlordsProvider {
  let sitting: string | null = null
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['a key for the cookies of a test'] },
    claims: { openid: ['sub'], profile: ['name', 'team', 'roles'] },
    features: { devInteractions: { enabled: false } },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    interactions: { url: (_context, interaction) => `/choose/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    async loadExistingGrant(context) {
      const { client, session } = context.oidc
      const grant = new context.oidc.provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  const listen = (): Server =>
    createServer((request, response) => {
      if (request.url?.startsWith('/choose/') !== true) return void answer(request, response)
      const result = sitting === null ? { error: 'access_denied' } : { login: { accountId: sitting } }
      void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    })
  let server: Server | undefined
  return {
    sits: (account) => {
      sitting = account
    },
    async start() {
      const started = listen().listen(Number(new URL(issuer).port), '127.0.0.1')
      server = started
      await new Promise((resolve) => started.once('listening', resolve))
    },
    async stop() {
      server?.closeAllConnections()
      await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)))
      server = undefined
    },
  }
}
