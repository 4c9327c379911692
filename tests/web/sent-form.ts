import type { FastifyInstance } from 'fastify'

export type Shown = { readonly cookie: string; readonly token: string }

/** Opens a form as a browser would, keeping its cookie and its hidden value. */
export async function opened(app: FastifyInstance, url: string, cookie = ''): Promise<Shown> {
  const answer = await app.inject({ url, headers: cookie === '' ? {} : { cookie } })
  const set = answer.cookies[0]
  return {
    cookie: set === undefined ? cookie : `${set.name}=${set.value}`,
    token: /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? '',
  }
}

/** Sends a form that was opened, with what somebody typed. */
export function send(app: FastifyInstance, url: string, form: Shown, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url,
    headers: { cookie: form.cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ _csrf: form.token, ...fields }).toString(),
  })
}
