import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { arriving } from '#duties/calls/arriving.ts'
import { openFor } from '#duties/openings/opening.ts'
import { parseQuery } from '../../forms.ts'
import type { DeskDeps } from '../kit.ts'

/** `until`: in milliseconds. */
const calls = z.array(z.strictObject({ call: z.string(), reference: z.string(), until: z.number() })).readonly()

declare module 'fastify' {
  interface Session {
    /** The ringing calls that records are being opened for, the newest first. */
    ringing?: z.infer<typeof calls> | undefined
  }
}

const asked = z.strictObject({ call: z.uuid().optional() })
/** More calls than one colleague has records open for. */
const mostRemembered = 5

/**
 * The telephone system's reference of the ringing call that the address names by its id. Checking who is calling may take longer than a call is
 * shown, and meanwhile another may ring, so a few are remembered, each for as long as an opening lasts
 * from when it was last asked for.
 */
export async function ringingReference({ gateDeps }: DeskDeps, request: FastifyRequest): Promise<string | undefined> {
  const { call } = parseQuery(asked, request.query)
  if (call === undefined) return undefined
  const now = gateDeps.clock()
  const kept = calls.safeParse(request.session.ringing)
  const remembered = (kept.data ?? []).filter(({ until }) => until > now.epochMilliseconds)
  const reference = (await arriving(gateDeps).reference(call)) ?? remembered.find((each) => each.call === call)?.reference
  if (reference === undefined) return undefined
  const others = remembered.filter((each) => each.call !== call).slice(0, mostRemembered - 1)
  request.session.set('ringing', [{ call, reference, until: now.add(openFor).epochMilliseconds }, ...others])
  return reference
}

/** An address of the same person's pages, with the ringing call that this page was asked for, so that no page on the way loses it. */
export function withCall(address: string, { query }: FastifyRequest): string {
  const { call } = parseQuery(asked, query)
  return call === undefined ? address : `${address}?call=${call}`
}
