import type { Answer } from '#decisions/done-or-refused.ts'
import type { Opened } from '#gate/opened.ts'
import type { Edition } from '#notice/edition.ts'
import { rightsSearch, rightsSearches } from '#records/rights-search/rights-search.ts'
import { wordOf } from '#records/words-of.ts'

const ofSystem = 'system:'

/** What other systems answered that were asked for the request, a line each, as the letter tells it. Other places are told with the copy itself. */
export async function outsideSearched(
  opened: Opened<'rights-requests'>,
  { systems }: Pick<Edition, 'systems'>,
): Promise<Answer<{ readonly lines: readonly string[] }>> {
  const answer = await opened.read(rightsSearches)
  if (!answer.ok) return answer
  const lines = systems.flatMap(({ id, name }) => {
    const row = answer.rows.find(({ place }) => place === `${ofSystem}${id}`)
    if (row === undefined) return []
    if (row.answer === null) return [`${name}: has not answered yet`]
    const found = row.answer === 'found' && row.found !== null ? ` (${row.found})` : ''
    return [`${name}: ${wordOf(rightsSearch.fields.answer, row.answer).toLowerCase()}${found}`]
  })
  return { ok: true, lines }
}
