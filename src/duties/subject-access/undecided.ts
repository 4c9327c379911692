import type { Opened } from '#gate/opened.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { Conflict } from '#gate/write/conflicts.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { isRecord } from '#shared/record.ts'
import { inWords } from './left-out.ts'
import type { PackItem, PackTaker } from './pack.ts'

type Part = RecordPart<Ceiling<'rights-requests'>>
type Row = Readonly<Record<string, unknown>>

/** Decides what is given of one row among the others of its part, and counts it. */
export type UndecidedSorter = {
  readonly undecided: (part: Part, row: Row, field: string) => PackItem['values'] | null
  readonly leaveOut: (part: Part, why: string) => void
}

/**
 * Values of another system that contradict what is given. They are stored until somebody decides, so they are part of the copy too. Each is
 * treated as if it were in the record, and is an item of its own.
 */
export async function handOnUndecided(
  opened: Opened<'rights-requests'>,
  parts: readonly Part[],
  sorting: UndecidedSorter,
  taker: PackTaker,
): Promise<void> {
  const found = await opened.conflicts([...new Set(parts.map(({ type }) => type))])
  for (const said of Map.groupBy(found, ({ item }) => item).values()) {
    for (const conflict of said) {
      const part = parts.find(({ type, category }) => type === conflict.type && category === conflict.category)
      if (part === undefined || (conflict.value === null && !conflict.closed)) continue
      const row = await asTheySayIt(opened, part, conflict, said)
      const values = typeof row === 'string' ? null : sorting.undecided(part, row, conflict.field)
      if (typeof row === 'string') sorting.leaveOut(part, row)
      if (values === null) continue
      const { type, category, source, saidAt } = conflict
      await taker.section({ type: type.name, category, title: `${type.title.many}: what another system says, not decided yet` })
      await taker.items([{ source, collectedAt: saidAt.toString(), values }])
    }
  }
}

/**
 * The item with the other system's value; or, in words, why it is closed. Recordings and pictures are no part of the other system's value.
 */
async function asTheySayIt(
  opened: Opened<'rights-requests'>,
  part: Part,
  { item, type, field, source }: Conflict,
  said: readonly Conflict[],
): Promise<Row | string> {
  const answer = await opened.read(part, item)
  const closed = answer.ok ? answer.onHold?.refusal : answer.refusal
  if (closed !== undefined) return inWords(closed)
  const [stored] = answer.ok ? answer.rows : []
  // If the item was deleted, nobody knows whose it was said to be.
  const unknown = Object.fromEntries((type.fields[field]?.saidToBe ?? []).map((name) => [name, 'unknown']))
  const differs = Object.fromEntries(said.flatMap(({ field: name, value, closed: isClosed }) => (isClosed ? [] : [[name, value]])))
  return { personId: opened.person, ...(isRecord(stored) ? stored : unknown), ...differs, id: item, source, mediaId: null }
}
