import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Camera, cameraRegister } from '#duties/cameras/register.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fromColleagues } from '../who-may-send.ts'
import { datesOf, newCameraShape, reviewShape } from './camera-form.ts'
import { CameraPage, CamerasPage, camerasAt, NewCameraPage } from './camera-pages.tsx'
import { StalePage } from './detail-pages.tsx'
import { deskFrame } from './frame.tsx'
import { say, takeSaid } from './said.ts'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn, type Wanted } from './signed.tsx'

const wanted: Wanted = { activity: 'cctv', act: 'view', categories: ['cctv-footage'] }

/** The register of cameras (CV1): all of them, one of them, registering one, and its review. */
export function cameraRoutes(app: FastifyInstance, parts: DeskParts): void {
  const register = cameraRegister({ ...parts.gateParts, gate: parts.gate })
  const today = () => dateIn(parts.gateParts.clock())
  const common = (signed: Signed) => ({ frame: deskFrame(parts), bar: bar(signed), token: signed.token, today: today() })
  const isTaken: FormError = { field: 'reference', message: 'A camera stands in the register under this reference' }

  async function found(request: FastifyRequest, reply: FastifyReply, work: (signed: Signed, camera: Camera) => unknown): Promise<unknown> {
    const signed = signedIn(request, reply)
    const answer = await register.look(signed.colleague, idIn(request))
    if (answer.ok) return work(signed, answer.camera)
    if (answer.why === 'gone') throw new HttpFault(404, 'there is no such camera')
    return refused(parts, reply, signed, answer.refusal, '/desk', wanted)
  }
  function onePage(request: FastifyRequest, reply: FastifyReply, signed: Signed, camera: Camera, wrong?: Refusal): FastifyReply {
    if (wrong !== undefined) reply.code(422)
    const shown = { camera, registers: register.mayRegister(signed.colleague), refused: wrong, said: takeSaid(request) }
    return sendPage(reply, <CameraPage {...common(signed)} {...shown} />)
  }
  function newPage(reply: FastifyReply, signed: Signed, wrong?: Refusal): FastifyReply {
    if (wrong !== undefined) reply.code(422)
    return sendPage(reply, <NewCameraPage {...common(signed)} refused={wrong} />)
  }

  app.get(camerasAt, async (request, reply) => {
    const signed = signedIn(request, reply)
    const answer = await register.all(signed.colleague)
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, '/desk', wanted)
    const shown = { cameras: answer.rows, registers: register.mayRegister(signed.colleague), said: takeSaid(request) }
    return sendPage(reply, <CamerasPage {...common(signed)} bar={bar(signed, camerasAt)} {...shown} />)
  })
  app.get(`${camerasAt}/new`, (request, reply) => newPage(reply, signedIn(request, reply)))
  app.post(`${camerasAt}/new`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(newCameraShape, request.body)
    if (!sent.ok) return newPage(reply, signed, sent)
    const dates = datesOf(sent.value, today())
    if (!('reviewOn' in dates)) return newPage(reply, signed, { ok: false, errors: dates, values: sent.value })
    const { name, reference, site, purpose, signs, postcode, assessment } = sent.value
    const optional = { postcode: postcode || null, assessment: assessment || null, assetId: null }
    const answer = await register.register(signed.colleague, { name, reference, site, purpose, signs, ...optional, ...dates })
    if (answer.ok) {
      say(request, 'camera-registered')
      return reply.redirect(`${camerasAt}/${answer.id}`, 303)
    }
    if (answer.why === 'refused') return refused(parts, reply, signed, answer.refusal, camerasAt, { ...wanted, act: 'collect' })
    return newPage(reply, signed, { ok: false, errors: [isTaken], values: sent.value })
  })
  app.get(`${camerasAt}/:id`, (request, reply) => found(request, reply, (signed, camera) => onePage(request, reply, signed, camera)))
  app.post(`${camerasAt}/:id`, fromColleagues, (request, reply) =>
    found(request, reply, async (signed, camera) => {
      const sent = parseForm(reviewShape, request.body)
      if (!sent.ok) return onePage(request, reply, signed, camera, sent)
      const dates = datesOf(sent.value, today())
      if (!('reviewOn' in dates)) return onePage(request, reply, signed, camera, { ok: false, errors: dates, values: sent.value })
      const { version, purpose, signs, assessment } = sent.value
      const values = { purpose, signs, assessment: assessment || null, ...dates }
      const answer = await register.change(signed.colleague, { id: camera.id, version }, values)
      if (answer.ok) {
        say(request, 'camera-changed')
        return reply.redirect(`${camerasAt}/${camera.id}`, 303)
      }
      if (answer.why === 'refused') return refused(parts, reply, signed, answer.refusal, camerasAt, { ...wanted, act: 'collect' })
      reply.code(412)
      return sendPage(reply, <StalePage frame={deskFrame(parts)} bar={bar(signed)} back={`${camerasAt}/${camera.id}`} now={undefined} />)
    }),
  )
}
