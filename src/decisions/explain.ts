import type { Edition } from '#notice/edition.ts'
import { type Category, type Circumstance, circumstances } from '#notice/vocabulary.ts'
import { lacking, stopping } from './circumstance-words.ts'
import type { NotPermitted, Reason, ReasonCode, Request } from './decision.ts'
import { type Names, structuralWords } from './structural-words.ts'

/** A reason in words: one sentence of why, the clause of the ledger behind it, and what somebody can do about it. */
export type Explanation = { readonly code: ReasonCode; readonly why: string; readonly clause: string; readonly remedy: string }

/** Makes the words more precise: the edition's own names, and the request that was refused. */
export type About = { readonly edition?: Edition | undefined; readonly request?: Request | undefined }

/** One explanation for each reason, in the order of the reasons. */
export function explain(refused: NotPermitted, about: About = {}): readonly Explanation[] {
  return refused.reasons.map((reason) => explainOne(reason, about))
}

function explainOne(reason: Reason, about: About): Explanation {
  const { code } = reason
  for (const circumstance of circumstances) {
    if (code === `lacks-${circumstance}`) return { code, ...lacking[circumstance], why: lackingWhy(circumstance, reason, about) }
    if (code === `stopped-by-${circumstance}`)
      return { code, ...stopping[circumstance], why: prefixed(reason, stopping[circumstance].why, about) }
  }
  const words = structuralEntries.find(([known]) => known === code)?.[1] ?? structuralWords['engine-failed']
  return { code, why: words.why(namesFor(reason, about)), clause: words.clause, remedy: words.remedy }
}

const structuralEntries = Object.entries(structuralWords)

function lackingWhy(circumstance: Circumstance, reason: Reason, about: About): string {
  const others = (reason.instead ?? []).map((other) => other.replaceAll('-', ' '))
  const why = prefixed(reason, lacking[circumstance].why, about)
  return others.length === 0 ? why : `${why} There is no alternative on record either (${others.join(', ')}).`
}

/** Where a reason concerns one of several categories, the words begin with that category. */
function prefixed({ category }: Reason, why: string, { edition }: About): string {
  if (category === undefined) return why
  const label = labelOf(edition?.categories, category)
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}: ${why}`
}

function namesFor(reason: Reason, { edition, request }: About): Names {
  if (request === undefined) return unnamed
  const categories: readonly Category[] = reason.category === undefined ? request.categories : [reason.category]
  const { who } = request
  return {
    who: 'role' in who ? labelOf(edition?.roles, who.role) : labelOf(edition?.recipients, who.recipient),
    what: categories.map((category) => labelOf(edition?.categories, category)).join(', '),
    activity: edition?.activities.find((each) => each.id === request.activity)?.title ?? request.activity,
    relationship: request.relationship === undefined ? null : labelOf(edition?.relationships, request.relationship),
    act: verbs[request.act],
  }
}

const unnamed: Names = { who: null, what: null, activity: null, relationship: null, act: 'open' }

const verbs: Readonly<Record<Request['act'], string>> = { view: 'see', use: 'use', collect: 'add or change', share: 'share' }

/** The edition's own name for an id; the id as words where the edition has none. */
function labelOf(list: readonly { readonly id: string; readonly label: string }[] | undefined, id: string): string {
  return list?.find((each) => each.id === id)?.label ?? id.replaceAll('-', ' ')
}

/** What can be done, in as few sentences as the reasons need. */
export function remedyFor(explanations: readonly Explanation[]): string {
  return [...new Set(explanations.map((each) => each.remedy))].join(' ')
}
