import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { rightsContacts, rightsRequesters } from '#records/rights-request/rights-request.ts'
import type { KnownPerson } from '../../passages/passage.ts'
import type { NamedRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { homeFrom, namesFrom } from './names-from.ts'

/** What somebody who is not on file gave to be found by. */
export type Given = { readonly names: readonly string[]; readonly homes: readonly string[]; readonly numbers: readonly string[] }

export async function givenIn(
  { gate }: Pick<RightsDeps, 'gate'>,
  colleague: Colleague,
  { id }: Pick<NamedRequest, 'id'>,
): Promise<Answer<{ readonly given: Given }>> {
  const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: id })
  if (!opened.ok) return opened
  const [names, contacts] = await Promise.all([opened.read(rightsRequesters, id), opened.read(rightsContacts, id)])
  if (!names.ok) return names
  if (!contacts.ok) return contacts
  const [{ name = null, otherNames = null } = {}] = names.rows
  const [{ homesGiven = null, numbersGiven = null } = {}] = contacts.rows
  return { ok: true, given: { names: [...lines(name), ...each(otherNames)], homes: lines(homesGiven), numbers: each(numbersGiven) } }
}

/** Names and numbers stand each on a line, or between commas. */
function each(typed: string | null): readonly string[] {
  return (typed ?? '').split(/[\n,;]/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
}

function lines(typed: string | null): readonly string[] {
  return (typed ?? '').split('\n').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
}

const postcode = /\b([a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2})\s*$/i

/** The same as a search of texts takes it: a line for each name, and for each home with the first of them. */
export function asKnown(id: string, { names, homes, numbers }: Given): readonly KnownPerson[] {
  const called = names.map((name) => ({ id, part: 'other', names: namesFrom(name) }) as const)
  const [first] = called
  if (first === undefined) return []
  const [emails, telephones] = [numbers.filter((each) => each.includes('@')), numbers.filter((each) => !each.includes('@'))]
  const reached = called.map((line) => ({ ...line, emails, numbers: telephones }))
  return [...reached, ...homes.map((home) => ({ ...first, ...homeFrom(home, postcode.exec(home)?.[1] ?? null) }))]
}

/** What was searched for, each once. */
export function asIdentifiers({ names, homes, numbers }: Given): readonly string[] {
  return [...new Set([...names, ...homes, ...numbers])]
}
