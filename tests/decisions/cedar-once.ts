import type { Request } from '#decisions/decision.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { type Category, categories } from '#notice/vocabulary.ts'
import { type CedarAnswer, makeOracle, type Oracle } from './cedar.ts'
import { type Policies, policiesOf } from './cedar-policies.ts'

/** What a set of policies can tell apart: it answers alike where none of its tests comes out differently. */
export type ToldApart = {
  /** The circumstances that some policy looks for. */
  readonly circumstances: ReadonlySet<string>
  /** Two categories with the same word are in the same lists of categories, of all that any policy has. */
  readonly alike: ReadonlyMap<Category, string>
}

const looksFor = /context\.circumstances\.contains\("([^"]+)"\)/g
const isAmong = /\[((?:Category::"[^"]+"(?:, )?)*)\]\.contains\(resource\)/g

/** Read from the policies themselves. One that tests a circumstance or a category in any other way is taken by nobody here. */
export function toldApartBy(policies: Policies): ToldApart {
  const texts = Object.values(policies)
  for (const text of texts) {
    const rest = text
      .replace(/^(permit|forbid)\([^()]*\bresource\)/, '')
      .replaceAll(looksFor, '')
      .replaceAll(isAmong, '')
      .replaceAll('context.relationship', '')
    if (/context|resource|Category::/.test(rest)) throw new Error(`a policy tests something else as well: ${text}`)
  }
  const found = (what: RegExp) => new Set(texts.flatMap((text) => [...text.matchAll(what)].map(([, words = '']) => words)))
  const lists = [...found(isAmong)].map((words) => new Set(words.split(', ')))
  const alike = categories.map(
    (category) => [category, lists.map((list) => (list.has(`Category::"${category}"`) ? '1' : '0')).join('')] as const,
  )
  return { circumstances: found(looksFor), alike: new Map(alike) }
}

/**
 * Cedar as `makeOracle` has it, for one category at a time. `oracle` is not asked again what it cannot tell apart from what it answered; `afresh` is
 * asked whatever it is.
 */
export function askedOnce(released: ReleasedEdition): { readonly oracle: Oracle; readonly afresh: Oracle } {
  const { edition } = released
  const afresh = makeOracle(released)
  const sets = new Map<string, { readonly apart: ToldApart; readonly answers: Map<string, CedarAnswer> }>()
  const setOf = ({ activity: id, who }: Request) => {
    const [asker, activity] = ['role' in who ? who.role : who.recipient, edition.activities.find((each) => each.id === id)]
    const name = `${id} ${asker}`
    const known = sets.get(name)
    if (known !== undefined) return known
    if (activity === undefined) throw new Error(`the edition has no activity ${id}`)
    const fresh = { apart: toldApartBy(policiesOf(edition, activity, asker)), answers: new Map<string, CedarAnswer>() }
    sets.set(name, fresh)
    return fresh
  }
  return {
    afresh,
    oracle: (request) => {
      const { apart, answers } = setOf(request)
      const looked = [...request.circumstances].filter((each) => apart.circumstances.has(each)).toSorted()
      const key = [apart.alike.get(request.categories[0]), request.act, request.relationship, ...looked].join(' ')
      const known = answers.get(key)
      if (known !== undefined) return known
      const answer = afresh(request)
      answers.set(key, answer)
      return answer
    },
  }
}
