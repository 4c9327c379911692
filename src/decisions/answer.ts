import { Fault } from '#shared/fault.ts'
import { answerEntry } from './answer-entry.ts'
import { answerSeveral } from './answer-several.ts'
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
    const bits = structuralBits(tables, asked, related, category)
    return bits === 0 ? answerEntry(entryAt(tables, asked, category), mask) : structuralAnswer(bits)
  }
  const bits = categories.map((category) => structuralBits(tables, asked, related, numberOf(categoryNumbers, category)))
  const entries = bits.some((each) => each !== 0)
    ? []
    : categories.map((category) => entryAt(tables, asked, numberOf(categoryNumbers, category)))
  return answerSeveral(categories, bits, entries, mask)
}

function entryAt(tables: Tables, { activity, who, act }: Asked, category: number): CompiledEntry {
  const cell = activity === undefined ? -1 : cellAt(activity, who, act, category)
  const entry = tables.entries[tables.cells[cell] ?? 0]
  if (entry === undefined || entry.cell !== cell)
    throw new Fault('table-corrupt', 'a cell of the decision tables leads to no entry of its own')
  return entry
}
