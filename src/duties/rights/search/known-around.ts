import type { Answer } from '#decisions/done-or-refused.ts'
import { type NameAround, namesAround } from '#gate/find/people-around.ts'
import type { Colleague } from '#gate/judge.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { KnownPerson, Part } from '../../passages/passage.ts'
import { isOfNobody, type SettledRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { asIdentifiers, asKnown, givenIn } from './given.ts'
import { homeFrom, namesFrom } from './names-from.ts'

/**
 * `requester`: a line for each name that the records have for whoever the request is about, or that whoever asks gave. `identifiers`: the names, homes
 * and numbers that they are searched for by, each once.
 */
export type KnownAround = Answer<{
  readonly known: readonly KnownPerson[]
  readonly requester: readonly KnownPerson[]
  readonly identifiers: readonly string[]
}>

/**
 * The people around whoever a request is about, by name: so that their names are found in the texts of the copy. Nobody’s record is opened, and none of
 * them has this look among those at their record. Of somebody who is not on file no record tells who is around them.
 */
export async function knownAround(deps: RightsDeps, colleague: Colleague, request: SettledRequest): Promise<KnownAround> {
  if (isOfNobody(request)) {
    const found = await givenIn(deps, colleague, request)
    return found.ok ? { ok: true, known: [], requester: asKnown(request.id, found.given), identifiers: asIdentifiers(found.given) } : found
  }
  const answer = await namesAround(deps, colleague, { person: request.ofPerson, request: request.id }, everyRecordType)
  if (!answer.ok) return answer
  const isOwn = ({ part }: NameAround) => part === 'self'
  const requester = answer.names.filter(isOwn).flatMap(linesOf)
  return {
    ok: true,
    requester,
    known: answer.names.filter((name) => !isOwn(name)).flatMap(linesOf),
    identifiers: identifiersOf(requester),
  }
}

function identifiersOf(requester: readonly KnownPerson[]): readonly string[] {
  const said = requester.flatMap(({ names: { first, middle, last, knownAs }, home }) => [
    [first, middle, last].filter((name) => name !== undefined && name !== '').join(' '),
    ...(knownAs === undefined ? [] : [`${knownAs} ${last}`]),
    ...(home === undefined ? [] : [`${home.number} ${home.street}, ${home.postcode}`]),
  ])
  return [...new Set(said)]
}

/** What else the people around are called than by their names, by their id. */
export function calledOtherwise({ known }: Extract<KnownAround, { readonly ok: true }>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    known.flatMap(({ id, names: { first, knownAs } }) => (knownAs === undefined || knownAs === first ? [] : [[id, [knownAs]]])),
  )
}

const parts: Readonly<Record<NameAround['part'], Part>> = {
  self: 'other',
  household: 'household',
  home: 'other',
  neighbour: 'neighbour',
  colleague: 'colleague',
}

/** Where a record and a list of the household name somebody differently, each name is a line. */
function linesOf({ id, part, first, middle, last, known, fullName, address, postcode }: NameAround): readonly KnownPerson[] {
  const whole = { id, part: parts[part], ...homeFrom(address, postcode) }
  const held = {
    first: first ?? '',
    last: last ?? '',
    ...(middle === null ? {} : { middle }),
    ...(known === null ? {} : { knownAs: known }),
  }
  const listed = fullName === null ? null : namesFrom(fullName)
  const isHeld = held.first !== '' || held.last !== ''
  const isSame = listed !== null && listed.first === held.first && listed.last === held.last
  return [
    ...(isHeld ? [{ ...whole, names: held }] : []),
    ...(listed === null || isSame || (listed.first === '' && listed.last === '') ? [] : [{ ...whole, names: listed }]),
  ]
}
