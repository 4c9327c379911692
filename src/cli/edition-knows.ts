import { assessmentInDate } from '#facts/assessment.ts'
import { transferMechanismInForce } from '#facts/transfer.ts'
import { systemsAbroad } from '#notice/abroad.ts'
import { basesOfUse } from '#notice/basis-for.ts'
import type { Edition, EditionActivity, ReleasedEdition } from '#notice/edition.ts'
import type { Circumstance } from '#notice/vocabulary.ts'

/** A circumstance about which the edition itself says something, and what. */
export type Known = { readonly circumstance: Circumstance; readonly holds: boolean; readonly says: string }

/**
 * What the edition knows of an activity's circumstances on a day. It is told beside an answer and changes nothing in it: a circumstance that is not
 * given is absent, and one that is given counts.
 */
export function editionKnows(released: ReleasedEdition, activity: string, today: Temporal.PlainDate): readonly Known[] {
  const { edition } = released
  const asked = edition.activities.find(({ id }) => id === activity)
  return asked === undefined ? [] : [...assessmentOf(released, asked, today), ...transfersOf(edition, asked, today)]
}

function assessmentOf(released: ReleasedEdition, activity: EditionActivity, today: Temporal.PlainDate): readonly Known[] {
  const bases = [...basesOfUse(activity), ...activity.sharing.map(({ basis }) => basis)]
  if (!bases.includes('legitimate-interests')) return []
  const assessment = released.edition.assessments.find(({ id }) => id === activity.assessment)
  const holds = assessmentInDate(released, activity.id, today)
  const says =
    assessment === undefined
      ? 'the activity has no balancing assessment'
      : assessment.adopted === undefined
        ? `the balancing assessment \`${assessment.id}\` is a proposal that the landlord has not adopted${released.example === true ? '; it counts while the invented example runs' : ''}`
        : `the balancing assessment \`${assessment.id}\` ${assessment.adopted.outcome}, was adopted on ${assessment.adopted.on}, and has to be reviewed by ${assessment.adopted.reviewBy}`
  return [{ circumstance: 'assessment-in-date', holds, says }]
}

function transfersOf(edition: Edition, activity: EditionActivity, today: Temporal.PlainDate): readonly Known[] {
  const abroad = systemsAbroad(edition, activity)
  if (abroad.length === 0) return []
  const each = abroad.map((system) => {
    if (system === undefined) return 'one that is not on the register'
    const { id, mechanism, standing } = system
    const until = mechanism?.until === undefined ? '' : ` until ${mechanism.until}`
    if (standing === 'to-confirm') return `\`${id}\` counts as abroad until the landlord confirms where it is`
    return `\`${id}\` ${mechanism === undefined ? 'without any mechanism' : `by ${mechanism.kind}${until}`}`
  })
  const says = `its systems abroad are reached so: ${each.join(', ')}`
  return [{ circumstance: 'transfer-mechanism', holds: transferMechanismInForce(edition, activity.id, today), says }]
}
