import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { arriving } from '#duties/calls/arriving.ts'
import { parseQuery } from '../../forms.ts'
import type { DeskDeps } from '../kit.ts'

declare module 'fastify' {
  interface Session {
    /** The ringing call that a record is being opened for. */
    ringing?: { readonly call: string; readonly reference: string } | undefined
  }
}

const asked = z.strictObject({ call: z.uuid().optional() })

/**
 * The telephone system's reference of the ringing call that the address names by its id. Checking who is calling may take longer than a call is
 * shown, so it is remembered until the colleague signs out.
 */
export async function ringingReference(deps: DeskDeps, { query, session }: FastifyRequest): Promise<string | undefined> {
  const { call } = parseQuery(asked, query)
  if (call === undefined) return undefined
  const reference = await arriving(deps.gateDeps).reference(call)
  if (reference === undefined) return session.ringing?.call === call ? session.ringing.reference : undefined
  session.set('ringing', { call, reference })
  return reference
}

/** An address of the same person's pages, with the ringing call that this page was asked for, so that no page on the way loses it. */
export function withCall(address: string, { query }: FastifyRequest): string {
  const { call } = parseQuery(asked, query)
  return call === undefined ? address : `${address}?call=${call}`
}
