import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Source } from '#notice/vocabulary.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { type FormError, InsetText, Link, LinkLine, WarningText } from '../../components/index.ts'
import { choice, form, type Option, seenVersion, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { actionButton, type Drawn, formAbout, page } from '../../pages/index.ts'
import { type DeskDeps, itemIn } from '../kit.ts'
import { atDetail, atDetails, type Detail } from './door.tsx'

const kinds = [
  { value: 'phone', text: 'Telephone number' },
  { value: 'email', text: 'E-mail address' },
  { value: 'address', text: 'Postal address' },
] as const
const written = (label: string) => text({ label, least: 3, most: 200, missing: 'Enter the number or address' })
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

const removal = z.strictObject({ version: z.string().regex(/^\d{1,10}$/) })

/** Who may tell us of a way to reach somebody, in a colleague's words. */
const tellers: readonly Option<Source>[] = [
  { value: 'the-person', text: 'The person themselves' },
  { value: 'household', text: 'Somebody in their household' },
  { value: 'representative', text: 'Somebody acting for them' },
  { value: 'colleague', text: 'A colleague' },
]

/** A number without enough digits, or an e-mail address without its sign, was mistyped. */
function misfit(of: string, written: string): readonly FormError[] {
  const digits = written.replaceAll(/\D/g, '').length
  if (of === 'phone' && (digits < 10 || digits > 15))
    return [{ field: 'value', message: 'Enter the whole telephone number, such as 01392 555 010' }]
  if (of === 'email' && !z.email().safeParse(written).success)
    return [{ field: 'value', message: 'Enter an e-mail address, such as name@example.org' }]
  return []
}

/** Adding, putting right (P4) and removing a way to reach somebody, from an open record. */
export function detailRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const at = '/desk/openings/:id/contact-details'
  const details = atDetails(deps)
  const one = atDetail(deps)
  // What the notice does not list for the activity is not offered.
  const tellersOf = (activity: string) => {
    const listed = deps.editions.current().edition.activities.find(({ id }) => id === activity)?.sources ?? []
    return tellers.filter(({ value }) => listed.includes(value))
  }

  formAbout(app, details, {
    at: `${at}/new`,
    load: ({ opening }) => ({ ok: true, tellers: tellersOf(opening.activity) }),
    form: ({ tellers }) => adding(tellers),
    button: 'Add',
    draw: (_, whole) => ({ title: 'Add a contact detail', body: whole }),
    act: ({ opened }, { kind, value, source }) =>
      opened.collect(contactDetail, {
        id: randomUUID(),
        values: { contactType: kind, value },
        source,
        collectedAt: deps.gateDeps.clock(),
        clockFrom: null,
      }),
    wrong: {},
    leadsTo: ({ at }) => at,
    said: 'The contact detail has been added.',
  })
  formAbout(app, one, {
    at: `${at}/:item`,
    load: ({ detail, opening }) => ({ ok: true, detail, tellers: tellersOf(opening.activity) }),
    form: ({ detail, tellers }) => changing(detail, tellers),
    known: ({ detail: { version, value } }) => ({ version, value }),
    button: 'Save',
    draw: ({ detail }, whole, { at }) => ({
      title: 'Change a contact detail',
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
    load: ({ detail }) => ({ ok: true, detail }),
    draw: ({ detail: { version, value } }, visit) => ({
      title: 'Remove this contact detail?',
      body: (
        <>
          <InsetText>{value}</InsetText>
          <WarningText>Removing it deletes it permanently. It cannot be restored.</WarningText>
          {actionButton(one, visit, visit.request.url, { text: 'Remove it', look: 'warning' }, { version })}
          <LinkLine href={visit.at} text="Keep it" />
        </>
      ),
    }),
  })
  app.post(
    `${at}/:item/remove`,
    details.sends,
    details.enter(async (visit) => {
      const { version } = sentAlong(removal, visit.request.body)
      const answer = await visit.opened.erase(contactDetail, itemIn(visit.request), version)
      if (answer.ok) {
        details.say(visit, 'The contact detail has been removed.')
        return visit.reply.redirect(visit.at, 303)
      }
      if (answer.why === 'refused') return visit.refuse(answer.refusal, 'collect')
      if (answer.why === 'stale') return details.stale(visit, visit.at)
      visit.reply.code(409)
      return details.send(visit, keptOnHold)
    }),
  )
}

/** What a hold keeps is not removed; whom to ask. */
export const keptOnHold: Drawn = {
  title: 'This has to be kept',
  lead: 'It is on hold for a complaint or a claim, and cannot be removed until the hold is lifted.',
  body: <p class="govuk-body">Ask whoever placed the hold, or the data protection team, whether it is still needed.</p>,
}
