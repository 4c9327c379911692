import type { FastifyReply, FastifyRequest } from 'fastify'

/** Days: the longest that browsers keep a cookie. It is set anew whenever the start screen is shown. */
const keptFor = 400

/** The cookie that makes a browser a reception tablet: a random token, of which only the hash is stored. */
export function kioskCookie(secure: boolean) {
  const name = secure ? '__Host-assured-kiosk' : 'assured-kiosk'
  const read = (request: FastifyRequest): string | undefined => request.cookies[name]
  const write = (reply: FastifyReply, token: string): void => {
    reply.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: keptFor * 24 * 60 * 60 })
  }
  return {
    read,
    write,
    /** Begins its days anew. */
    keep(request: FastifyRequest, reply: FastifyReply): void {
      const token = read(request)
      if (token !== undefined) write(reply, token)
    },
  }
}
