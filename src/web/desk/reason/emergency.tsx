import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { declareEmergency } from '#duties/openings/emergency.ts'
import { choice, form, text } from '../../form/index.ts'
import { formPage } from '../../pages/index.ts'
import { exceptCameras } from '../doors.tsx'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'

const declaring = form({
  what: text({ label: 'What is happening?', hint: 'In a few words.', least: 3, most: 500, rows: 2, missing: 'Enter what is happening' }),
  canAnswer: choice({
    label: 'Can the person answer you?',
    missing: 'Choose whether the person can answer',
    options: [
      { value: 'yes', text: 'Yes', hint: 'Ask them about their health. It stays closed here.' },
      { value: 'no', text: 'No', hint: 'Their health, disability and support needs are opened too.' },
    ],
  }),
})

/** Declaring an emergency about somebody (L6). */
export function emergencyRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const desk = atDesk(deps, { activity: 'emergency', act: 'view', categories: ['personal-details'] })
  formPage(
    app,
    exceptCameras(deps, desk, { whose: ({ request }) => idIn(request), pages: ({ request }) => `/desk/cameras/${idIn(request)}/open` }),
    {
      at: '/desk/people/:id/emergency',
      back: '/desk/people/:id/open',
      load: () => done,
      form: declaring,
      button: { text: 'Declare the emergency', look: 'warning' },
      draw: (_, whole, { request }) => ({
        title: 'Is somebody’s life or health in danger?',
        back: { href: `/desk/people/${idIn(request)}/open` },
        lead: 'In immediate danger, ring 999 first. This opens what helps at this moment, for 30 minutes. The data protection team is told at once, and looks at it on the next working day.',
        body: whole,
      }),
      act: ({ request, signed }, { what, canAnswer }) =>
        declareEmergency({ ...deps.gateDeps, gate: deps.gate }, signed.colleague, {
          person: idIn(request),
          what,
          cannotAnswer: canAnswer === 'no',
        }),
      wrong: {},
      leadsTo: (_, { id }) => `/desk/openings/${id}/shares/new`,
      said: 'The emergency is declared, and the record is open. Choose who comes to help, or go back to the record.',
    },
  )
}
