import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { colleagueOf } from './sign-in/session.ts'

/** Bits of an IPv6 address that are one household's or one office's: whoever has them has all the addresses below. */
const oneSite = 64

/** Who asks: somebody signed in, wherever they sit; else whoever is behind an address. */
export type Caller = { readonly kind: 'colleague' | 'address'; readonly name: string }

/**
 * `believed`: whether a proxy's word on who is calling is taken. It is where the settings name the proxy; else everybody could call from any
 * address they like.
 */
export function callerOf(request: FastifyRequest, believed: boolean): Caller {
  const colleague = colleagueOf(request)
  if (colleague !== undefined) return { kind: 'colleague', name: `colleague ${colleague.id}` }
  const address = believed ? request.ip : (request.raw.socket.remoteAddress ?? request.ip)
  return { kind: 'address', name: `address ${normalizeIP(address, oneSite)}` }
}
