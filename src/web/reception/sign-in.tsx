import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { formAbout } from '../pages/index.ts'
import type { ReceptionDeps } from './deps.ts'
import { receptionAt } from './frame.tsx'
import { asksSoon } from './idle.tsx'
import { atKiosk } from './kiosk-door.tsx'
import { noticeWords } from './notice-words.ts'
import { after, askedBy, firstOpen, type StepId, stepIds, stepsOf } from './questions.tsx'
import { answered, visitorAt } from './under-way.ts'

/** Signing in, one question a screen. What is answered stays in the tablet's session until it has been checked. */
export function signInRoutes(app: FastifyInstance, deps: ReceptionDeps): void {
  const edition = () => deps.editions.current().edition
  for (const id of stepIds) {
    formAbout(app, after(deps, atKiosk(deps), id), {
      at: `${receptionAt}/${id}`,
      load({ request, reply }) {
        asksSoon(deps, reply, id)
        return { ok: true, step: stepsOf(noticeWords(edition()))[id], answers: visitorAt(deps, request).answers }
      },
      form: ({ step }) => step.form,
      known: ({ answers }) => answers,
      button: 'Continue',
      draw: ({ step }, whole) => ({ title: step.title, heading: 'in-form', back: backFrom(askedBy(edition()), id), body: whole }),
      async act({ request }, answers) {
        answered(deps, request, answers)
        return done
      },
      wrong: {},
      leadsTo: ({ request }) => `${receptionAt}/${firstOpen(visitorAt(deps, request).answers, askedBy(edition())) ?? 'check'}`,
    })
  }
}

/** The question before, or the start screen. */
export function backFrom(ids: readonly StepId[], step?: StepId): { readonly href: string } {
  const before = ids.slice(0, step === undefined ? ids.length : ids.indexOf(step)).at(-1)
  return { href: before === undefined ? receptionAt : `${receptionAt}/${before}` }
}
