import { Fault } from '#shared/fault.ts'
import { type Decision, type Reason, structuralReasons } from './decision.ts'
import { structuralWords } from './structural-words.ts'
import { cellAt, hasAt, namedAt, openAt, type TableQuery, type Tables } from './tables.ts'

/** One bit for each structural reason, in the order of the reasons. 0: an entry answers. */
export type Bits = number

type Code = (typeof structuralReasons)[number]
const bit = (code: Code): Bits => 1 << structuralReasons.indexOf(code)

const activityUnknown = bit('activity-unknown')
const actNotForColleague = bit('act-not-for-colleague')
const actNotForRecipient = bit('act-not-for-recipient')
const relationshipNotCovered = bit('relationship-not-covered')
const roleNotIn = bit('role-not-in-activity')
const recipientNotIn = bit('recipient-not-in-activity')
const categoryNotIn = bit('category-not-in-activity')
const closedToRole = bit('category-closed-to-role')
const notShared = bit('category-not-shared-with-recipient')
const actClosed = bit('act-closed-to-role')

/** Why nothing entitles the asker, for one category. A table too short for the query is a fault, never an absence. */
export function structuralBits(tables: Tables, query: TableQuery, relationship: number, category: number): Bits {
  const { activity, who, isRole } = query
  const wrongAct = isRole === query.isShare
  let bits = wrongAct ? (isRole ? actNotForColleague : actNotForRecipient) : 0
  if (activity === undefined) return bits | activityUnknown
  if (relationship >= 0 && (at(tables.covered, activity) & (1 << relationship)) === 0) bits |= relationshipNotCovered
  const named = at(tables.named, namedAt(activity, who)) === 1
  if (!named) bits |= isRole ? roleNotIn : recipientNotIn
  if (at(tables.has, hasAt(activity, category)) !== 1) return bits | categoryNotIn
  if (!named || wrongAct) return bits
  if (at(tables.open, openAt(activity, who, category)) !== 1) return bits | (isRole ? closedToRole : notShared)
  if (at(tables.cells, cellAt(activity, who, query.act, category)) === 0) bits |= isRole ? actClosed : notShared
  return bits
}

function at(table: Int32Array | Uint8Array, index: number): number {
  const value = table[index]
  if (value === undefined) throw new Fault('table-corrupt', 'a decision table is shorter than it was compiled')
  return value
}

export type StructuralTold = { readonly order: number; readonly reason: Reason; readonly clause: string }

const told: readonly StructuralTold[] = structuralReasons.map((code, order) =>
  Object.freeze({ order, reason: Object.freeze({ code }), clause: structuralWords[code].clause }),
)

/** The reasons of the bits, in their order. */
export function toldBy(bits: Bits): readonly StructuralTold[] {
  return told.filter((_, index) => (bits & (1 << index)) !== 0)
}

const answers: (Decision | undefined)[] = []

/** The one refusal for these bits. Each is made once and reused. */
export function structuralAnswer(bits: Bits): Decision {
  const known = answers[bits]
  if (known !== undefined) return known
  const [first, ...others] = toldBy(bits)
  if (first === undefined) throw new Fault('table-corrupt', 'a refusal has no reason')
  const reasons = [first.reason, ...others.map((each) => each.reason)] as const
  const made: Decision = Object.freeze({
    outcome: 'refused',
    reasons,
    clauses: [...new Set([first, ...others].map((each) => each.clause))],
  })
  answers[bits] = made
  return made
}
