import { looksOf } from '#duties/openings/looks.ts'
import { isDecidedAlone } from '#duties/subject-access/decided-one-by-one.ts'
import { inWords } from '#duties/subject-access/left-out.ts'
import { openingsOf, type Visit } from '#evidence/read.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Opened } from '#gate/opened.ts'
import { dayAndTime } from '#shared/london-time.ts'
import type { OwnAnswer } from './own-places.ts'
import { lookOf, placeOfLook } from './places.ts'
import type { SearchRow } from './rows.ts'

/** `toDecide`: looks for which a colleague decides, one by one, whether the person is told. */
export type LooksFound = {
  readonly evidence: OwnAnswer
  readonly toDecide: readonly { readonly place: string; readonly words: string }[]
}

const since = Temporal.Instant.fromEpochMilliseconds(0)

/** Searches the evidence for who looked at the person’s record. That it was searched is evidence too. */
export async function searchLooks(deps: GateDeps, opened: Opened<'rights-requests'>): Promise<LooksFound> {
  const refusal = await opened.mayView('documents', 'evidence')
  if (refusal !== null)
    return { evidence: { place: 'evidence', answer: 'could-not-look', found: 0, words: inWords(refusal) }, toDecide: [] }
  const looks = looksOf(await openingsOf(deps.database, opened.person, since))
  const [apart, told] = [
    looks.filter(({ activity }) => isDecidedAlone(activity)),
    looks.filter(({ activity }) => !isDecidedAlone(activity)),
  ]
  const titles = new Map(deps.inForce().released.edition.activities.map(({ id, title }) => [String(id), title]))
  return {
    evidence: { place: 'evidence', answer: told.length === 0 ? 'nothing-held' : 'found', found: told.length, words: null },
    toDecide: apart.map((look) => ({ place: placeOfLook(keyOf(look)), words: wordsOf(look, titles) })),
  }
}

/** The looks of which it was decided that the person is told. `besideOf` gives their openings, and those of no other such look. */
export function looksTold(rows: readonly SearchRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ place, answer }) => (answer === 'found' ? (lookOf(place) ?? []) : [])))
}

/** A look without an opening has no id, and is known by its moment. */
function keyOf({ opening, at }: Visit): string {
  return opening ?? Temporal.Instant.from(at).toString()
}

function wordsOf({ activity, at }: Visit, titles: ReadonlyMap<string, string>): string {
  return `${titles.get(activity ?? '') ?? 'An activity that the notice no longer names'}, ${dayAndTime(at)}`
}
