import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Outcome, SentForms } from '#duties/browsers/sent-forms.ts'
import type { FormUnderWay } from '#store/form-under-way.ts'
import { formIdOf, withoutToken } from './form-token.ts'
import { beginFormWithFile, leaveParts } from './form-with-file.ts'
import { HttpFault } from './http-fault.ts'
import { errorFields } from './log.ts'
import { isForm } from './who-may-send.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Differs for every form shown; empty for anything that is not a form. */
    formId: string
    /** The try at taking the form, until it is settled. */
    formUnderWay: (FormUnderWay & { readonly kept: NodeJS.Timeout }) | null
  }
}

/** Milliseconds between two words that a form is still being taken. */
const keepsEvery = 15_000

/**
 * Every form must have been shown by us to this session (forged: 403) and is taken once (replayed: 409), whichever process it comes to. What is
 * written for it commits with the word that it was taken. A form that was refused, or came to nothing, may be sent again;
 * one sent back with errors has a new token. INVARIANT: no route that takes something in escapes this but one for machines, and the
 * one that answers a reader's question and keeps nothing.
 */
export function takeFormsOnce(app: FastifyInstance, forms: SentForms): void {
  app.decorateRequest('formId', '')
  app.decorateRequest('formUnderWay', null)
  app.decorateRequest('furtherParts', null)

  app.addHook('onSend', async (request) => leaveParts(request))

  app.addHook('preHandler', async (request) => {
    if (isForm(request) && request.routeOptions.config.withFile === true) await beginFormWithFile(request)
  })
  app.addHook('preHandler', (request, reply, done) => {
    if (isForm(request)) app.csrfProtection(request, reply, done)
    else done()
  })
  app.addHook('preHandler', async (request) => {
    if (!isForm(request)) return
    const { token, fields } = withoutToken(request.body)
    const id = formIdOf(token)
    const begun = await forms.begin(id)
    if (!begun.begun) throw new HttpFault(409, begun.why === 'taken' ? 'the form was already sent' : 'the form is being taken')
    const kept = setInterval(() => keep(request, forms, begun.form), keepsEvery).unref()
    request.formUnderWay = { ...begun.form, kept }
    request.formId = id
    request.body = fields
  })
  // With a callback: what follows it runs for this form.
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.formUnderWay === null) done()
    else forms.run(request.formUnderWay, done)
  })
  app.addHook('onSend', async (request, reply) => {
    const form = request.formUnderWay
    if (form === null) return
    request.formUnderWay = null
    clearInterval(form.kept)
    // Before the answer leaves: whoever heard that it was done finds it done. Where that cannot be noted, what was written for it says so.
    await forms.settle(form, outcomeOf(reply)).catch(logged(request, 'what came of a form could not be noted'))
  })
  // Nobody was there any more to be answered.
  app.addHook('onResponse', async ({ formUnderWay }) => clearInterval(formUnderWay?.kept))
}

function keep(request: FastifyRequest, forms: SentForms, form: FormUnderWay): void {
  forms.keep(form).catch(logged(request, 'a form could not be kept'))
}

function logged(request: FastifyRequest, words: string): (error: unknown) => void {
  return (error) => request.log.error({ ...errorFields(error), reference: request.id }, words)
}

function outcomeOf({ statusCode }: FastifyReply): Outcome {
  if (statusCode === 303) return 'taken'
  return statusCode >= 400 && statusCode < 500 ? 'refused' : 'shown'
}
