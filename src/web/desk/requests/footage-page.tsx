import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { footageNamedBy } from '#duties/rights/footage.ts'
import { InsetText, RecordTable, Section } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, formPage } from '../../pages/index.ts'
import { notASpan, spanAsked, spanOf } from '../footage/span.ts'
import { type AtDesk, atDesk, type DeskDeps, dayAndTime, idIn, legible } from '../kit.ts'
import { requestsAt } from './request-words.ts'

const at = `${requestsAt}/:id/footage`
const removal = z.strictObject({ named: z.uuid(), version: z.string().regex(/^\d{1,10}$/) })

const naming = form(
  {
    reference: text({
      label: 'Which camera?',
      hint: 'Its reference in the register of cameras, such as CAM-014.',
      width: '20',
      most: 64,
      missing: 'Enter the reference of the camera',
    }),
    ...spanAsked,
  },
  notASpan,
)

/** The footage that a request names, by camera and time, so that it stays until the answer has left. */
export function footageNamedRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const footage = footageNamedBy({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  formPage(app, desk, {
    at,
    back: `${requestsAt}/:id`,
    load: ({ request, signed }: AtDesk) => footage.of(signed.colleague, idIn(request)),
    form: naming,
    button: 'Keep this footage',
    draw: ({ request, named }, whole, visit) => ({
      title: 'Which footage does the request name?',
      back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
      lead: 'What a camera filmed at the times named here is kept until the request is closed. All other footage is deleted on its day.',
      body: (
        <>
          <Section id="words" heading="What they asked for">
            <InsetText>{legible(request.words)}</InsetText>
          </Section>
          <Section id="named" heading="Named so far">
            <RecordTable
              caption="Footage that the request names"
              rows={named}
              columns={[
                { heading: 'Camera', cell: ({ camera }) => camera ?? 'No longer in the register' },
                { heading: 'From', cell: ({ startsAt }) => dayAndTime(startsAt) },
                { heading: 'To', cell: ({ endsAt }) => dayAndTime(endsAt) },
                {
                  heading: 'Named by mistake?',
                  cell: ({ id, version, startsAt }) =>
                    actionButton(
                      desk,
                      visit,
                      `${requestsAt}/${request.id}/footage/remove`,
                      { text: ['Remove', <span class="govuk-visually-hidden">: from {dayAndTime(startsAt)}</span>], look: 'row' },
                      { named: id, version },
                    ),
                },
              ]}
              empty="No footage is named yet."
            />
          </Section>
          <Section id="more" heading="Name footage">
            {whole}
          </Section>
        </>
      ),
    }),
    async act({ request, signed }, { reference, ...typed }) {
      const asked = spanOf(typed)
      if (!('span' in asked)) return { ok: false, why: 'worded', error: asked.wrong } as const
      return footage.name(signed.colleague, idIn(request), { reference, span: asked.span })
    },
    wrong: {
      'no-camera': { field: 'reference', message: 'Enter the reference of a camera that is in the register' },
      later: { field: 'to', message: 'Enter a time that has been' },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}/footage`,
    said: 'This footage is kept until the request is closed.',
  })
  action(app, desk, {
    at: `${at}/remove`,
    back: at,
    act: ({ request, signed }) => footage.unname(signed.colleague, idIn(request), sentAlong(removal, request.body)),
    said: 'It is no longer named. That footage goes on its day.',
    instead: { held: 'It is on hold, and stays.' },
  })
}
