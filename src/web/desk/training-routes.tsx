import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type MakeAnswer, type Extract as TrainingExtract, training } from '#duties/training/training.ts'
import { cutOut } from '#exchange/telephone/extract.ts'
import type { Opened } from '#gate/opened.ts'
import { Fault } from '#shared/fault.ts'
import { sendPage } from '../answers.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fromColleagues } from '../who-may-send.ts'
import { trainingAt } from './calls/around.tsx'
import { listeningOf } from './calls/listening.ts'
import { extractShape } from './extract-form.ts'
import { ExtractPage } from './extract-page.tsx'
import { deskFrame } from './frame.tsx'
import { itemIn, type OnOpening, onOpening } from './on-opening.ts'
import { say, takeSaid } from './said.ts'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn, type Wanted } from './signed.tsx'
import { rangeOf, sendHeard } from './stretch.ts'
import { TrainingExtractPage, TrainingPage } from './training-pages.tsx'

const wanted: Wanted = { activity: 'call-training', act: 'use', categories: ['call-recordings'] }
const releaseShape = z.strictObject({ listened: z.literal('yes', { error: 'Listen to all of it first, and say so' }) })

type Asked = OnOpening<'call-recordings'>

/** What an extract cannot be made of, as its form says it. */
const cannot: Readonly<Record<string, FormError>> = {
  'cut-beyond': { field: 'from', message: 'The recording is shorter than that' },
  'cut-not-possible': {
    field: 'from',
    message: 'This kind of recording cannot be cut here: ask whoever runs the system to install ffmpeg',
  },
}
const notMade: Readonly<Record<Exclude<Extract<MakeAnswer, { ok: false }>['why'], 'refused'>, FormError>> = {
  absent: { field: 'from', message: 'There is no sound to cut' },
  name: { field: 'title', message: 'Take out the name: somebody on the call is named here or in what is said' },
  consent: { field: 'claim', message: 'Their agreement is not on their record' },
}

/** Extracts of calls for training: made from a recording, released by a second person, played to a group (TC7). */
export function trainingRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = training({ ...parts.gateParts, gate: parts.gate })
  const frame = () => deskFrame(parts)

  function form(on: Asked, wrong?: Refusal): FastifyReply {
    if (wrong !== undefined) on.reply.code(422)
    const back = `${on.at}/recordings/${itemIn(on.request)}`
    const page = { frame: frame(), bar: bar(on.signed), token: on.signed.token, back, refused: wrong }
    return sendPage(on.reply, <ExtractPage {...page} />)
  }

  async function make(on: Asked): Promise<unknown> {
    const sent = parseForm(extractShape, on.request.body)
    if (!sent.ok) return form(on, sent)
    const again = (error: FormError) => form(on, { ok: false, errors: [error], values: typedIn(on.request.body) })
    const { opened } = on
    if (!listens(opened)) throw new HttpFault(404, 'extracts are made while listening to calls')
    const { cut, title, transcript, claim } = sent.value
    const making = { recording: itemIn(on.request), title, transcript, claim, seconds: cut.until - cut.from }
    try {
      const answer = await list.make(opened, on.signed.colleague, making, (whole) => ({
        bytes: cutOut(whole, cut, parts.ffmpeg),
        type: () => 'audio/wav',
      }))
      if (answer.ok) {
        say(on.request, 'extract-made')
        return on.reply.redirect(trainingAt, 303)
      }
      return answer.why === 'refused' ? on.refuse(answer.refusal, 'collect') : again(notMade[answer.why])
    } catch (error) {
      const problem = error instanceof Fault ? cannot[error.code] : undefined
      if (problem === undefined) throw error
      return again(problem)
    }
  }

  async function one(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (signed: Signed, extract: TrainingExtract) => unknown,
  ): Promise<unknown> {
    const signed = signedIn(request, reply)
    const found = await list.one(signed.colleague, idIn(request))
    if (found.ok) return work(signed, found.extract)
    if (found.why === 'absent' || found.refusal.reasons[0].code === 'unknown-word') throw new HttpFault(404, 'there is no such extract')
    return refused(parts, reply, signed, found.refusal, '/desk', wanted)
  }

  /** Whoever hears it before its release says first that nobody else does (TC9). */
  const isAlone = (request: FastifyRequest): boolean => listeningOf(request, parts.gateParts.clock) !== undefined

  function page(request: FastifyRequest, reply: FastifyReply, signed: Signed, extract: TrainingExtract, wrong?: Refusal): FastifyReply {
    const isOwn = extract.madeById === signed.colleague.id
    const shown = { frame: frame(), bar: bar(signed), token: signed.token, extract, isOwn, isAlone: isAlone(request), refused: wrong }
    return sendPage(reply, <TrainingExtractPage {...shown} />)
  }

  app.get(
    '/desk/openings/:id/recordings/:item/extract',
    onOpening(parts, 'call-recordings', (on) => form(on)),
  )
  app.post('/desk/openings/:id/recordings/:item/extract', fromColleagues, onOpening(parts, 'call-recordings', make))
  app.get(trainingAt, async (request, reply) => {
    const signed = signedIn(request, reply)
    const extracts = await list.list(signed.colleague)
    const shown = { frame: frame(), bar: bar(signed, '/desk/calls'), open: signed.calls, extracts, said: takeSaid(request) }
    return sendPage(reply, <TrainingPage {...shown} />)
  })
  app.get(`${trainingAt}/:id`, (request, reply) => one(request, reply, (signed, extract) => page(request, reply, signed, extract)))
  app.get(`${trainingAt}/:id/sound`, (request, reply) =>
    one(request, reply, async ({ colleague }, { id, madeById }) => {
      const answer = await list.hear(colleague, id, rangeOf(request.headers.range), madeById !== colleague.id && isAlone(request))
      return sendHeard(reply, answer)
    }),
  )
  app.post(`${trainingAt}/:id/release`, fromColleagues, (request, reply) =>
    one(request, reply, async (signed, extract) => {
      const sent = parseForm(releaseShape, request.body)
      if (!sent.ok) {
        reply.code(422)
        return page(request, reply, signed, extract, sent)
      }
      const answer = await list.release(signed.colleague, extract, isAlone(request))
      if (answer.ok) {
        say(request, 'extract-released')
        return reply.redirect(trainingAt, 303)
      }
      if (answer.why === 'refused') return refused(parts, reply, signed, answer.refusal, trainingAt, { ...wanted, act: 'collect' })
      if (answer.why === 'not-alone') {
        reply.code(403)
        return page(request, reply, signed, extract)
      }
      throw new HttpFault(409, 'whoever made an extract does not release it, and it is released once')
    }),
  )
}

function listens(opened: Asked['opened']): opened is Asked['opened'] & Opened<'call-quality'> {
  return opened.activity === 'call-quality'
}

function typedIn(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
