import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { mayHave } from '#gate/opened.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import type { Source } from '#notice/vocabulary.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { personalDetails } from '#records/person/person.ts'
import { type FormError, IdentityStrip, InsetText, Link, LinkLine, WarningText } from '../../components/index.ts'
import { choice, form, type Option, seenVersion, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, type Door, type Drawn, formAbout, page } from '../../pages/index.ts'
import { changedSince } from '../answers.tsx'
import { atOpening, type DeskDeps, itemIn, type OnOpening } from '../kit.ts'
import { nameIn } from '../record/head.tsx'

export type Detail = PartShape<typeof contactDetail.fields, 'contact-details'>
type OnRecord = OnOpening<'contact-details'>
type OnDetail = OnRecord & { readonly detail: Detail }

const kinds = [
  { value: 'phone', text: 'Telephone number' },
  { value: 'email', text: 'E-mail address' },
  { value: 'address', text: 'Postal address' },
] as const
const ofKind = choice({ label: 'What is it?', missing: 'Choose what it is', options: kinds })
/** `kind`: of one that is there already. */
const told = (options: readonly Option<Source>[], kind?: string) => {
  const label = kinds.find(({ value }) => value === kind)?.text ?? 'Number or address'
  return {
    value: text({ label, least: 3, most: 200, missing: 'Enter the number or address' }),
    source: choice({ label: 'Who told us?', missing: 'Choose who told us', options }),
  }
}

const adding = (tellers: readonly Option<Source>[]) => form({ kind: ofKind, ...told(tellers) }, ({ kind, value }) => misfit(kind, value))

const changing = ({ contactType }: Detail, tellers: readonly Option<Source>[]) =>
  form({ version: seenVersion, ...told(tellers, contactType) }, ({ value }) => misfit(contactType, value))

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
      body: [
        whole,
        <p class="govuk-body">
          Is it no longer theirs? <Link href={`${at}/contact-details/${detail.id}/remove`}>Remove it</Link>
        </p>,
      ],
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
      body: [
        <InsetText>{value}</InsetText>,
        <WarningText>Removing it deletes it permanently. It cannot be restored.</WarningText>,
        actionButton(one, visit, visit.request.url, { text: 'Remove it', look: 'warning' }, { version }),
        <LinkLine href={visit.at} text="Keep it" />,
      ],
    }),
  })
  action(app, details, {
    at: `${at}/:item/remove`,
    act: ({ opened, request }) => opened.erase(contactDetail, itemIn(request), sentAlong(removal, request.body).version),
    leadsTo: ({ at }) => at,
    said: 'The contact detail has been removed.',
    instead: { held: keptOnHold },
  })
}

/** What a hold keeps is not removed; whom to ask. */
export const keptOnHold: Drawn = {
  title: 'This has to be kept',
  lead: 'It is on hold for a complaint or a claim, and cannot be removed until the hold is lifted.',
  body: <p class="govuk-body">Ask whoever placed the hold, or the data protection team, whether it is still needed.</p>,
}

/** The contact details of an open record. Every page says whose they are: two records may be open in two windows. */
function atDetails(deps: DeskDeps): Door<OnRecord> {
  const record = atOpening(deps, 'contact-details')
  const details: Door<OnRecord> = {
    ...record,
    send: async (visit, drawn, errors) =>
      record.send(visit, { ...drawn, strip: <IdentityStrip name={await nameOf(visit)} facts={[]} /> }, errors),
    async stale(visit) {
      const answer = await visit.opened.read(contactDetails, itemIn(visit.request))
      visit.reply.code(412)
      return details.send(visit, changedSince(visit.at, answer.ok ? (answer.rows[0]?.value ?? null) : undefined))
    },
  }
  return details
}

/** One of them. Closed is told as closed, and gone as gone. */
function atDetail(deps: DeskDeps): Door<OnDetail> {
  const details = atDetails(deps)
  return {
    ...details,
    enter: (work) =>
      details.enter(async (visit) => {
        const answer = theOne(await visit.opened.read(contactDetails, itemIn(visit.request)))
        if (answer.ok) return work({ ...visit, detail: answer.item })
        if (answer.why === 'refused') return visit.refuse(answer.refusal)
        visit.reply.code(412)
        return details.send(visit, changedSince(visit.at, null))
      }),
  }
}

/** Read only for a page that shows it; one that is closed to the role stops no page. */
async function nameOf({ opened }: OnRecord): Promise<string> {
  const answer = mayHave(opened, 'personal-details') ? await opened.read(personalDetails) : undefined
  return nameIn(answer?.ok === true ? answer.rows[0] : undefined)
}
