import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HttpFault } from './http-fault.ts'
import { formIdOf } from './once.ts'

export type FormWithFile = {
  readonly fields: Readonly<Record<string, string>>
  /** Null where none was chosen. */
  readonly file: AsyncIterable<Uint8Array> | null
  /** Reads what is left of the file, so that the sender hears the answer. */
  readonly finish: () => void
}

/**
 * A page's form that brings a file: its fields, which come first, then the file as it comes. INVARIANT: its token is checked as every form's is,
 * and before anything of the file is looked at; null where it was wrong, and the answer is on its way.
 */
export async function readFormWithFile(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<FormWithFile | null> {
  if (!request.isMultipart()) throw new HttpFault(400, 'the form was sent in another form')
  const fields: Record<string, string> = {}
  let file: MultipartFile | undefined
  for await (const each of request.parts()) {
    if (each.type === 'file') {
      file = each
      break
    }
    if (typeof each.value === 'string') fields[each.fieldname] = each.value.replaceAll('\r\n', '\n')
  }
  const { _csrf: token = '', ...rest } = fields
  request.body = { _csrf: token }
  let isOurs = false
  app.csrfProtection(request, reply, () => {
    isOurs = true
  })
  const finish = () => void file?.file.resume()
  if (!isOurs) {
    finish()
    return null
  }
  request.formId = formIdOf(token)
  if (request.session.sentForms?.includes(request.formId) === true) throw new HttpFault(409, 'the form was already sent')
  const isChosen = file !== undefined && file.filename !== ''
  if (!isChosen) finish()
  return { fields: rest, file: isChosen && file !== undefined ? file.file : null, finish }
}
