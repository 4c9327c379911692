import type { Answer } from '#decisions/done-or-refused.ts'
import { inWords } from '#duties/subject-access/left-out.ts'
import { closedToFinding, type Found, find } from '#gate/find/find.ts'
import { findListed } from '#gate/find/find-listed.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { person } from '#records/person/person.ts'
import type { NamedRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { searchAlone } from './alone.ts'
import { type ByName, foundByName } from './found-by-name.ts'
import { asKnown, type Given, givenIn } from './given.ts'
import type { OwnSearch } from './on-file.ts'
import { searchTextsOf } from './others.ts'
import { placeByName } from './places.ts'

/**
 * Searches our own records for somebody who is not on file, by what they gave: who is on file, who is named in a household, what stands by itself, and
 * what is written in the records of those who live or lived at an address that they gave. Who is found may be somebody else of the same name, so a
 * colleague looks and answers.
 */
export async function searchByName(
  deps: RightsDeps,
  colleague: Colleague,
  opened: Opened<'rights-requests'>,
  request: NamedRequest,
): Promise<Answer<OwnSearch>> {
  const read = await givenIn(deps, colleague, request)
  if (!read.ok) return read
  const { given } = read
  const people = await peopleFound(deps, colleague, [...given.names, ...given.numbers])
  if (!people.ok) return people
  const athome = await peopleFound(deps, colleague, given.homes)
  if (!athome.ok) return athome
  const listed = await listedIn(deps, colleague, request, given)
  const alone = await searchAlone(deps, colleague, request, given)
  const others = await searchTextsOf(deps, colleague, opened, request, {
    around: { requester: asKnown(request.id, given), known: [] },
    people: athome.people.map((found) => found.person),
    whose: 'whoever is found by an address that they gave',
    nearness: () => 'of somebody who is found by an address that they gave',
  })
  if (!others.ok) return others
  const own = closedHere(deps, colleague) ?? foundByName(placeByName(person), people.people.map(lineOf), people.more)
  return { ok: true, own: [own, listed, ...alone, others.own], toDecide: [] }
}

/** Where numbers or homes are closed to whoever searches, nobody can say that no person on file has them. */
function closedHere(deps: RightsDeps, colleague: Colleague): ByName | null {
  const closed = closedToFinding(deps, colleague, 'rights-requests')
  if (closed.length === 0) return null
  const labels = deps.inForce().released.edition.categories.flatMap(({ id, label }) => (closed.some((each) => each === id) ? [label] : []))
  const words = `Not searched, because the notice closes it here: ${labels.join(', ')}.`
  return { place: placeByName(person), answer: 'could-not-look', found: null, words }
}

type People = { readonly people: readonly Found[]; readonly more: boolean }

/** Everybody who is found by one of these words. */
async function peopleFound(deps: RightsDeps, colleague: Colleague, all: readonly string[]): Promise<Answer<People>> {
  const byId = new Map<string, Found>()
  let more = false
  for (const words of all) {
    const answer = await find(deps, colleague, 'rights-requests', words)
    if (!answer.ok) return answer
    for (const found of answer.people) byId.set(found.person, found)
    more ||= answer.more
  }
  return { ok: true, people: [...byId.values()], more }
}

function lineOf({ name, bornIn, home }: Found): string {
  return [name, ...(bornIn === null ? [] : [`born ${bornIn}`]), ...(home === null ? [] : [home])].join(', ')
}

async function listedIn(deps: RightsDeps, colleague: Colleague, { id }: NamedRequest, { names }: Given): Promise<ByName> {
  const place = placeByName(householdMember)
  const found = await findListed(deps, colleague, { request: id, names })
  if (!found.ok) return { place, answer: 'could-not-look', found: null, words: inWords(found.refusal) }
  return foundByName(
    place,
    found.listed.map(({ name, home }) => [name, home].filter((each) => each !== null && each !== '').join(', ')),
    found.more,
  )
}
