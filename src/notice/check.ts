import { accessRules } from './checks/access.ts'
import { assessmentRules } from './checks/assessments.ts'
import { basisRules } from './checks/bases.ts'
import { cardRules } from './checks/cards.ts'
import { clauseRules } from './checks/clauses.ts'
import { clockRules } from './checks/clocks.ts'
import { conditionRules } from './checks/conditions.ts'
import { exceptionRules } from './checks/exceptions.ts'
import { layerRules } from './checks/layers.ts'
import { questionRules } from './checks/questions.ts'
import { referenceRules } from './checks/references.ts'
import { retentionRules } from './checks/retention.ts'
import type { Checked, Rule } from './checks/rule.ts'
import { sharingRules } from './checks/sharing.ts'
import { storedRules } from './checks/stored.ts'
import { systemRules } from './checks/systems.ts'
import { topicRules } from './checks/topics.ts'
import { transferRules } from './checks/transfers.ts'
import type { Edition } from './edition.ts'
import type { Finding, SourceFile } from './finding.ts'
import { causesFirst, found } from './fold.ts'
import { parseLandlord } from './parse-landlord.ts'

/** Every rule that an edition must keep, in addition to its shape. */
export const everyRule: readonly Rule[] = [
  ...basisRules,
  ...assessmentRules,
  ...conditionRules,
  ...accessRules,
  ...sharingRules,
  ...retentionRules,
  ...exceptionRules,
  ...clockRules,
  ...referenceRules,
  ...systemRules,
  ...transferRules,
  ...clauseRules,
  ...layerRules,
  ...cardRules,
  ...questionRules,
  ...topicRules,
  ...storedRules,
]

/**
 * `today`: the day on which assessments and transfers must be in date. `categoriesStored`, `clocksStored`: what the software can store, where the
 * notice is compared with it.
 */
export type CheckOptions = Pick<Checked, 'today'> & Partial<Pick<Checked, 'categoriesStored' | 'clocksStored'>>

/**
 * `edition` is set exactly when nothing was found: an edition with a finding is never published. `lapsed` is the edition where every finding came
 * with time, such as an overdue review or an ended transfer mechanism. Every decision refuses what rests on it, but a landlord who restarts is not
 * locked out.
 */
export type CheckedLandlord = {
  readonly edition: Edition | undefined
  readonly lapsed: Edition | undefined
  readonly findings: readonly Finding[]
}

/** Reads and checks one landlord's folder. Findings are in the order of `causesFirst`: files, then words and ids, then what the notice says. */
export function checkLandlord(files: readonly SourceFile[], options: CheckOptions): CheckedLandlord {
  const parsed = parseLandlord(files)
  const { draft } = parsed
  const { today, categoriesStored = [], clocksStored = [] } = options
  const checked = draft && { edition: draft, absent: parsed.absent, today, categoriesStored, clocksStored }
  const foundBy = (rules: readonly Rule[]) => found(parsed.locate, checked === undefined ? [] : rules.flatMap((rule) => rule.find(checked)))
  const lapses = foundBy(everyRule.filter((rule) => rule.lapses === true))
  const others = foundBy(everyRule.filter((rule) => rule.lapses === undefined && !referenceRules.includes(rule)))
  const words = [...parsed.misread, ...foundBy(referenceRules)]
  const isRight = parsed.unread.length + words.length + others.length === 0
  return {
    edition: isRight && lapses.length === 0 ? parsed.edition : undefined,
    lapsed: isRight && lapses.length > 0 ? parsed.edition : undefined,
    findings: causesFirst([parsed.unread, words, [...others, ...lapses]]),
  }
}
