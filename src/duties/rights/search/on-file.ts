import type { Answer } from '#decisions/done-or-refused.ts'
import { askForFootage } from '#duties/subject-access/footage-request.ts'
import { openForCopy } from '#duties/subject-access/gather.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { footage } from '#records/footage/footage.ts'
import type { IdentifiedRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import type { Written } from './asked.ts'
import { searchLooks } from './looks.ts'
import { searchOthers } from './others.ts'
import { searchOwnPlaces } from './own-places.ts'

/** What our own places answered: without an answer where a colleague has to look first. `toDecide`: looks that are decided one by one. */
export type OwnSearch = {
  readonly own: readonly Required<Pick<Written, 'place' | 'answer' | 'found' | 'words'>>[]
  readonly toDecide: readonly { readonly place: string; readonly words: string }[]
}

/** Searches every place of our own for what is held about a person on file. */
export async function searchOnFile(
  deps: RightsDeps,
  colleague: Colleague,
  opened: Opened<'rights-requests'>,
  request: IdentifiedRequest,
): Promise<Answer<OwnSearch>> {
  const theirs = await openForCopy(deps.gate, colleague, request.ofPerson)
  if (!theirs.ok) return theirs
  const own = await searchOwnPlaces(deps, theirs, request.id)
  const { evidence, toDecide } = await searchLooks(deps, theirs)
  const others = await searchOthers(deps, colleague, opened, request)
  if (!others.ok) return others
  if (own.some(({ place, found }) => place === 'footage' && found > 0))
    await askForFootage(deps, request.ofPerson, [{ type: footage.name }])
  return { ok: true, own: [...own, evidence, others.own], toDecide }
}
