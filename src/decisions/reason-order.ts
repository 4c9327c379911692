import { type Category, circumstances } from '#notice/vocabulary.ts'
import type { Told } from './circumstance-rules.ts'
import { type ReasonCode, structuralReasons } from './decision.ts'

/** Every reason code, in the order of reporting: structure, then what is lacking, then what stops. */
export const reasonOrder: readonly ReasonCode[] = [
  'engine-failed',
  'unknown-word',
  ...structuralReasons,
  'source-not-in-activity',
  'collected-for-another-activity',
  ...circumstances.map((circumstance): ReasonCode => `lacks-${circumstance}`),
  ...circumstances.map((circumstance): ReasonCode => `stopped-by-${circumstance}`),
]

export type CategoryReasons = { readonly category: Category; readonly told: readonly Told[] }

/**
 * Joins the reasons of each category into one list. Within one category each code is reported once, with its first wording. A reason that concerns
 * every category of the request names none; any other names its category.
 */
export function tellTogether(each: readonly CategoryReasons[]): readonly Told[] {
  const single = each.map(({ category, told }) => ({ category, told: firstOfEachCode(told) }))
  const [only] = single
  if (only !== undefined && single.length === 1) return inOrder(only.told)
  const together: Told[] = []
  for (const { category, told } of single) {
    for (const one of told) {
      const everywhere = single.every((other) => other.told.some((its) => sameWording(its, one)))
      if (!everywhere) together.push({ ...one, reason: { ...one.reason, category } })
      else if (!together.some((its) => sameWording(its, one))) together.push(one)
    }
  }
  return inOrder(together)
}

function inOrder(told: readonly Told[]): readonly Told[] {
  return told.toSorted((a, b) => reasonOrder.indexOf(a.reason.code) - reasonOrder.indexOf(b.reason.code))
}

function firstOfEachCode(told: readonly Told[]): readonly Told[] {
  return told.filter((one, index) => told.findIndex((other) => other.reason.code === one.reason.code) === index)
}

/** Whether two reasons say the same: one code, and the same alternatives. */
function sameWording({ reason: one }: Told, { reason: other }: Told): boolean {
  if (one.code !== other.code || one.instead?.length !== other.instead?.length) return false
  return one.instead === undefined || one.instead.every((circumstance, index) => circumstance === other.instead?.[index])
}
