import { rightsTexts } from '#records/rights-text/rights-text.ts'
import { dateIn } from '#shared/clock.ts'
import { type Decided, type LeavesAs, type TextOfCopy, wholeItem } from '../decided.ts'
import type { RightsDeps } from '../requests.ts'
import { decidedIn } from '../review/decided-of.ts'
import { doesLeave, reasonWords } from '../review/outcomes.ts'
import { readingIn } from '../review/reading.ts'
import { keyOfText } from '../review/texts.ts'
import type { Passage, ReadingOf } from './reading.ts'
import type { Told } from './tools.ts'

/** How the texts leave that were read for the copy, and their passages as the check needs them. */
export function readTexts({ gate, clock }: Pick<RightsDeps, 'gate' | 'clock'>): ReadingOf {
  return async (colleague, request) => {
    const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request.id })
    if (!opened.ok) return opened
    const found = await decidedIn(opened, request, dateIn(clock()))
    const texts = found.ok ? await opened.read(rightsTexts) : found
    if (!found.ok || !texts.ok) return found.ok ? texts : found
    const kept = new Map(texts.rows.map((row) => [keyOfText({ itemId: row.itemId, field: row.fieldName }), row.passages]))
    const passages: Passage[] = []
    let unread = 0
    const decided: Decided = (text) => {
      const leaves = found.decided(text)
      if (leaves !== null) passages.push(...passagesOf(text, leaves, kept.get(keyOfText(text)) ?? null))
      else if (text.field !== wholeItem) unread += 1
      return leaves
    }
    return { ok: true, decided, passages: () => passages, unread: () => unread }
  }
}

/** The passages of one text. All of it is one where none of it leaves. */
function passagesOf({ itemId, field, value }: TextOfCopy, { words, reasons }: LeavesAs, kept: string | null): readonly Passage[] {
  if (field === wholeItem) return []
  const id = (at: number) => `${itemId} ${field} ${at}`
  if (words === null) return [{ id: id(0), itemId, text: value, kind: 'text', isGiven: false }]
  // Health leaves past its lock alone: the reasons say whether it did.
  const isHealthOpen = !reasons.includes(reasonWords('health-data'))
  return readingIn(kept).passages.flatMap(({ start, end, kind, decided }) =>
    decided === null
      ? []
      : [{ id: id(start), itemId, text: value.slice(start, end), kind: kindOf(kind), isGiven: doesLeave(decided.outcome, isHealthOpen) }],
  )
}

const numbers: ReadonlySet<string> = new Set(['telephone', 'national-insurance', 'nhs-number', 'bank-account', 'card'])

function kindOf(kind: string): Told['kind'] {
  if (kind === 'name') return 'name'
  return numbers.has(kind) ? 'number' : 'text'
}
