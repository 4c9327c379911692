import { Fault } from '#shared/fault.ts'
import { answerEntry } from './answer-entry.ts'
import { answerSeveral, refuseSeveral } from './answer-several.ts'
import type { Decision, Request } from './decision.ts'
import { structuralAnswer, structuralBits } from './structural-bits.ts'
import {
  type Asked,
  actNumbers,
  type CircumstanceMask,
  type CompiledEntry,
  categoryNumbers,
  cellAt,
  numberOf,
  recipientNumbers,
  relationshipNumbers,
  roleNumbers,
  type Tables,
} from './tables.ts'

/** The shared part of a request, as numbers. */
export function askedOf(tables: Tables, { who, act, activity }: Pick<Request, 'who' | 'act' | 'activity'>): Asked {
  const isRole = 'role' in who
  return {
    activity: tables.activities.get(activity),
    who: isRole ? numberOf(roleNumbers, who.role) : numberOf(recipientNumbers, who.recipient),
    isRole,
    act: numberOf(actNumbers, act),
    isShare: act === 'share',
  }
}

/** The answer from the tables. Throws where they are not as they were compiled; the engine turns that into a refusal. */
export function answer(
  tables: Tables,
  asked: Asked,
  categories: Request['categories'],
  relationship: Request['relationship'],
  mask: CircumstanceMask,
): Decision {
  const related = relationship === undefined ? -1 : numberOf(relationshipNumbers, relationship)
  if (categories.length === 1) {
    const category = numberOf(categoryNumbers, categories[0])
    const entry = openEntry(tables, asked, related, category)
    return entry === undefined ? structuralAnswer(structuralBits(tables, asked, related, category)) : answerEntry(entry, mask)
  }
  const numbers = categories.map((category) => numberOf(categoryNumbers, category))
  const entries = numbers.flatMap((category) => openEntry(tables, asked, related, category) ?? [])
  if (entries.length === numbers.length) return answerSeveral(entries, mask)
  return refuseSeveral(
    categories,
    numbers.map((category) => structuralBits(tables, asked, related, category)),
  )
}

/** The entry that answers for one category. Undefined where something structural is to be told instead. */
function openEntry(tables: Tables, { activity, who, act }: Asked, relationship: number, category: number): CompiledEntry | undefined {
  if (activity === undefined) return undefined
  if (relationship >= 0 && ((tables.covered[activity] ?? 0) & (1 << relationship)) === 0) return undefined
  const cell = cellAt(activity, who, act, category)
  const number = tables.cells[cell]
  if (number === undefined || number === 0) return undefined
  const entry = tables.entries[number]
  if (entry === undefined || entry.cell !== cell)
    throw new Fault('table-corrupt', 'a cell of the decision tables leads to no entry of its own')
  return entry
}
