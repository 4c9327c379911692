import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { parseForm } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { closedTo, done, formPage, heldPage, removePage, stalePage } from './detail-answers.tsx'
import { type Asked, detailNamed, valueNow } from './detail-asked.ts'
import { onDetail, onOpenRecord } from './detail-guards.ts'
import type { Detail } from './detail-pages.tsx'
import { misfit } from './misfit.ts'
import type { DeskParts } from './signed.tsx'
import { tellerNamed } from './tellers.ts'

const value = neededText(3, 200, 'Write the number or address')
const kind = z.enum(['phone', 'email', 'address'], { error: 'Choose what it is' })
const source = z.string({ error: 'Choose who told us' })
const version = z.string().regex(/^\d{1,10}$/)
const newShape = z.strictObject({ kind, value, source })
const changeShape = z.strictObject({ version, value, source })
const removeShape = z.strictObject({ version })

/** Adding, putting right (P4) and removing a way to reach somebody, from an open record. */
export function detailRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = '/desk/openings/:id/contact-details'
  const showEmptyForm = onOpenRecord(parts, (asked) => formPage(asked, undefined))
  app.get(`${at}/new`, showEmptyForm)
  app.post(`${at}/new`, fromColleagues, onOpenRecord(parts, add))
  app.get(`${at}/:item`, onDetail(parts, formPage))
  app.post(`${at}/:item`, fromColleagues, onDetail(parts, change))
  app.get(`${at}/:item/remove`, onDetail(parts, removePage))
  app.post(`${at}/:item/remove`, fromColleagues, onOpenRecord(parts, remove))
}

async function add(asked: Asked): Promise<unknown> {
  const sent = parseForm(newShape, asked.request.body)
  if (!sent.ok) return formPage(asked, undefined, sent)
  const wrong = misfit(sent.value.kind, sent.value.value)
  if (wrong !== undefined) return formPage(asked, undefined, { ok: false, errors: [wrong], values: sent.value })
  const values = { contactType: sent.value.kind, value: sent.value.value }
  const from = { source: tellerNamed(asked, sent.value.source), collectedAt: asked.parts.gateParts.clock(), clockFrom: null }
  const answer = await asked.opened.collect(contactDetail, { id: randomUUID(), values, ...from })
  return answer.ok ? done(asked, 'detail-added') : closedTo(asked, answer.refusal)
}

async function change(asked: Asked, detail: Detail): Promise<unknown> {
  const sent = parseForm(changeShape, asked.request.body)
  if (!sent.ok) return formPage(asked, detail, sent)
  const wrong = misfit(detail.contactType, sent.value.value)
  if (wrong !== undefined) return formPage(asked, detail, { ok: false, errors: [wrong], values: sent.value })
  const answer = await asked.opened.correct(contactDetail, {
    id: detail.id,
    version: sent.value.version,
    values: { value: sent.value.value },
    source: tellerNamed(asked, sent.value.source),
  })
  if (answer.ok) return done(asked, 'detail-changed')
  return answer.why === 'refused' ? closedTo(asked, answer.refusal) : stalePage(asked, await valueNow(asked))
}

async function remove(asked: Asked): Promise<unknown> {
  const sent = parseForm(removeShape, asked.request.body)
  if (!sent.ok) throw new HttpFault(400, 'the form does not say what was to be removed')
  const answer = await asked.opened.erase(contactDetail, detailNamed(asked), sent.value.version)
  if (answer.ok) return done(asked, 'detail-removed')
  if (answer.why === 'refused') return closedTo(asked, answer.refusal)
  return answer.why === 'stale' ? stalePage(asked, await valueNow(asked)) : heldPage(asked)
}
