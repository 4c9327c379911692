import type { FastifyInstance, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { z } from 'zod'
import { offlineUses } from '#duties/visits/offline-uses.ts'
import { type DeviceKey, rollCall } from '#duties/visits/roll-call.ts'
import { officesOf } from '#duties/visits/sees.ts'
import { dateIn } from '#shared/clock.ts'
import { sentAlong } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { fromColleagues } from '../../who-may-send.ts'
import { type DeskDeps, signedIn } from '../signed.tsx'
import { Names } from './names.tsx'
import { rollCallAt } from './offline.tsx'

/** The device's own public key, as it comes in a header. No other site can send one, so none can have a list fetched. */
const sent = z.object({ 'sealed-to': z.string().regex(/^[A-Za-z0-9_-]{300,2000}$/), 'if-none-match': z.string().max(200).optional() })
const named = z.object({ office: z.string() })
const usage = z.strictObject({ office: z.string().max(100), at: z.iso.datetime(), by: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) })

/** What the page's script asks for: the list, sealed to its device, and to be told that a device showed it without a network. */
export function keptRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const duties = { ...deps.gateDeps, gate: deps.gate }
  const [rollCalls, uses] = [rollCall(duties), offlineUses(duties)]

  app.get(`${rollCallAt}/lists/:office`, async (request, reply) => {
    const { colleague } = signedIn(deps, request, reply)
    const office = officesOf(deps.editions.current().edition).find(({ id }) => id === named.parse(request.params).office)
    if (office === undefined) throw new HttpFault(404, 'the landlord has no such office')
    const device = deviceIn(request)
    const answer = await rollCalls.sealedFor(colleague, office.id, device.key, device.known, ({ inside }) =>
      renderToString(<Names inside={inside} />),
    )
    if (!answer.ok)
      throw answer.why === 'refused' ? new HttpFault(403, 'the notice refuses it') : new HttpFault(400, 'no list can be sealed to that key')
    reply.header('etag', `"${answer.version}"`)
    if (answer.sealed === null) return reply.code(304).send()
    const day = dateIn(deps.gateDeps.clock()).toString()
    return reply.send({ office: office.id, name: office.name, day, alarm: answer.alarm ?? '', by: colleague.id, ...answer.sealed })
  })

  // Without a network no page had a form to prove that it was shown; so the script asks for one once it can send.
  app.get(`${rollCallAt}/used`, (request, reply) => reply.send({ token: signedIn(deps, request, reply).token }))
  app.post(`${rollCallAt}/used`, fromColleagues, async (request, reply) => {
    const { office, at, by } = sentAlong(usage, request.body)
    const { colleague } = signedIn(deps, request, reply)
    const answer = await uses.tell(colleague, { site: office, at: Temporal.Instant.from(at), by })
    if (!answer.ok && answer.why !== 'refused') throw new HttpFault(404, 'the use cannot be put on record')
    // A refusal is on record as well. By these words the script tells it from a refusal of the form itself.
    return reply.code(answer.ok ? 200 : 403).send({ told: true })
  })
}

/** The device that asks, and the version of the list that it has. */
function deviceIn({ headers }: FastifyRequest): { readonly key: DeviceKey; readonly known: string | null } {
  const parsed = sent.safeParse(headers)
  if (!parsed.success) throw new HttpFault(400, 'the device names no key of its own')
  return { key: { kty: 'RSA', n: parsed.data['sealed-to'], e: 'AQAB' }, known: parsed.data['if-none-match']?.replaceAll('"', '') ?? null }
}
