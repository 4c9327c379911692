import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Source } from '#notice/vocabulary.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { Button, InsetText, Link, LinkLine, WarningText } from '../../components/index.ts'
import { choice, form, type Option, seenVersion, text } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { type Drawn, formAbout, page } from '../../pages/pages.tsx'
import { type DeskParts, itemIn } from '../kit.ts'
import { atDetail, atDetails, type Detail } from './door.tsx'
import { misfit } from './misfit.ts'
import { tellersFor } from './tellers.ts'

const kinds = [
  { value: 'phone', text: 'Telephone number' },
  { value: 'email', text: 'E-mail address' },
  { value: 'address', text: 'Postal address' },
] as const
const written = (label: string) => text({ label, least: 3, most: 200, missing: 'Write the number or address' })
const teller = (options: readonly Option<Source>[]) => choice({ label: 'Who told us?', missing: 'Choose who told us', options })

const adding = (tellers: readonly Option<Source>[]) =>
  form(
    {
      kind: choice({ label: 'What is it?', missing: 'Choose what it is', options: kinds }),
      value: written('Number or address'),
      source: teller(tellers),
    },
    ({ kind, value }) => misfit(kind, value),
  )

const changing = ({ contactType }: Detail, tellers: readonly Option<Source>[]) =>
  form(
    {
      version: seenVersion,
      value: written(kinds.find(({ value }) => value === contactType)?.text ?? 'Number or address'),
      source: teller(tellers),
    },
    ({ value }) => misfit(contactType, value),
  )

const removing = form({ version: seenVersion })

/** Adding, putting right (P4) and removing a way to reach somebody, from an open record. */
export function detailRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = '/desk/openings/:id/contact-details'
  const details = atDetails(parts)
  const one = atDetail(parts)
  const tellersOf = (activity: string) => tellersFor(parts.editions.current().edition, activity)

  formAbout(app, details, {
    at: `${at}/new`,
    back: '/desk',
    load: ({ opening }) => ({ ok: true, tellers: tellersOf(opening.activity) }),
    form: ({ tellers }) => adding(tellers),
    button: 'Add',
    draw: (_, whole, { at }) => ({ title: 'Add a contact detail', back: backTo(at), body: whole }),
    act: ({ opened }, { kind, value, source }) =>
      opened.collect(contactDetail, {
        id: randomUUID(),
        values: { contactType: kind, value },
        source,
        collectedAt: parts.gateParts.clock(),
        clockFrom: null,
      }),
    wrong: {},
    leadsTo: ({ at }) => at,
    said: 'The contact detail has been added.',
  })
  formAbout(app, one, {
    at: `${at}/:item`,
    back: '/desk',
    load: ({ detail, opening }) => ({ ok: true, detail, tellers: tellersOf(opening.activity) }),
    form: ({ detail, tellers }) => changing(detail, tellers),
    known: ({ detail: { version, value } }) => ({ version, value }),
    button: 'Save',
    draw: ({ detail }, whole, { at }) => ({
      title: 'Change a contact detail',
      back: backTo(at),
      version: detail.version,
      body: (
        <>
          {whole}
          <p class="govuk-body">
            Is it no longer theirs? <Link href={`${at}/contact-details/${detail.id}/remove`}>Remove it</Link>
          </p>
        </>
      ),
    }),
    act: ({ opened, detail: { id } }, { version, value, source }) =>
      opened.correct(contactDetail, { id, version, values: { value }, source }),
    wrong: {},
    leadsTo: ({ at }) => at,
    said: 'The contact detail has been changed.',
  })
  page(app, one, {
    at: `${at}/:item/remove`,
    back: '/desk',
    load: ({ detail }) => ({ ok: true, detail }),
    draw: ({ detail: { id, version, value } }, visit) => ({
      title: 'Remove this contact detail?',
      back: backTo(visit.at),
      body: (
        <>
          <InsetText>{value}</InsetText>
          <WarningText>If you remove it, it is deleted for good. Nobody can bring it back.</WarningText>
          <form method="post" action={`${visit.at}/contact-details/${id}/remove`}>
            {one.token(visit)}
            {removing.fields({ version }, undefined)}
            <Button class="govuk-button--warning">Remove it</Button>
          </form>
          <LinkLine href={visit.at} text="Keep it" />
        </>
      ),
    }),
  })
  app.post(
    `${at}/:item/remove`,
    details.sends,
    details.enter(async (visit) => {
      const sent = removing.read(visit.request.body, details.today())
      if (!sent.ok) throw new HttpFault(400, 'the form does not say what was to be removed')
      const answer = await visit.opened.erase(contactDetail, itemIn(visit.request), sent.value.version)
      if (answer.ok) {
        details.say(visit, 'The contact detail has been removed.')
        return visit.reply.redirect(visit.at, 303)
      }
      if (answer.why === 'refused') return visit.refuse(answer.refusal, 'collect')
      if (answer.why === 'stale') return details.stale(visit, visit.at)
      visit.reply.code(409)
      return details.send(visit, keptFor(visit.at))
    }),
  )
}

function backTo(record: string) {
  return { href: record, text: 'Back to the record' }
}

/** What a hold keeps is not removed; whom to ask. */
export function keptFor(record: string): Drawn {
  const body = (
    <>
      <p class="app-lead">A hold keeps it, for a complaint or a claim. It can be removed once the hold is lifted.</p>
      <p class="govuk-body">Ask whoever placed it, or the data protection team, whether it is still needed.</p>
    </>
  )
  return { title: 'This has to be kept', back: backTo(record), body }
}
