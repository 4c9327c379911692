import type { FastifyInstance } from 'fastify'
import type { Answer } from '#decisions/done-or-refused.ts'
import { openings } from '#duties/openings/openings.ts'
import { knownCamera } from '#gate/known-ids.ts'
import type { EditionActivity } from '#notice/edition.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { choice, form, type Question, text, wrong } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { formAbout } from '../../pages/pages.tsx'
import { activitiesShowing } from '../activities.ts'
import { camerasAt } from '../cameras/cameras.tsx'
import { atDesk, type DeskParts, idIn } from '../kit.ts'
import { type DeskActivity, isDeskActivity } from '../views.ts'

const missing = 'Choose what you are doing'

type Offered = { readonly camera: string; readonly offered: readonly EditionActivity[] }

/** One of those offered. Any other is asked of the gate all the same, so that its refusal is on record. */
const activityOf = (offered: readonly EditionActivity[]): Question<DeskActivity> => ({
  ...choice<string>({
    label: 'What are you doing?',
    hint: 'These are the words of the privacy notice: “you” is the customer.',
    missing,
    options: offered.map(({ id, title, why }) => ({ value: id, text: title, hint: why })),
  }),
  read(name, { [name]: chosen }) {
    if (chosen === undefined) return wrong(name, missing)
    if (!isDeskActivity(chosen)) throw new HttpFault(400, 'the activity is none of those offered')
    return { ok: true, value: chosen }
  },
})

const reference = text({
  label: 'Reference',
  hint: 'The incident, case or request, such as “incident 12”. No names.',
  least: 2,
  most: 100,
  width: '20',
  missing: 'Write the incident, case or request',
})

/** Why somebody watches what a camera filmed (CV3). */
export function footageReason(app: FastifyInstance, parts: DeskParts): void {
  const kept = openings({ ...parts.gateParts, gate: parts.gate })
  const desk = atDesk(parts, { activity: 'cctv', categories: ['cctv-footage'] })
  const at = `${camerasAt}/:id/open`

  formAbout(
    app,
    {
      ...desk,
      refuse(visit, refusal, _, back) {
        const { activity = 'cctv' } = typed(visit.request.body)
        const asked = atDesk(parts, { activity, categories: ['cctv-footage'] })
        return asked.refuse(visit, refusal, 'view', back)
      },
      // The page that it leads to shows what is open, and why.
      say: () => {},
    },
    {
      at,
      back: at,
      async load({ request, signed }): Promise<Answer<Offered, 'gone'>> {
        const camera = await knownCamera(parts.gateParts, idIn(request))
        const shows = (id: Parameters<typeof isWithin>[0]) => (isWithin(id, 'cctv-footage') ? (['cctv-footage'] as const) : [])
        if (camera === undefined) return { ok: false, why: 'gone' }
        return { ok: true, camera, offered: activitiesShowing(parts, signed.colleague, shows) }
      },
      form: ({ offered }) => form({ activity: activityOf(offered), reference }),
      button: 'Open what it filmed',
      draw: ({ camera }, whole) => ({
        title: 'Why are you watching this?',
        back: { href: `${camerasAt}/${camera}` },
        body: (
          <>
            <p class="app-lead">It stays open for 30 minutes. Who watched, why, and which part is on record.</p>
            {whole}
          </>
        ),
      }),
      act: ({ signed }, answers, { camera }) =>
        kept.begin(signed.colleague, { ...answers, person: camera, reason: 'case', specialReason: null, privateSetting: false }),
      wrong: {},
      leadsTo: (_, { id }) => `/desk/openings/${id}/footage`,
      said: '',
    },
  )
}
