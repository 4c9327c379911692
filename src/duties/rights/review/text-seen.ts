import type { Colleague } from '#gate/judge.ts'
import { theOne } from '#gate/read/the-one.ts'
import { rightsTexts } from '#records/rights-text/rights-text.ts'
import { itsMedia } from '../decided.ts'
import type { RightsDeps } from '../requests.ts'
import { digestOfText } from './reading.ts'
import { readable } from './rows.ts'
import { textNow } from './texts.ts'

export type SeenText = { readonly request: string; readonly id: string; readonly version: string }

/**
 * One text of the copy that is as it was when it was found, and as whoever decides saw it. `isMedia`: whether it stands for a recording or picture, about
 * which is decided on a page of its own; then its `value` says which file that is, and of what kind.
 */
export async function textSeen(deps: RightsDeps, colleague: Colleague, seen: SeenText, { isMedia }: { readonly isMedia: boolean }) {
  const ready = await readable(deps, colleague, seen.request)
  if (!ready.ok) return ready
  const { opened, request } = ready
  const found = theOne(await opened.read(rightsTexts, seen.id))
  if (!found.ok) return found
  const row = found.item
  if (row.version !== seen.version || (row.fieldName === itsMedia) !== isMedia) return { ok: false, why: 'stale' } as const
  const now = await textNow(deps, colleague, request, { ...row, field: row.fieldName })
  if (!now.ok) return now
  const { value } = now
  if (value === null || digestOfText(value) !== row.digest) return { ok: false, why: 'changed' } as const
  return { ok: true, opened, request, row, value } as const
}
