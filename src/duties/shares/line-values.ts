import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import { interestIn } from './interest.ts'
import { shownAtFirst } from './line-task.ts'
import { viewOf } from './officer-view.ts'
import { type OpenForShare, representative } from './open.ts'
import { isHiddenFirst, neededByOf, pathFor } from './paths.ts'
import type { Ready } from './ready.ts'
import { groundsOf, toldOf } from './sheet.ts'

/** What the line says of it. */
export function valuesOf(
  { inForce }: Pick<GateDeps, 'inForce'>,
  { activity, role }: OpenForShare,
  colleague: Colleague,
  { asked, about, kinds, leaving, what, isNamed, today }: Ready,
  needsConsent: boolean,
) {
  const { chosen: _chosen, kept, organisation, consent, view, ...given } = asked
  const { edition } = inForce().released
  const neededBy = neededByOf(pathFor(edition, activity, about.kind), asked)
  return {
    ...given,
    recipient: about.kind,
    organisationId: organisation === representative ? null : organisation,
    organisation: organisation === representative ? (asked.asker ?? about.name) : about.name,
    callBack: about.callBack,
    interest: interestIn(edition, { activity, kinds, kind: about.kind, said: asked.interest }),
    what: JSON.stringify([
      ...what.map(({ part, id }) => [part.type.name, part.category, id]),
      ...(isNamed ? [['name', 'personal-details', 'sheet']] : []),
    ]),
    told: toldOf(edition, leaving.items),
    kept: kept === null ? null : JSON.stringify(kept),
    bases: groundsOf(edition, kinds).join('\n'),
    clauses: [...new Set(kinds.flatMap(({ decision }) => decision.clauses))].join(' '),
    agreementIds: JSON.stringify(about.under),
    ...(consent === null ? {} : { consentAnswer: consent.answer, consentOn: consent.on, consentHow: consent.how }),
    ...{ preparedBy: colleague.name, preparedById: colleague.id, preparedIn: role, needsConsent },
    neededBy,
    ...viewOf(edition, { activity, kind: about.kind, kinds, neededBy, today }),
    ...(view ?? {}),
    ...shownAtFirst(isHiddenFirst(activity, about.kind), today),
  } as const
}
