import type { FastifyInstance } from 'fastify'
import { gone } from '#decisions/done-or-refused.ts'
import { activitiesShowing } from '#duties/openings/activities.ts'
import { openings } from '#duties/openings/openings.ts'
import { knownCamera } from '#gate/find/known-ids.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { form, text } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { camerasAt } from '../cameras/cameras.tsx'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'
import { activityAsked, askActivity } from '../reason/activities.ts'

const reference = text({
  label: 'Reference',
  hint: 'The incident, case or request, for example “incident 12”. Do not use names.',
  least: 2,
  most: 100,
  width: '20',
  missing: 'Enter the reference of the incident, case or request',
})

/** Why somebody watches what a camera filmed (CV3). */
export function footageReason(app: FastifyInstance, deps: DeskDeps): void {
  const kept = openings({ ...deps.gateDeps, gate: deps.gate })
  const at = `${camerasAt}/:id/open`
  const desk = atDesk(deps, (visit) => ({ activity: activityAsked(visit), categories: ['cctv-footage'] }))

  formAbout(app, desk, {
    at,
    back: at,
    async load({ request, signed }) {
      const camera = await knownCamera(deps.gateDeps, idIn(request))
      const shows = (id: Parameters<typeof isWithin>[0]) => (isWithin(id, 'cctv-footage') ? (['cctv-footage'] as const) : [])
      if (camera === undefined) return gone
      return { ok: true, camera, offered: activitiesShowing(deps.gateDeps, signed.colleague, shows) }
    },
    form: ({ offered }) => form({ activity: askActivity(offered), reference }),
    button: 'Open the footage',
    draw: ({ camera }, whole) => ({
      title: 'Why do you need this footage?',
      back: { href: `${camerasAt}/${camera}` },
      lead: 'It stays open for 30 minutes. We log who watched, why, and which part.',
      body: whole,
    }),
    act: ({ signed }, answers, { camera }) =>
      kept.begin(signed.colleague, { ...answers, person: camera, reason: 'case', specialReason: null, privateSetting: false }),
    wrong: {},
    leadsTo: (_, { id }) => `/desk/openings/${id}/footage`,
  })
}
