import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { factsGatherer } from '#facts/gather.ts'
import type { Category } from '#notice/vocabulary.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { columnOf, tableOf, toldSql } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import { whatHolds } from '../gate.ts'
import { type AccessContext, type Colleague, entryOf, judge } from '../judge.ts'
import { serves } from '../purpose.ts'
import type { RecordType } from '../record-type.ts'

/** Whose surroundings are asked for, and the request that asks. */
export type AroundAsked = { readonly person: string; readonly request: string }

/** A name that the records hold near somebody, and what they are to each other. `fullName` is null where only the parts are held. */
export type NameAround = {
  readonly id: string
  readonly part: 'self' | 'household' | 'home' | 'neighbour' | 'colleague'
  readonly first: string | null
  readonly middle: string | null
  readonly last: string | null
  readonly known: string | null
  readonly fullName: string | null
  readonly address: string | null
  readonly postcode: string | null
}

/** More names than any home, street and team have. */
const most = 1000
/** What the names are taken from. All of it must be open to the colleague, or none is told. */
const needed: readonly Category[] = ['personal-details', 'household', 'tenure']

/**
 * The names of the people around somebody who asks for a copy of their data: their household in every tenure, whoever lived at the same home, whoever
 * lives or lived at the same postcode while they did, and colleagues whom their own records name. Nobody’s record is opened, and nothing but names and
 * homes is read. One row of evidence tells of it, about the request.
 */
export async function namesAround(
  deps: GateDeps,
  colleague: Colleague,
  { person, request }: AroundAsked,
  types: readonly RecordType[],
): Promise<Answer<{ readonly names: readonly NameAround[] }>> {
  const access = await aroundContext(deps, colleague, person)
  const judgements = needed.map((category) => judge(access, 'view', category))
  const refused = judgements.find(({ decision }) => decision.outcome !== 'permitted')

  const judgement = refused ?? judge(access, 'view', 'personal-details')
  const entry = { ...entryOf(access, 'search', 'view', judgement, 'person', needed), subject: request }
  if (judgement.decision.outcome !== 'permitted') {
    await deps.record([entry])
    return refusedBy(judgement.decision)
  }
  const role = roleName(deps.database.schema, 'activity', access.asked.activity)
  const open = types.filter(({ category }) => judge(access, 'view', category).decision.outcome === 'permitted')
  const [people, colleagues] = await Promise.all([
    deps.database.once<NameAround & Row>(role, { name: 'people-around', text: peopleText }, [person]),
    deps.database.once<NameAround & Row>(role, colleaguesText(open), [person]),
  ])
  const names = [...people, ...colleagues]
  await deps.record([{ ...entry, detail: { ...entry.detail, found: names.length } }])
  return { ok: true, names }
}

/** What an answer about the surroundings of somebody who asks for a copy depends on. */
export async function aroundContext(deps: GateDeps, colleague: Colleague, person: string): Promise<AccessContext> {
  const { released, decide } = deps.inForce()
  const now = deps.clock()
  const asked = { person, activity: 'rights-requests', because: 'rights-request' } as const
  const facts = await factsGatherer(deps.database)(released, { person, activity: asked.activity, colleague: colleague.id, now })
  return { colleague, asked, released, decide, ...whatHolds(facts, asked, released, now) }
}

const peopleText = `with lived as (select t.id, t.asset_id, t.started_on, t.ended_on, a.postcode
      from member_of m join tenure t on t.id = m.tenure_id left join asset a on a.id = t.asset_id where m.person_id = $1),
    near as (
      select id, asset_id, 'household' as part from lived
      union all
      (select distinct on (o.id) o.id, o.asset_id, case when o.asset_id = l.asset_id then 'home' else 'neighbour' end
      from lived l join asset b on b.id = l.asset_id or b.postcode = l.postcode join tenure o on o.asset_id = b.id
      where o.id not in (select id from lived)
        and (o.asset_id = l.asset_id or (o.ended_on >= l.started_on and l.ended_on >= o.started_on) is not false)
      order by o.id, o.asset_id = l.asset_id desc))
  select coalesce(h.person_id, h.id) as id, case when h.person_id = $1 then 'self' else n.part end as part, p.first_name as first,
    p.middle_name as middle, p.last_name as last, p.preferred_name as known, h.full_name as "fullName", a.address, a.postcode
  from near n join household_member h on h.tenure_id = n.id left join person p on p.id = h.person_id left join asset a on a.id = n.asset_id
  where not (n.part <> 'household' and h.person_id is not distinct from $1)
  union
  select id, 'self', first_name, middle_name, last_name, preferred_name, null, null, null from person where id = $1
  order by 2, 1, 7 limit ${most}`

/** The colleagues whom the person’s own items name as having written, taken or decided something; of items that the person is not told of, nobody. */
function colleaguesText(types: readonly RecordType[]): string {
  const columns = types.filter((type) => type.tie.searched === 'by-person' && serves(type, 'rights-requests')).flatMap(columnsOfColleagues)
  const none = 'select null::text as name where false and $1::uuid is null'
  const named = columns.map(
    ({ column, type }) => `select ${column} as name from ${tableOf(type)} t where ${type.tie.reached}${toldSql(type)}`,
  )
  return `select md5(name)::uuid::text as id, 'colleague' as part, null as first, null as middle, null as last, null as known,
    name as "fullName", null as address, null as postcode
    from (${[none, ...named].join(' union ')}) names where name is not null and name <> '' order by name limit ${most}`
}

function columnsOfColleagues(type: RecordType) {
  return Object.entries(type.fields)
    .filter(([, { limits, owner, category }]) => limits.plain === 'colleague' && owner !== 'machine' && category === type.category)
    .map(([name]) => ({ type, column: columnOf(name) }))
}
