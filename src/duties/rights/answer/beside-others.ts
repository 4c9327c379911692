import type { Answer } from '#decisions/done-or-refused.ts'
import { knownRequestsOf } from '#gate/find/known-requests.ts'
import type { Colleague } from '#gate/judge.ts'
import { rightsTexts } from '#records/rights-text/rights-text.ts'
import { itsMedia } from '../decided.ts'
import { reachedBy, type SettledRequest } from '../identified.ts'
import { type RightsDeps, rightsRequestsOf } from '../requests.ts'
import { digestOfText } from '../review/reading.ts'
import { keyOfText, textNow } from '../review/texts.ts'
import { knownAround } from '../search/known-around.ts'
import { answersTo, type RightsAnswerRow } from './answers.ts'
import { comparePacks, type Filled, type PackManifest } from './compare-packs.ts'
import { manifestIn } from './manifest.ts'
import { partInWords } from './media-shown.ts'

/**
 * A place where the copy of somebody else does otherwise than this one. `shows`: this one shows what the other hides; `hides`: the other way round;
 * `unlike`: they have the text as it was at different times. `text`: the text of this request. `words`: those in question, where they still stand so;
 * or which part of a recording or picture.
 */
export type Difference = {
  readonly how: 'shows' | 'hides' | 'unlike'
  readonly text: { readonly id: string; readonly place: string; readonly fieldName: string } | null
  readonly words: string | null
  readonly other: { readonly id: string; readonly reference: string }
}

/**
 * Lays an answer beside the answers to others of the same home or neighbourhood that have left, or wait to. Neither may show what the other hides. It is
 * for those who answer requests: no paper of either requester tells of the other.
 */
export async function besideOthers(
  deps: RightsDeps,
  colleague: Colleague,
  request: SettledRequest,
  row: RightsAnswerRow,
): Promise<Answer<{ readonly differences: readonly Difference[] }>> {
  const texts = manifestIn(row.manifest)
  const around = await knownAround(deps, colleague, request)
  if (!around.ok) return around
  const about = texts.flatMap(({ hidden }) => hidden.flatMap((each) => each.about))
  const people = new Set([...around.known.map(({ id }) => id), ...about])
  people.delete(reachedBy(request))
  const own: PackManifest = { pack: request.id, requester: reachedBy(request), texts }
  const all: Found[] = []
  for (const id of await knownRequestsOf(deps, [...people])) {
    const answer = await otherPack(deps, colleague, id)
    if (!answer.ok) return answer
    if (answer.pack === null) continue
    const { filled, unlike } = comparePacks(own, answer.pack)
    const { other } = answer
    all.push(...filled.map((at): Found => ({ how: at.hiddenIn === own.pack ? 'hides' : 'shows', at, other })))
    all.push(...unlike.map((at): Found => ({ how: 'unlike', at: { ...at, start: 0, end: 0, place: null }, other })))
  }
  return all.length === 0 ? { ok: true, differences: [] } : inWords(deps, colleague, request, own, all)
}

type Found = Pick<Difference, 'how' | 'other'> & { readonly at: Pick<Filled, 'item' | 'field' | 'start' | 'end' | 'place'> }
type OtherPack = Answer<{ readonly pack: PackManifest | null; readonly other: Difference['other'] }>

/** What of another request has left, or waits to; null where nothing does. */
async function otherPack(deps: RightsDeps, colleague: Colleague, id: string): Promise<OtherPack> {
  const nothing = { ok: true, pack: null, other: { id, reference: '' } } as const
  const look = await rightsRequestsOf(deps).look(colleague, id)
  if (!look.ok) return look.why === 'gone' ? nothing : look
  const { request, state } = look
  if (state !== 'made' && state !== 'closed') return nothing
  const answers = await answersTo(deps, colleague, id)
  if (!answers.ok) return answers.why === 'gone' ? nothing : answers
  const row = state === 'made' ? answers.rows[0] : answers.rows.find(({ wentAt }) => wentAt !== null)
  if (row?.checked !== 'clean' || request.ofPerson === null) return nothing
  const pack = { pack: id, requester: request.ofPerson, texts: manifestIn(row.manifest) }
  return { ok: true, pack, other: { id, reference: request.reference } }
}

function wordsAt(value: string, at: Found['at']): string {
  return at.field === itsMedia ? partInWords(at, value) : value.slice(at.start, at.end)
}

/** Each difference with the text of this request and the words in question. */
async function inWords(
  deps: RightsDeps,
  colleague: Colleague,
  request: SettledRequest,
  { texts }: PackManifest,
  all: readonly Found[],
): Promise<Answer<{ readonly differences: readonly Difference[] }>> {
  const opened = await deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request.id })
  const rows = opened.ok ? await opened.read(rightsTexts) : opened
  if (!rows.ok) return rows
  const byKey = new Map(rows.rows.map((row) => [keyOfText({ ...row, field: row.fieldName }), row]))
  const values = new Map<string, string | null>()
  const differences: Difference[] = []
  for (const { how, at, other } of all) {
    const key = keyOfText({ itemId: at.item, field: at.field })
    const row = byKey.get(key)
    if (row !== undefined && !values.has(key)) {
      const now = await textNow(deps, colleague, request, { ...row, field: row.fieldName })
      if (!now.ok) return now
      const isSame = now.value !== null && texts.some(({ version }) => version === digestOfText(now.value ?? ''))
      values.set(key, isSame ? now.value : null)
    }
    const value = values.get(key) ?? null
    const words = value === null || how === 'unlike' ? null : wordsAt(value, at)
    differences.push({ how, text: row === undefined ? null : { id: row.id, place: row.place, fieldName: row.fieldName }, words, other })
  }
  return { ok: true, differences }
}
