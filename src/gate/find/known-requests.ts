import { roleName } from '#store/role-names.ts'
import type { GateDeps } from '../deps.ts'

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

/** Which place was asked for which request, by the id of what it answered. Reads no content. */
export async function knownPlaces(
  { database }: Pick<GateDeps, 'database'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly place: string; readonly request: string; readonly reference: string }>> {
  const text = `select s.id, s.place, r.id as request, r.reference from rights_search s join rights_request r on r.id = s.rights_request_id
    where s.id = any($1)`
  type Row = { id: string; place: string; request: string; reference: string }
  const rows = await database.once<Row>(roleName(database.schema, 'facts'), text, [ids])
  return new Map(rows.map(({ id, place, request, reference }) => [id, { place, request, reference }]))
}
