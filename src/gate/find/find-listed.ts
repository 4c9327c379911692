import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { Category } from '#notice/vocabulary.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { GateDeps } from '../deps.ts'
import { type Colleague, entryOf, judge } from '../judge.ts'
import { aroundContext } from './people-around.ts'

/** Somebody who is named in a household and has no record of their own. */
export type Listed = { readonly id: string; readonly name: string; readonly home: string | null }

/** At most this many are answered: if there are more, the names are too few. */
const most = 20
const needed: readonly Category[] = ['household', 'tenure']

/**
 * The members of households without a record of their own who have one of these names, or one like it. It is for somebody who asks for a copy and is not
 * on file. One row of evidence tells of it, about the request; the names that were looked for are not in it.
 */
export async function findListed(
  deps: GateDeps,
  colleague: Colleague,
  { request, names }: { readonly request: string; readonly names: readonly string[] },
): Promise<Answer<{ readonly listed: readonly Listed[]; readonly more: boolean }>> {
  const access = await aroundContext(deps, colleague, request)
  const judgements = needed.map((category) => judge(access, 'view', category))
  const refused = judgements.find(({ decision }) => decision.outcome !== 'permitted')
  const judgement = refused ?? judge(access, 'view', 'household')
  const entry = { ...entryOf(access, 'search', 'view', judgement, 'household-member', needed), subject: request }
  if (judgement.decision.outcome !== 'permitted') {
    await deps.record([entry])
    return refusedBy(judgement.decision)
  }
  const role = roleName(deps.database.schema, 'activity', access.asked.activity)
  const rows = await deps.database.once<Row>(role, { name: 'find-listed', text }, [names])
  const listed = rows
    .slice(0, most)
    .map(({ id, name, home }) => ({ id: String(id), name: String(name), home: home === null ? null : String(home) }))
  await deps.record([{ ...entry, detail: { ...entry.detail, found: listed.length } }])
  return { ok: true, listed, more: rows.length > most }
}

const text = `select h.id, h.full_name as name, concat_ws(', ', a.address, a.postcode) as home
  from household_member h left join tenure t on t.id = h.tenure_id left join asset a on a.id = t.asset_id
  where h.person_id is null and exists (select from unnest($1::text[]) n where lower(n) <% lower(h.full_name))
  order by h.full_name, h.id limit ${most + 1}`
