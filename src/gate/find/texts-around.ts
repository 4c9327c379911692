import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { digestOf } from '#evidence/digest.ts'
import type { Category } from '#notice/vocabulary.ts'
import { isRecord } from '#shared/record.ts'
import type { GateDeps } from '../deps.ts'
import { type Colleague, entryOf, judgeFor } from '../judge.ts'
import { usableIn } from '../purpose.ts'
import { readRows } from '../read/read-rows.ts'
import type { RecordPart } from '../record-part.ts'
import { isTold } from '../record-type.ts'
import { type AroundAsked, aroundContext } from './people-around.ts'

/** Which sealed texts of which part are looked through. */
export type TextsOf = { readonly part: RecordPart; readonly fields: readonly string[] }

/** A text that stands in somebody's record, near the person who asks. */
export type TextAround = {
  readonly type: string
  readonly item: string
  readonly person: string
  readonly field: string
  readonly text: string
  readonly collectedAt: string
}

/** `looked`: how many texts were looked through. `closed`: the kinds of record that the notice closes here. `onHold`: items that a hold closes. */
export type TextsAround = {
  readonly found: readonly TextAround[]
  readonly looked: number
  readonly closed: readonly string[]
  readonly onHold: number
}

/**
 * Looks through sealed texts in the records of people around somebody who asks for a copy of their data, and answers those alone that
 * `theirs` picks as telling of whoever asks. One row of evidence tells of it, about the request: none of these people was looked at for their own sake, and
 * none has it among the looks at their record.
 */
export async function textsAround(
  deps: GateDeps,
  colleague: Colleague,
  asked: AroundAsked & { readonly people: readonly string[] },
  texts: readonly TextsOf[],
  theirs: (texts: readonly TextAround[]) => readonly TextAround[],
): Promise<Answer<TextsAround>> {
  const access = await aroundContext(deps, colleague, asked.person)
  const judged = texts.map((each) => ({ ...each, judgement: judgeFor(access, 'view', each.part.type, each.part.category) }))
  const open = judged.filter(({ judgement }) => judgement.decision.outcome === 'permitted')
  const [first] = [...open, ...judged]
  if (first === undefined) return { ok: true, found: [], looked: 0, closed: [], onHold: 0 }
  const entry = {
    ...entryOf(access, 'search', 'view', first.judgement, null, [...new Set(open.map(({ part }): Category => part.category))]),
    subject: asked.request,
  }
  if (first.judgement.decision.outcome !== 'permitted') {
    await deps.record([entry])
    return refusedBy(first.judgement.decision)
  }
  const all: TextAround[] = []
  let onHold = 0
  for (const { part, fields } of open) {
    const read = await Promise.all(
      asked.people.map((person) =>
        readRows(deps, access.asked.activity, part, { scope: 'person', values: [person], alsoHeld: true }, usableIn(access)),
      ),
    )
    for (const [index, { items: every }] of read.entries()) {
      const items = every.filter(({ row }) => isRecord(row) && isTold(part.type, row))
      onHold += items.filter(({ held }) => held).length
      for (const { row, held } of items) if (!held && isRecord(row)) all.push(...textsIn(part, fields, row, asked.people[index] ?? ''))
    }
  }
  const found = theirs(all)
  const types = [...new Set(open.map(({ part }) => part.type.name))]
  const digest = digestOf(all.map(({ item, field }) => `${item} ${field}`))
  await deps.record([
    { ...entry, detail: { ...entry.detail, people: asked.people.length, items: all.length, found: found.length, digest, types } },
  ])
  const closed = judged.filter((each) => !open.includes(each)).map(({ part }) => part.type.title.many)
  return { ok: true, found, looked: all.length, closed: [...new Set(closed)], onHold }
}

function textsIn({ type }: RecordPart, fields: readonly string[], row: Readonly<Record<string, unknown>>, person: string) {
  return fields.flatMap((field): readonly TextAround[] => {
    const text = row[field]
    if (typeof text !== 'string' || text === '') return []
    return [{ type: type.name, item: String(row.id), person, field, text, collectedAt: String(row.collectedAt) }]
  })
}
