import { roleName } from '#store/role-names.ts'
import type { GateDeps } from './deps.ts'

/** The request that a place was searched for; undefined where there is no place of this id. */
export async function knownRequestOf({ database }: Pick<GateDeps, 'database'>, place: string): Promise<string | undefined> {
  const text = 'select rights_request_id as request from rights_search where id = $1'
  const [row] = await database.once<{ request: string }>(roleName(database.schema, 'sweeper'), text, [place])
  return row?.request
}

/** The requests about any of these people’s data, as the role that sees no content. */
export async function knownRequestsOf({ database }: Pick<GateDeps, 'database'>, people: readonly string[]): Promise<readonly string[]> {
  if (people.length === 0) return []
  const text = 'select rights_request_id as request from request_of where person_id = any($1) order by 1'
  const rows = await database.once<{ request: string }>(roleName(database.schema, 'sweeper'), text, [people])
  return rows.map(({ request }) => request)
}

/** The places that were searched for these requests, each with its request. Reads ids alone. */
export async function knownPlacesOf(
  { database }: Pick<GateDeps, 'database'>,
  requests: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const text = 'select id, rights_request_id as request from rights_search where rights_request_id = any($1)'
  const rows = await database.once<{ id: string; request: string }>(roleName(database.schema, 'sweeper'), text, [requests])
  return new Map(rows.map(({ id, request }) => [id, request]))
}
