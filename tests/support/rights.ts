import type { RightsDeps } from '#duties/rights/requests.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import type { Colleague } from '#gate/judge.ts'

/** Searches our own places for a request, and answers for everybody else who was asked that nothing is held. */
export async function searchedEverywhere(deps: RightsDeps, officer: Colleague, request: string): Promise<void> {
  const search = rightsSearchOf(deps)
  const ran = await search.now(officer, request)
  const look = await search.look(officer, request)
  if (!ran.ok || !look.ok) throw new Error('it could not be searched')
  const nothing = { answer: 'nothing-held', found: 0, words: 'Looked by name and address.', isSilent: null } as const
  for (const { row } of look.lacking) {
    if (row === null) throw new Error('a place was not asked')
    const answered = await search.answer(officer, request, { item: row.id, version: row.version }, nothing)
    if (!answered.ok) throw new Error(`not answered: ${answered.why}`)
  }
}
