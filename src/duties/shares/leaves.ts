import { type Field, type Fields, type LeavingField, mayLeave } from '#gate/field.ts'
import type { RecordPart } from '#gate/record-part.ts'
import { isRecord, isSaid } from '#shared/record.ts'
import { everywhere, wordsKey } from '../passages/everywhere.ts'
import type { KnownPerson, Proposal, Text } from '../passages/passage.ts'
import { propose } from '../passages/propose.ts'

/** An item of the record that somebody chose, as it was read. */
export type ChosenItem = { readonly part: RecordPart; readonly row: Readonly<Record<string, unknown>> }

/** What stays here of what was chosen: labels of people and numbers, whole texts by their id, and words that a colleague added. */
export type Kept = { readonly labels: readonly string[]; readonly texts: readonly string[]; readonly words: readonly string[] }

/** One thing that a text names, wherever it stands. `said`: its words, as they first stand. */
export type Named = { readonly label: string; readonly said: string; readonly kind: Proposal['kind']; readonly isColleague: boolean }

type Value = string | number | boolean
export type LeavingItem = { readonly part: RecordPart; readonly values: readonly (readonly [LeavingField, Value])[] }

/** `withheld`: the words that stay, for the check of every byte that leaves. */
export type Leaving = {
  readonly items: readonly LeavingItem[]
  readonly texts: readonly Text[]
  readonly named: readonly Named[]
  readonly withheld: readonly string[]
  /** What stays: what somebody decided, or what is proposed where nobody did. */
  readonly kept: Kept
}

export const leftOut = '[left out]'

/**
 * What leaves of the chosen items. What is about somebody else by its declaration stays: who took it down, who decided it. Words that may name others go
 * without the people and numbers that are kept here. Where nothing has been decided yet, everybody whom the texts name stays, but for colleagues in
 * their role.
 */
export function leavingOf(chosen: readonly ChosenItem[], around: Around, kept: Kept | null): Leaving {
  const texts = chosen.flatMap((item) => textsIn(item))
  const proposals = propose(texts, around.others, around.own)
  const named = namedIn(texts, proposals)
  const stays = kept ?? { labels: named.filter(({ isColleague }) => !isColleague).map(({ label }) => label), texts: [], words: [] }
  const spans = spansKept(texts, proposals, stays)
  const dropped = new Set(stays.texts)
  const words = new Map(
    texts.map(({ id, text }) => [
      id,
      dropped.has(id)
        ? leftOut
        : cut(
            text,
            spans.filter((span) => span.text === id),
          ),
    ]),
  )
  const items = chosen.map((item) => ({ part: item.part, values: valuesOf(item, words) }))
  const withheld = [
    ...spans.map(({ text, start, end }) => texts.find(({ id }) => id === text)?.text.slice(start, end) ?? ''),
    ...texts.filter(({ id }) => dropped.has(id)).map(({ text }) => text),
  ]
  return { items, texts, named, kept: stays, withheld: [...new Set(withheld.filter((each) => each.trim() !== ''))] }
}

/** The people whose names are looked for: the others of the household, and the person's own names, which go. */
export type Around = { readonly own: readonly KnownPerson[]; readonly others: readonly KnownPerson[] }

function textsIn({ part, row }: ChosenItem): readonly Text[] {
  return part.fields.flatMap((name) => {
    const field = part.type.fields[name]
    const value = row[name]
    return field !== undefined && mayLeave(field) && isText(field) && typeof value === 'string' && value !== ''
      ? [{ id: idOf(row, name), text: value }]
      : []
  })
}

/** Words that somebody wrote: they may name anybody, whoever wrote them. */
function isText({ kind, owner, limits }: Field): boolean {
  return kind === 'text' && limits.oneOf === undefined && (owner === 'may-name-others' || owner === 'own-words')
}

function idOf(row: ChosenItem['row'], name: string): string {
  return `${String(row.id)}:${name}`
}

function namedIn(texts: readonly Text[], proposals: readonly Proposal[]): readonly Named[] {
  const found = new Map<string, Named>()
  for (const { label, text, start, end, kind, part } of proposals) {
    const said = texts.find(({ id }) => id === text)?.text.slice(start, end) ?? ''
    if (!found.has(label)) found.set(label, { label, said, kind, isColleague: part === 'colleague' })
  }
  return [...found.values()]
}

type Span = { readonly text: string; readonly start: number; readonly end: number }

/** Every place of what stays, also where the same words stand without having been proposed. */
function spansKept(texts: readonly Text[], proposals: readonly Proposal[], { labels, words }: Kept): readonly Span[] {
  const marked = proposals.filter(({ label }) => labels.includes(label))
  const typed = words.filter((each) => wordsKey(each) !== '').map((each, n) => ({ id: `typed:${n}`, text: each }))
  const same = typed.flatMap(({ id, text }) => everywhere([...texts, { id, text }], { text: id, start: 0, end: text.length }))
  const again = marked.flatMap(({ text, start, end }) => everywhere(texts, { text, start, end }))
  return joined([...marked, ...again, ...same.filter(({ text }) => !text.startsWith('typed:'))])
}

function joined(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((one, other) => one.text.localeCompare(other.text) || one.start - other.start)
  const whole: Span[] = []
  for (const { text, start, end } of sorted) {
    const last = whole.at(-1)
    if (last !== undefined && last.text === text && start <= last.end) whole[whole.length - 1] = { ...last, end: Math.max(last.end, end) }
    else whole.push({ text, start, end })
  }
  return whole
}

function cut(text: string, spans: readonly Span[]): string {
  return spans.toReversed().reduce((rest, { start, end }) => `${rest.slice(0, start)}${leftOut}${rest.slice(end)}`, text)
}

function valuesOf({ part, row }: ChosenItem, words: ReadonlyMap<string, string>): LeavingItem['values'] {
  const { fields }: { readonly fields: Fields } = part.type
  return part.fields.flatMap((name): LeavingItem['values'] => {
    const field = fields[name]
    const value = row[name]
    if (field === undefined || !mayLeave(field) || field.owner === 'machine' || field.owner === 'third-party' || field.kind === 'uuid')
      return []
    if (!isSaid(value) || !isValue(value)) return []
    return [[field, words.get(idOf(row, name)) ?? value]]
  })
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** What a line says of what stays. */
export function keptIn(text: string | null): Kept | null {
  const read: unknown = text === null ? null : JSON.parse(text)
  if (!isRecord(read)) return null
  const list = (name: string) => (Array.isArray(read[name]) ? read[name].filter((each) => typeof each === 'string') : [])
  return { labels: list('labels'), texts: list('texts'), words: list('words') }
}
