import { Fault } from '#shared/fault.ts'
import { answerEntry, entryOf } from './answer-entry.ts'
import { answerSeveral, refuseSeveral } from './answer-several.ts'
import type { Decision, Request } from './decision.ts'
import { structuralAnswer, structuralBits } from './structural-bits.ts'
import {
  actNumbers,
  blockAt,
  type CircumstanceMask,
  categoryNumbers,
  cellAt,
  numberOf,
  recipientNumbers,
  relationshipNumbers,
  roleNumbers,
  type TableQuery,
  type Tables,
} from './tables.ts'

/** The shared part of a request, as numbers. */
export function tableQuery(tables: Tables, { who, act, activity }: Pick<Request, 'who' | 'act' | 'activity'>): TableQuery {
  const isRole = 'role' in who
  return {
    activity: tables.activities.get(activity),
    who: isRole ? numberOf(roleNumbers, who.role) : numberOf(recipientNumbers, who.recipient),
    isRole,
    act: numberOf(actNumbers, act),
    isShare: act === 'share',
  }
}

/** The answer from the tables. Throws where they are damaged; the engine turns that into a refusal. */
export function answer(
  tables: Tables,
  query: TableQuery,
  categories: Request['categories'],
  relationship: Request['relationship'],
  mask: CircumstanceMask,
): Decision {
  const related = relationship === undefined ? -1 : numberOf(relationshipNumbers, relationship)
  if (categories.length === 1) {
    const category = numberOf(categoryNumbers, categories[0])
    const entry = openEntry(tables, query, related, category)
    return entry === 0 ? structuralAnswer(structuralBits(tables, query, related, category)) : answerEntry(tables, entry, mask)
  }
  const numbers = categories.map((category) => numberOf(categoryNumbers, category))
  const entries = numbers.map((category) => openEntry(tables, query, related, category))
  if (!entries.includes(0))
    return answerSeveral(
      entries.map((entry) => entryOf(tables, entry)),
      mask,
    )
  return refuseSeveral(
    categories,
    numbers.map((category) => structuralBits(tables, query, related, category)),
  )
}

/** The number of the entry that answers for one category; 0 where a structural reason answers instead. */
function openEntry(tables: Tables, { activity, who, isRole, act }: TableQuery, relationship: number, category: number): number {
  if (activity === undefined) return 0
  if (relationship >= 0 && ((tables.covered[activity] ?? 0) & (1 << relationship)) === 0) return 0
  // A sharing names its own basis, whoever it is about.
  const block = relationship < 0 || !isRole ? activity : tables.blocks[blockAt(activity, relationship)]
  if (block === undefined) throw new Fault('table-corrupt', 'a decision table is shorter than it was compiled')
  const cell = cellAt(block, who, act, category)
  const entry = tables.cells[cell] ?? 0
  if (entry !== 0 && tables.cellOf[entry] !== cell)
    throw new Fault('table-corrupt', 'a cell of the decision tables leads to no entry of its own')
  return entry
}
