import * as oidc from 'openid-client'

/** Words of OAuth 2.0 that blame the provider, or how we were set up with it, and not the colleague who signs in (RFC 6749, 4.1.2.1 and 5.2). */
const notTheColleague = ['server_error', 'temporarily_unavailable', 'invalid_client', 'unauthorized_client'] as const

/** What the client library says of an answer that is no answer: too late, an error page, words that are not JSON. */
const noAnswer: ReadonlySet<string> = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'])

/**
 * Why a sign-in could not be tried at all, as a code for the log; null where the provider answered and its answer is not acceptable.
 * From a closed list: an address may carry any words, and those never reach a log.
 */
export function failureOf(error: unknown): string | null {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    const word = notTheColleague.find((each) => each === error.error)
    if (word !== undefined) return word
    return error instanceof oidc.ResponseBodyError && error.status >= 500 ? 'server_error' : null
  }
  if (error instanceof oidc.ClientError) return error.code !== undefined && noAnswer.has(error.code) ? error.code : null
  // How `fetch` says that nobody answered; the library's own errors of this kind have a code.
  return error instanceof TypeError && !('code' in error) ? 'unreachable' : null
}
