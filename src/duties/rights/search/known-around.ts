import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import { type NameAround, namesAround } from '#gate/people-around.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { KnownPerson, Part } from '../../passages/passage.ts'
import type { IdentifiedRequest } from '../identified.ts'

/** `requester`: a line for each name that the records have for whoever the request is about. */
export type KnownAround = Answer<{ readonly known: readonly KnownPerson[]; readonly requester: readonly KnownPerson[] }>

/**
 * The people around whoever a request is about, by name: so that their names are found in the texts of the copy. Nobody’s record is opened, and none of
 * them has this look among those at their record.
 */
export async function knownAround(deps: GateDeps, colleague: Colleague, request: IdentifiedRequest): Promise<KnownAround> {
  const answer = await namesAround(deps, colleague, { person: request.ofPerson, request: request.id }, everyRecordType)
  if (!answer.ok) return answer
  const isOwn = ({ part }: NameAround) => part === 'self'
  return {
    ok: true,
    requester: answer.names.filter(isOwn).flatMap(linesOf),
    known: answer.names.filter((name) => !isOwn(name)).flatMap(linesOf),
  }
}

/** The names and homes that somebody is searched for by, each once. */
export function identifiersOf({ requester }: Extract<KnownAround, { readonly ok: true }>): readonly string[] {
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

const titles = /^(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev)\.?$/i

/** “Mrs Ada May Pike” is Ada, May and Pike. One word alone is a first name. */
export function namesFrom(fullName: string): KnownPerson['names'] {
  const words = fullName.split(/\s+/).filter((word) => word !== '' && !titles.test(word))
  const [first = '', ...rest] = words
  const last = rest.at(-1) ?? ''
  const middle = rest.slice(0, -1).join(' ')
  return { first, last, ...(middle === '' ? {} : { middle }) }
}

function homeFrom(address: string | null, postcode: string | null): Pick<KnownPerson, 'home'> {
  const found = /^\s*((?:flat\s+)?\d+\w?)[\s,]+(.+)$/i.exec(address ?? '')
  const [, number, street] = found ?? []
  return number === undefined || street === undefined || postcode === null ? {} : { home: { number, street, postcode } }
}
