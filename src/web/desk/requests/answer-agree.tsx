import type { FastifyInstance } from 'fastify'
import { agreeWay, type Route } from '#duties/rights/answer/agree.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { ask, choice, form, seenVersion } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'
import { answerAt, loadAnswer, type OnAnswer } from './answer-load.ts'
import { detailInWords } from './answer-words.tsx'
import { requestsAt } from './request-words.ts'

const asGiven = 'as-given'
const { sendBy, othersThere } = rightsRequest.fields

/** How the answer is to reach them, and who else reads what comes there. */
const agreeing = ({ details }: OnAnswer) =>
  form({
    version: seenVersion,
    by: choice<Route>({
      label: 'How do they want the answer?',
      missing: 'Choose how they want the answer',
      options: [
        {
          value: 'e-mail',
          text: sendBy.limits.oneOf['e-mail'],
          hint: 'A file that opens with a passphrase, which they are told another way.',
        },
        {
          value: 'page',
          text: sendBy.limits.oneOf.page,
          hint: 'We send them a link. They fetch the file with a code that we tell them by telephone or face to face.',
        },
        { value: 'post', text: sendBy.limits.oneOf.post },
        { value: 'in-person', text: sendBy.limits.oneOf['in-person'] },
      ],
    }),
    to: choice<string>({
      label: 'Where to?',
      hint: 'Only where they themselves say, and only what was held before. For a page, this is where the link goes. For handing over, this does not matter.',
      missing: 'Choose where it goes',
      options: [
        { value: asGiven, text: 'What they gave as they asked' },
        ...details.map((detail) => ({ value: detail.id, text: detailInWords(detail) })),
      ],
    }),
    others: ask(othersThere, { missing: 'Enter who else reads what comes there, or “nobody”' }),
  })

export function agreeRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const desk = atDesk(deps, { activity: 'rights-requests', categories: ['documents', 'contact-details'] })
  formAbout(app, desk, {
    at: `${answerAt}/agree`,
    back: answerAt,
    load: loadAnswer(deps),
    form: agreeing,
    known: ({ look: { request } }) => ({ version: request.version }),
    button: 'Save',
    draw: ({ look: { request } }, whole) => ({
      title: 'How do they want the answer?',
      back: { href: `${requestsAt}/${request.id}/answer`, text: `The answer to ${request.reference}` },
      lead: 'Ask them, once you know who they are. Others in the home may open their post or read their messages.',
      body: whole,
    }),
    act: (visit, { version, by, to, others }) =>
      agreeWay(
        { ...deps.gateDeps, gate: deps.gate },
        visit.signed.colleague,
        { id: idIn(visit.request), version },
        {
          by,
          to: to === asGiven ? null : to,
          others,
        },
      ),
    wrong: {
      early: { field: 'by', message: 'Find out first whose data the request is about' },
      'no-detail': { field: 'to', message: 'Choose a contact detail that is held' },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}/answer`,
    said: 'It is noted how they want the answer.',
  })
}
