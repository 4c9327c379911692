import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { arriving } from '#duties/calls/arriving.ts'
import { openings } from '#duties/openings/openings.ts'
import { knownCamera } from '#gate/known-ids.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, parseQuery, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText, optionalText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { activitiesFor } from './activities.ts'
import { deskFrame } from './frame.tsx'
import { offeredReasons, ReasonPage } from './reason-page.tsx'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'
import { isDeskActivity, shownBy } from './views.ts'

const reasonShape = z.strictObject({
  activity: z.string({ error: 'Choose what you are doing' }),
  reason: z.enum(offeredReasons, { error: 'Choose what brought you here' }),
  reference: neededText(2, 100, 'Write the call, case or letter'),
  specialReason: optionalText(500),
  privateSetting: z.literal('yes').optional(),
})

const calledShape = z.strictObject({ call: z.uuid().optional() })

export function reasonRoutes(app: FastifyInstance, parts: DeskParts): void {
  const ringing = arriving(parts.gateParts)
  const page = (signed: Signed, person: string, form?: Refusal, call?: string) => (
    <ReasonPage
      frame={deskFrame(parts)}
      token={signed.token}
      bar={bar(signed)}
      person={person}
      activities={activitiesFor(parts, signed.colleague)}
      values={form?.values ?? (call === undefined ? {} : { reason: 'call', reference: call })}
      refused={form}
    />
  )
  app.get('/desk/people/:id/open', async (request, reply) => {
    const signed = signedIn(request, reply)
    const id = idIn(request)
    // What is held of a camera is found by it, and a task about it leads here.
    if ((await knownCamera(parts.gateParts, id)) !== undefined) return reply.redirect(`/desk/cameras/${id}/open`, 303)
    const { call } = parseQuery(calledShape, request.query)
    return sendPage(reply, page(signed, id, undefined, call === undefined ? undefined : await ringing.reference(call)))
  })
  app.post('/desk/people/:id/open', fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const person = idIn(request)
    const form = parseForm(reasonShape, request.body)
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, page(signed, person, form))
    }
    const { activity, reason, reference, specialReason, privateSetting } = form.value
    if (!isDeskActivity(activity)) throw new HttpFault(400, 'the activity is none of those offered')
    const begun = await openings({ ...parts.gateParts, gate: parts.gate }).begin(signed.colleague, {
      person,
      activity,
      reason,
      reference,
      specialReason: specialReason === '' ? null : specialReason,
      privateSetting: privateSetting === 'yes',
    })
    const wanted = { activity, categories: shownBy(parts.editions.current().edition, activity) }
    if (!begun.ok) return refused(parts, reply, signed, begun.refusal, `/desk/people/${person}/open`, wanted)
    return reply.redirect(`/desk/openings/${begun.id}`, 303)
  })
}
