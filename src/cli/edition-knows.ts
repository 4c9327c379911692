import { assessmentInDate } from '#facts/assessment.ts'
import { transferMechanismInForce } from '#facts/transfer.ts'
import type { Edition, EditionActivity } from '#notice/edition.ts'
import type { Circumstance } from '#notice/vocabulary.ts'

/** A circumstance about which the edition itself says something, and what. */
export type Known = { readonly circumstance: Circumstance; readonly holds: boolean; readonly says: string }

/**
 * What the edition knows of an activity's circumstances on a day. It is told beside an answer and changes nothing in it: a circumstance that is not
 * given is absent, and one that is given counts.
 */
export function editionKnows(edition: Edition, activity: string, today: Temporal.PlainDate): readonly Known[] {
  const asked = edition.activities.find(({ id }) => id === activity)
  return asked === undefined ? [] : [...assessmentOf(edition, asked, today), ...transfersOf(edition, asked, today)]
}

function assessmentOf(edition: Edition, activity: EditionActivity, today: Temporal.PlainDate): readonly Known[] {
  const bases = [activity.basis, ...activity.sharing.map(({ basis }) => basis)]
  if (!bases.includes('legitimate-interests')) return []
  const assessment = edition.assessments.find(({ id }) => id === activity.assessment)
  const holds = assessmentInDate(edition, activity.id, today)
  const says =
    assessment === undefined
      ? 'the activity has no balancing assessment'
      : `the balancing assessment \`${assessment.id}\` ${assessment.outcome}, is of ${assessment.made}, and has to be reviewed by ${assessment.reviewBy}`
  return [{ circumstance: 'assessment-in-date', holds, says }]
}

function transfersOf(edition: Edition, activity: EditionActivity, today: Temporal.PlainDate): readonly Known[] {
  const abroad = edition.systems.filter(({ id, country }) => country !== 'GB' && activity.systems.includes(id))
  if (abroad.length === 0) return []
  const each = abroad.map(({ id, mechanism }) => {
    const until = mechanism?.until === undefined ? '' : ` until ${mechanism.until}`
    return `\`${id}\` ${mechanism === undefined ? 'without any mechanism' : `by ${mechanism.kind}${until}`}`
  })
  const says = `its systems abroad are reached so: ${each.join(', ')}`
  return [{ circumstance: 'transfer-mechanism', holds: transferMechanismInForce(edition, activity.id, today), says }]
}
