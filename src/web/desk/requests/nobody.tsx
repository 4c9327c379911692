import type { FastifyInstance } from 'fastify'
import { settled } from '#duties/rights/identified.ts'
import type { RequestLook, rightsRequestsOf } from '#duties/rights/requests.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { dateIn } from '#shared/clock.ts'
import { SummaryList } from '../../components/index.ts'
import { ask, form, seenVersion, text } from '../../form/index.ts'
import { formPage } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn, legible } from '../kit.ts'
import { noAuthority, requestsAt } from './request-words.ts'

const one = `${requestsAt}/:id`
const { otherNames, homesGiven, numbersGiven } = rightsRequest.fields

const nobodyOnFile = form({
  version: seenVersion,
  otherNames: ask(otherNames),
  homesGiven: ask(homesGiven),
  numbersGiven: ask(numbersGiven),
  why: text({
    label: 'How do you know who asks, and that nobody on file is them?',
    hint: 'For example: they showed us their driving licence. We looked by both names and all addresses, and the two people found were born in other years.',
    most: 2000,
    rows: 3,
    missing: 'Enter how you know who asks, and that nobody on file is them',
  }),
})

/** Somebody who asks and is not on file: what they gave to be found by. It is searched everywhere before they are told that nothing is held. */
export function nobodyRoutes(app: FastifyInstance, deps: DeskDeps, requests: ReturnType<typeof rightsRequestsOf>): void {
  const desk = atDesk(deps, { activity: 'rights-requests', categories: ['documents', 'personal-details', 'contact-details'] })
  formPage(app, desk, {
    at: `${one}/nobody`,
    back: one,
    async load({ request, signed }: AtDesk) {
      const look = await requests.look(signed.colleague, idIn(request))
      if (!look.ok) return look
      return look.request.ofPerson === null ? look : ({ ok: false, why: 'gone' } as const)
    },
    form: nobodyOnFile,
    known: known,
    button: 'Save',
    draw: (look, whole) => ({
      title: isAgain(look) ? 'What else did they tell us?' : 'Nobody on file is them',
      back: { href: `${requestsAt}/${look.request.id}`, text: `Request ${look.request.reference}` },
      lead: 'They may ask all the same. We look for them by everything that they give us, and then answer what we found, or that we hold nothing.',
      body: (
        <>
          <SummaryList
            rows={[
              { key: 'Who asks', value: legible(look.name?.name ?? null) },
              { key: rightsRequest.fields.contact.label.colleague, value: legible(look.contact?.contact ?? null) },
            ]}
          />
          {whole}
        </>
      ),
    }),
    act: ({ request, signed }, { version, why, ...values }) =>
      requests.step(signed.colleague, { id: idIn(request), version }, { what: 'named', on: dateIn(deps.gateDeps.clock()), why, values }),
    wrong: {
      early: { field: 'why', message: 'It was received after today' },
      unknown: { field: 'why', message: 'Nobody of that id is on file' },
      unsearched: { field: 'why', message: 'Not every place has answered yet' },
      unauthorised: { field: 'why', message: noAuthority },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'It is noted that nobody on file is them. Next, search by what they gave.',
  })
}

function known({ request: { version }, name, contact }: RequestLook) {
  return {
    version,
    otherNames: name?.otherNames ?? null,
    homesGiven: contact?.homesGiven ?? null,
    numbersGiven: contact?.numbersGiven ?? null,
  }
}

function isAgain({ request }: RequestLook): boolean {
  return settled(request) !== null
}
