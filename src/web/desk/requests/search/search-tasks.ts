import { titleOf } from '#duties/rights/search/places.ts'
import { knownPlaces } from '#gate/find/known-requests.ts'
import type { DeskDeps } from '../../kit.ts'
import type { TaskNames, TaskWays } from '../../tasks/tasks.tsx'
import { requestsAt } from '../request-words.ts'

export const searchTasks: TaskWays = {
  'system-search': (row) => ({ href: `${requestsAt}/places/${row}`, text: 'Open the search and ask again' }),
}

/** Which system, and for which request: several wait at the same time. */
async function systemAndRequest({ gateDeps, editions }: DeskDeps, rows: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { edition } = editions.current()
  const asked = await knownPlaces(gateDeps, rows)
  return new Map([...asked].map(([row, { place, reference }]) => [row, `${titleOf(edition, place)}, for request ${reference}`]))
}

export const searchTaskNames: TaskNames = { 'system-search': systemAndRequest, 'search-escalated': systemAndRequest }
