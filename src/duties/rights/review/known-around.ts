import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { household } from '#records/household-member/household-member.ts'
import { personalDetails } from '#records/person/person.ts'
import { rightsRequesters } from '#records/rights-request/rights-request.ts'
import { openForCopy } from '../../subject-access/gather.ts'
import type { IdentifiedRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import type { KnownPerson } from './finder.ts'

type Around = { readonly requester: readonly KnownPerson[]; readonly known: readonly KnownPerson[] }

/** The people around a request: whoever it is about, under each name that is known of them, and their household. */
export async function peopleAround(deps: RightsDeps, colleague: Colleague, request: IdentifiedRequest): Promise<Answer<Around>> {
  const [theirs, asked] = await Promise.all([
    openForCopy(deps.gate, colleague, request.ofPerson),
    deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request.id }),
  ])
  if (!theirs.ok) return theirs
  if (!asked.ok) return asked
  const [selves, members, requesters] = await Promise.all([
    theirs.read(personalDetails),
    theirs.read(household),
    asked.read(rightsRequesters, request.id),
  ])
  if (!selves.ok) return selves
  if (!members.ok) return members
  const others = requesters.ok ? requesters.rows.flatMap(({ otherNames }) => otherNames?.split(/[,;\n]/) ?? []) : []
  return {
    ok: true,
    requester: [
      ...selves.rows.map(({ id, firstName, middleName, lastName, preferredName }) => ({
        id,
        names: { first: firstName ?? '', middle: middleName ?? '', last: lastName ?? '', knownAs: preferredName ?? '' },
        part: 'household' as const,
      })),
      ...others.map((name) => named(request.ofPerson, name)),
    ],
    known: members.rows.flatMap(({ id, personId, fullName }) => (personId === request.ofPerson ? [] : [named(personId ?? id, fullName)])),
  }
}

/** A name written as one: its last word is taken for the last name. */
function named(id: string, whole: string): KnownPerson {
  const words = whole.trim().split(/\s+/)
  return { id, names: { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' }, part: 'household' }
}
