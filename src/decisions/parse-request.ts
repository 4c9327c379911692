import { acts, type Category, categories, recipientKinds, relationships, roles } from '#notice/vocabulary.ts'
import type { NotPermitted, Request, Who } from './decision.ts'
import { knownWord, type NotUnderstood } from './known-word.ts'
import { parseCircumstances } from './parse-circumstances.ts'

/** A request as somebody wrote it: on a command line, in a scenario or in an address. */
export type RequestWords = {
  readonly role?: string | undefined
  readonly recipient?: string | undefined
  readonly act: string
  readonly activity: string
  readonly categories: readonly string[]
  readonly relationship?: string | undefined
  /** `name`, `name=yes`, `name=no`, `consent=refused`, `legal-reference=…`: see `parse-circumstances.ts`. */
  readonly circumstances?: readonly string[] | undefined
}

export type ParsedRequest =
  | { readonly understood: true; readonly request: Request }
  | { readonly understood: false; readonly refusal: NotPermitted; readonly problem: NotUnderstood }

/**
 * Reads a request. An unknown word is refused, with the nearest known word, and never ignored. An activity is compared with the edition only when the
 * request is decided (`activity-unknown`). `today` (London) is needed only for circumstances given with their last day; without it these are refused.
 */
export function parseRequest(words: RequestWords, today?: Temporal.PlainDate): ParsedRequest {
  const who = parseWho(words)
  if ('problem' in who) return refused(who.problem)
  const act = knownWord('act', words.act, acts)
  if ('problem' in act) return refused(act.problem)
  const relationship = words.relationship === undefined ? undefined : knownWord('relationship', words.relationship, relationships)
  if (relationship !== undefined && 'problem' in relationship) return refused(relationship.problem)
  const found: Category[] = []
  for (const word of words.categories) {
    const category = knownWord('category', word, categories)
    if ('problem' in category) return refused(category.problem)
    if (!found.includes(category.word)) found.push(category.word)
  }
  const [first, ...others] = found
  if (first === undefined) return refused({ field: 'category', message: 'no category is named' })
  const given = parseCircumstances(words.circumstances ?? [], today)
  if ('problem' in given) return refused(given.problem)
  const about = relationship === undefined ? {} : { relationship: relationship.word }
  const request = {
    who: who.who,
    act: act.word,
    activity: words.activity,
    categories: [first, ...others],
    circumstances: given.present,
  } as const
  return { understood: true, request: { ...request, ...about } }
}

function parseWho({ role, recipient }: RequestWords): { readonly who: Who } | { readonly problem: NotUnderstood } {
  if (role !== undefined && recipient !== undefined) {
    return { problem: { field: 'role', message: 'a request names a role or a recipient, and this one names both' } }
  }
  if (role !== undefined) {
    const found = knownWord('role', role, roles)
    return 'problem' in found ? found : { who: { role: found.word } }
  }
  if (recipient === undefined) return { problem: { field: 'role', message: 'neither a role nor a recipient is named' } }
  const found = knownWord('recipient', recipient, recipientKinds)
  return 'problem' in found ? found : { who: { recipient: found.word } }
}

function refused(problem: NotUnderstood): ParsedRequest {
  return { understood: false, refusal: { outcome: 'refused', reasons: [{ code: 'unknown-word' }], clauses: ['P1'] }, problem }
}
