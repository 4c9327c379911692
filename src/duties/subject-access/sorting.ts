import type { RecordPart } from '#gate/record-part.ts'
import { isRecord } from '#shared/record.ts'
import { type Decided, wholeItem } from '../rights/decided.ts'
import { nameWords } from '../training/names.ts'
import { type Requester, sortOut } from './left-out.ts'
import type { PackItem, PackTaker } from './pack.ts'

type Tally = { found: number; given: number; readonly leftOut: Map<string, number> }

/** Decides page by page what is given and what is left out, and passes on what is given. `decided`: about the texts that somebody has to read. */
export function sortingFor(person: string, gathered: readonly RecordPart[], taker: PackTaker, decided?: Decided) {
  const tallies = new Map<RecordPart, Tally>()
  const items: Record<string, number> = {}
  const own = new Set<string>()
  const household = new Set<string>()
  // An item has a part in each section of its type. Items of a type with only one section need not be remembered.
  const several = new Set(gathered.map(({ type }) => type).filter((type, index, all) => all.indexOf(type) !== index))
  const counted = new Map([...several].map((type) => [type, new Set<unknown>()]))
  const requester: Requester = { person, household }
  const tallyOf = (part: RecordPart): Tally => {
    const tally = tallies.get(part) ?? { found: 0, given: 0, leftOut: new Map() }
    tallies.set(part, tally)
    return tally
  }
  const leaveOut = ({ leftOut }: Tally, why: string): void => void leftOut.set(why, (leftOut.get(why) ?? 0) + 1)
  const count = ({ type }: RecordPart): void => {
    items[type.name] = (items[type.name] ?? 0) + 1
  }
  const sort = (
    part: RecordPart,
    row: Readonly<Record<string, unknown>>,
    fields = part.fields,
    asked = decided,
  ): PackItem['values'] | null => {
    const tally = tallyOf(part)
    const { given, leftOut } = sortOut({ ...part, fields }, row, requester, asked)
    if (given !== null || leftOut.length > 0) tally.found += 1
    for (const why of leftOut) leaveOut(tally, why)
    return given
  }
  return {
    of: tallyOf,
    items: () => items,
    leaveOut(part: RecordPart, why: string): void {
      const tally = tallyOf(part)
      tally.found += 1
      leaveOut(tally, why)
    },
    undecided(part: RecordPart, row: Readonly<Record<string, unknown>>, field: string): PackItem['values'] | null {
      const given = sort(part, row, [field], decided && asSaidBy(String(row.source), decided))
      if (given === null) return null
      tallyOf(part).given += 1
      count(part)
      return given
    },
    async take(part: RecordPart, page: readonly unknown[]): Promise<void> {
      const rows = page.filter(isRecord)
      noteNames(part, rows, person, own, household)
      const tally = tallyOf(part)
      const given: PackItem[] = []
      for (const row of rows) {
        const values = sort(part, row)
        if (values === null) continue
        given.push({ source: String(row.source), collectedAt: String(row.collectedAt), values })
        const before = counted.get(part.type)
        if (before?.has(row.id) === true) continue
        before?.add(row.id)
        count(part)
      }
      if (given.length === 0) return
      if (tally.given === 0) await taker.section({ type: part.type.name, title: part.type.title.many, category: part.category })
      tally.given += given.length
      await taker.items(given)
    },
  }
}

/** What another system says has a reading of its own, beside that of the item. Whoever withholds the item withholds this too. */
function asSaidBy(source: string, decided: Decided): Decided {
  return (text) => decided(text.field === wholeItem ? text : { ...text, field: `${text.field}:${source}` })
}

/** The words in the names of the others in the household that are not in the person's own names. */
function noteNames(
  { type, category }: RecordPart,
  rows: readonly Readonly<Record<string, unknown>>[],
  person: string,
  own: Set<string>,
  household: Set<string>,
): void {
  const isSelf = type.tie.person === 'id' && category === type.category
  if (!isSelf && type.tie.mayBeUnknown !== true) return
  for (const row of rows) {
    const isOwn = isSelf || row.personId === person
    for (const word of namesIn(type, row)) (isOwn ? own : household).add(word)
  }
  for (const word of own) household.delete(word)
}

function namesIn(type: RecordPart['type'], row: Readonly<Record<string, unknown>>): readonly string[] {
  const names = ['firstName', 'middleName', 'lastName', 'preferredName', 'fullName'].filter((name) => name in type.fields)
  return names.flatMap((name) => nameWords(typeof row[name] === 'string' ? row[name] : ''))
}
