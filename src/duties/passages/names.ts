import { againIn } from './known/again.ts'
import type { Claim } from './known/claims.ts'
import type { Forms } from './known/forms.ts'
import { initialsClaims } from './known/initials.ts'
import { readName } from './known/reading.ts'
import { whose } from './known/whose.ts'
import type { Around, Found } from './passage.ts'
import { strangers } from './strangers/strangers.ts'
import type { Word } from './words/words.ts'

/** The names of other people in a text: of those we know, and of strangers. The requester's own names are left out. */
export function namesIn(words: readonly Word[], text: string, forms: Forms, around: Around): readonly Found[] {
  const read = claimsIn(words, text, forms)
  const claims = [...read, ...againIn(words, read), ...initialsClaims(words, around)]
  const spans = claims.map((claim) => ({ ...claim, ...spanOf(words, claim) }))
  const others = strangers(words, text).map((found) => ({
    found,
    over: spans.filter((claim) => claim.start < found.end && claim.end > found.start),
  }))
  const unknown = others.flatMap(({ found, over }) => settle(found, over))
  const longer = new Set(others.filter(({ found, over }) => settle(found, over).length > 0).flatMap(({ over }) => over))
  return [...spans.filter((claim) => !claim.requester && !longer.has(claim)).map(asFound), ...unknown]
}

function claimsIn(words: readonly Word[], text: string, forms: Forms): readonly Claim[] {
  const claims: Claim[] = []
  for (let index = 0; index < words.length; index += 1) {
    const reading = readName(words, index, forms)
    const claim = reading === null ? null : whose(words, text, reading)
    if (claim === null) continue
    claims.push(claim)
    index = claim.to
  }
  return claims
}

type Spanned = Claim & { readonly start: number; readonly end: number }

/** What a stranger's name becomes where it lies over names that we know: nothing, unless it says more than they do. */
function settle(found: Found, over: readonly Spanned[]): readonly Found[] {
  if (over.length === 0) return [found]
  const start = Math.min(found.start, ...over.map((claim) => claim.start))
  const end = Math.max(found.end, ...over.map((claim) => claim.end))
  if (over.some((claim) => claim.start <= found.start && claim.end >= found.end)) return []
  const [first] = over
  const same = first !== undefined && over.every(({ person, requester }) => person === first.person && requester === first.requester)
  const wholeName = same && over.length > 1
  if (wholeName && first.requester) return []
  const whom = wholeName && first.person !== undefined ? { person: first.person.id } : {}
  return [{ ...found, start, end, ...whom, rule: wholeName ? 'known-full-name' : 'stranger-beside-known', certainty: 'likely' }]
}

function spanOf(words: readonly Word[], { from, to }: Claim): { start: number; end: number } {
  return { start: words[from]?.start ?? 0, end: words[to]?.end ?? 0 }
}

function asFound({ start, end, person, rule, certainty }: Spanned): Found {
  return { start, end, kind: 'name', rule, certainty, ...(person === undefined ? {} : { person: person.id }) }
}
