import type { Edition, EditionActivity, ReleasedEdition } from '#notice/edition.ts'
import { type Basis, type Category, type RecipientKind, recipientKinds, sensitivityOf } from '#notice/vocabulary.ts'
import { layOut } from './answer-layout.ts'
import { compileEntry, type Found } from './compile-entry.ts'
import type { Requirement } from './requirement.ts'
import { requirements as lawAndNotice } from './requirements.ts'
import {
  actNumbers,
  blockAt,
  type CompiledEntry,
  categoryNumbers,
  cellAt,
  hasAt,
  namedAt,
  numberOf,
  openAt,
  recipientNumbers,
  relationshipNumbers,
  roleNumbers,
  size,
  type Tables,
} from './tables.ts'

type Writing = Omit<Tables, 'cellOf' | 'reads' | 'from' | 'answers'> & { readonly entries: (CompiledEntry | undefined)[] }
type Cell = Omit<Found, 'cell' | 'activity' | 'activityClauses' | 'sensitivity' | 'abroad'> & { readonly through: readonly string[] }

type Write = (who: number, cell: Cell) => void

/**
 * Lays an edition out as integer tables, once; `engine.ts` answers from them. The requirements are data, and this code reads them independently of
 * the interpreter.
 */
export function compile({ hash, edition }: ReleasedEdition, requirements: readonly Requirement[] = lawAndNotice): Tables {
  const count = edition.activities.length
  const blocks = blocksOf(edition)
  const writing: Writing = {
    hash,
    activities: firstOfEach(edition),
    covered: new Int32Array(count),
    named: new Uint8Array(count * size.who),
    has: new Uint8Array(count * size.category),
    open: new Uint8Array(count * size.who * size.category),
    blocks: blocks.of,
    cells: new Int32Array(blocks.count * size.who * size.act * size.category),
    entries: [undefined],
  }
  for (const [number, activity] of edition.activities.entries()) {
    for (const relationship of activity.relationships)
      writing.covered[number] = (writing.covered[number] ?? 0) | (1 << numberOf(relationshipNumbers, relationship))
    for (const category of activity.categories) {
      const carried = sensitivityOf(category) === 'ordinary' || activity.conditions[category] !== undefined
      if (carried) writing.has[hasAt(number, numberOf(categoryNumbers, category))] = 1
    }
    const writer =
      (block: number, within: EditionActivity): Write =>
      (who, { through, ...cell }) =>
        writeCell(writing, requirements, { number, block, activity: within, abroad: isAbroad(edition, within, through) }, who, cell)
    const write = writer(number, activity)
    writeGrants(writing, number, activity, write)
    writeSharings(writing, number, activity, write)
    if (activity.otherSharing === 'ask-consent') writeConsents(writing, number, activity, write)
    for (const { block, basis } of blocks.others[number] ?? [])
      writeGrants(writing, number, { ...activity, basis }, writer(block, activity))
  }
  return { ...writing, ...layOut(writing.entries) }
}

/** A block of cells for each activity, and one more for what colleagues do on each further basis that it names for some relationships. */
function blocksOf({ activities }: Edition): {
  of: Int32Array
  count: number
  others: readonly (readonly { block: number; basis: Basis }[])[]
} {
  const of = Int32Array.from({ length: activities.length * size.relationship }, (_, at) => Math.floor(at / size.relationship))
  let count = activities.length
  const others = activities.map(({ otherBases = [] }, number) => {
    const named = otherBases.map((other) => ({ ...other, block: count++ }))
    // The first that names a relationship answers for it, so it is written last.
    for (const { for: these, block } of named.toReversed())
      for (const relationship of these) of[blockAt(number, numberOf(relationshipNumbers, relationship))] = block
    return named
  })
  return { of, count, others }
}

function writeGrants(writing: Writing, number: number, activity: EditionActivity, write: Write): void {
  for (const grant of activity.colleagues) {
    const clauses = grant.clauses.length === 0 ? activity.clauses : grant.clauses
    for (const role of grant.roles) {
      const who = numberOf(roleNumbers, role)
      writing.named[namedAt(number, who)] = 1
      for (const category of grant.categories) {
        writing.open[openAt(number, who, numberOf(categoryNumbers, category))] = 1
        const conditions = activity.conditions[category] ?? []
        for (const act of grant.acts) {
          const { needs, stops, through } = grant
          const asked = { needs, stops, clauses, through }
          write(who, { act, category, basis: activity.basis, conditions, recipient: undefined, regular: false, ...asked })
        }
      }
    }
  }
}

function writeSharings(writing: Writing, number: number, activity: EditionActivity, write: Write): void {
  for (const sharing of activity.sharing) {
    for (const recipient of sharing.with) {
      const who = numberOf(recipientNumbers, recipient)
      writing.named[namedAt(number, who)] = 1
      for (const category of sharing.categories) {
        const own = recipient === 'the-person' ? activity.conditions[category] : undefined
        const conditions = sharing.conditions[category] ?? own ?? (sensitivityOf(category) === 'ordinary' ? [] : undefined)
        if (conditions === undefined) continue
        const { basis, regular, needs, stops, clauses, through } = sharing
        write(who, { act: 'share', category, basis, conditions, recipient, regular, needs, stops, clauses, through })
      }
    }
  }
}

/** B2: consent may be asked for every recipient and category that no sharing lists, except for criminal data. */
function writeConsents(writing: Writing, number: number, activity: EditionActivity, write: Write): void {
  for (const recipient of recipientKinds) {
    const who = numberOf(recipientNumbers, recipient)
    writing.named[namedAt(number, who)] = 1
    for (const category of activity.categories) {
      const sensitivity = sensitivityOf(category)
      if (sensitivity === 'criminal' || isListed(activity, recipient, category)) continue
      const conditions = sensitivity === 'special' ? (['art-9-2-a'] as const) : []
      const asked = { needs: [{ anyOf: ['consent'] }], stops: ['consent-refused'], clauses: ['B2'], through: [] } as const
      write(who, { act: 'share', category, basis: 'consent', conditions, recipient, regular: false, ...asked })
    }
  }
}

function writeCell(
  writing: Writing,
  requirements: readonly Requirement[],
  within: { readonly number: number; readonly block: number; readonly activity: EditionActivity; readonly abroad: boolean },
  who: number,
  cell: Omit<Cell, 'through'>,
): void {
  const category = numberOf(categoryNumbers, cell.category)
  const at = cellAt(within.block, who, numberOf(actNumbers, cell.act), category)
  if (writing.has[hasAt(within.number, category)] !== 1 || writing.cells[at] !== 0) return
  writing.open[openAt(within.number, who, category)] = 1
  writing.cells[at] = writing.entries.length
  const { id, clauses } = within.activity
  const found = {
    ...cell,
    cell: at,
    activity: id,
    activityClauses: clauses,
    sensitivity: sensitivityOf(cell.category),
    abroad: within.abroad,
  }
  writing.entries.push(compileEntry(found, requirements))
}

function isListed(activity: EditionActivity, recipient: RecipientKind, category: Category): boolean {
  return activity.sharing.some((sharing) => sharing.with.includes(recipient) && sharing.categories.includes(category))
}

/** Told anew, and not by `goesAbroad`: the two engines are compared with each other. */
function isAbroad({ systems }: Edition, activity: EditionActivity, through: readonly string[]): boolean {
  const inUk = new Set(systems.filter(({ standing, country }) => standing === 'fixed' && country === 'GB').map(({ id }) => id))
  const open = new Set(systems.filter(({ standing }) => standing === 'to-confirm').map(({ id }) => id))
  return activity.systems.some((id) => !inUk.has(id) && !open.has(id)) || through.some((id) => !inUk.has(id))
}

function firstOfEach(edition: Edition): ReadonlyMap<string, number> {
  return new Map(edition.activities.map((activity, number): [string, number] => [activity.id, number]).toReversed())
}
