import type { FastifyInstance } from 'fastify'
import { knownAround } from '#duties/rights/search/known-around.ts'
import { isByName, isLook, isSystem, titleOf } from '#duties/rights/search/places.ts'
import type { SearchRow } from '#duties/rights/search/rows.ts'
import type { rightsSearchOf } from '#duties/rights/search/search.ts'
import { rightsSearch } from '#records/rights-search/rights-search.ts'
import { InsetText, LinkLine, Section } from '../../../components/index.ts'
import { ask, choice, form, optionalCount, seenVersion, text, ticked } from '../../../form/index.ts'
import { formAbout } from '../../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn, itemIn, longDate } from '../../kit.ts'
import { requestsAt } from '../request-words.ts'
import { byNameForm, isPeople, WhatIsFound } from './by-name.tsx'
import { findRoutes } from './find-pages.tsx'

const at = `${requestsAt}/:id/search`
const words = rightsSearch.fields.answer.limits.oneOf
const silent = ticked({
  label: 'Is there a reason not to tell the person that it was searched?',
  hint: 'Only where saying so would itself do the harm: it would endanger somebody, or warn whoever is looked into.',
  text: 'Leave it out of their copy of the certificate',
})
const notIdentified = { field: 'answer', message: 'It is not known whose data the request is about, or it is closed' } as const

const bySystem = form(
  {
    version: seenVersion,
    answer: choice({
      label: 'What did they answer?',
      missing: 'Choose what they answered',
      options: [
        { value: 'found', text: words.found },
        { value: 'nothing-held', text: words['nothing-held'] },
        { value: 'not-known', text: words['not-known'] },
        { value: 'could-not-look', text: words['could-not-look'] },
        { value: 'retained', text: words.retained, hint: 'Say below on which ground of the law.' },
      ],
    }),
    found: optionalCount({ label: 'How many items did they find?', hint: 'Needed where they found something.', digits: 7 }),
    words: text({
      label: 'What did they look through, and who looked?',
      hint: 'If they could not look, or hold something that is not given: why.',
      most: 2000,
      rows: 4,
      missing: 'Enter what they looked through, or why not',
    }),
    isSilent: silent,
  },
  ({ answer, found }) =>
    answer === 'found' && (found ?? 0) === 0 ? [{ field: 'found', message: 'Enter how many items they found, such as 3' }] : [],
)
const ofLook = form({
  version: seenVersion,
  answer: choice({
    label: 'Is the person told of this look?',
    missing: 'Choose whether the person is told',
    options: [
      { value: 'found', text: 'Yes, tell them' },
      { value: 'retained', text: 'No, withhold it', hint: 'Nothing in their copy will show that there was one.' },
    ],
  }),
  words: text({ label: 'Why?', hint: 'On which ground of the law, and what harm it would do.', most: 2000, rows: 3, missing: 'Enter why' }),
})
const without = form({
  version: seenVersion,
  why: ask(rightsSearch.fields.withoutWhy, { missing: 'Enter why the request goes on without it' }),
})

/** What a system outside answered, whether a look is told of, and going on without a place. */
export function placeRoutes(app: FastifyInstance, deps: DeskDeps, search: ReturnType<typeof rightsSearchOf>): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const titled = (place: string) => titleOf(deps.editions.current().edition, place)
  async function load({ request, signed }: AtDesk) {
    const look = await search.look(signed.colleague, idIn(request))
    if (!look.ok) return look.why === 'unidentified' ? ({ ok: false, why: 'gone' } as const) : look
    const row = look.places.find((place) => place.row?.id === itemIn(request))?.row
    return row == null ? ({ ok: false, why: 'gone' } as const) : ({ ok: true, row, request: look.request } as const)
  }
  const back = ({ id, reference }: { readonly id: string; readonly reference: string }) => ({
    href: `${requestsAt}/${id}/search`,
    text: `Search for ${reference}`,
  })
  const leadsTo = ({ request }: AtDesk) => `${requestsAt}/${idIn(request)}/search`

  const finds = findRoutes(app, deps, search)
  formAbout(app, desk, {
    at: `${at}/:item`,
    back: at,
    async load(visit) {
      const found = await load(visit)
      if (!found.ok || !(isSystem(found.row.place) || isByName(found.row.place))) return found.ok ? { ok: false, why: 'gone' } : found
      const around = await knownAround({ ...deps.gateDeps, gate: deps.gate }, visit.signed.colleague, found.request)
      if (!around.ok) return around
      const sent = await finds.of(visit, found.row.place)
      return sent.ok ? { ...found, names: around.identifiers, sent: sent.finds } : sent
    },
    form: ({ row }) => (isByName(row.place) ? byNameForm(isPeople(row)) : bySystem),
    known: ({ row: { version } }) => ({ version }),
    button: 'Save the answer',
    draw: ({ row, request, names, sent }, whole, visit) => ({
      title: titled(row.place),
      back: back(request),
      lead: row.dueOn === null ? undefined : `They were asked on ${longDate(row.askedOn)}, to answer by ${longDate(row.dueOn)}.`,
      body: (
        <>
          {isByName(row.place) ? <WhatIsFound row={row} request={request.id} names={names} /> : <WhatToAsk names={names} />}
          {isPeople(row) ? null : finds.draw(visit, sent)}
          <Section id="answer" heading={isByName(row.place) ? 'Say whose it is' : 'What they answered'}>
            {isByName(row.place) ? null : <Said row={row} />}
            {whole}
          </Section>
          <LinkLine href={`${requestsAt}/${request.id}/search/${row.id}/without`} text="Go on without it" />
        </>
      ),
    }),
    act: ({ request, signed }, { version, ...given }) =>
      search.answer(signed.colleague, idIn(request), { item: itemIn(request), version }, given),
    wrong: { unidentified: notIdentified },
    leadsTo,
    said: 'The answer is saved.',
  })
  formAbout(app, desk, {
    at: `${at}/:item/look`,
    back: at,
    async load(visit) {
      const found = await load(visit)
      return found.ok && !isLook(found.row.place) ? { ok: false, why: 'gone' } : found
    },
    form: () => ofLook,
    known: ({ row: { version } }) => ({ version }),
    button: 'Save the decision',
    draw: ({ row, request }, whole) => ({
      title: 'A look at their record',
      back: back(request),
      body: (
        <>
          <Said row={row} />
          {whole}
        </>
      ),
    }),
    act: ({ request, signed }, { version, answer, words: why }) =>
      search.answer(
        signed.colleague,
        idIn(request),
        { item: itemIn(request), version },
        { answer, words: why, found: answer === 'found' ? 1 : null, isSilent: answer === 'retained' },
      ),
    wrong: { unidentified: notIdentified },
    leadsTo,
    said: 'The decision is saved.',
  })
  formAbout(app, desk, {
    at: `${at}/:item/without`,
    back: at,
    load,
    form: () => without,
    known: ({ row: { version } }) => ({ version }),
    button: 'Go on without it',
    draw: ({ row, request }, whole) => ({
      title: `Go on without: ${titled(row.place)}`,
      back: back(request),
      lead: 'The law asks for a reasonable and proportionate search. What is not searched is certified, with your reason.',
      body: whole,
    }),
    act: ({ request, signed }, { version, why }) =>
      search.goWithout(signed.colleague, idIn(request), { item: itemIn(request), version }, why),
    wrong: { unidentified: { field: 'why', message: notIdentified.message } },
    leadsTo,
    said: 'The request goes on without it.',
  })
}

function Said({ row }: { readonly row: SearchRow }) {
  return row.words === null ? null : <InsetText>{row.words}</InsetText>
}

function WhatToAsk({ names }: { readonly names: readonly string[] }) {
  return (
    <Section id="steps" heading="What to ask them">
      <ol class="govuk-list govuk-list--number">
        <li>Write to the people who run it, or ring them. Say that somebody has asked for a copy of what is held about them.</li>
        <li>Ask them to look for: {names.join('; ')}. Give them nothing else about the person.</li>
        <li>
          Ask them to look in everything that it keeps: live records, archives, deleted items that can still be opened, attachments and
          notes.
        </li>
        <li>Ask them to change and delete nothing of it until the answer has left.</li>
        <li>Ask how many items they found, what they looked through, and for a copy of each.</li>
        <li>Add each document that they send. Then fill in what they answered.</li>
      </ol>
    </Section>
  )
}
