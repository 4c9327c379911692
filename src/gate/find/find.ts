import { randomUUID } from 'node:crypto'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { editionCircumstances } from '#facts/gather.ts'
import { type Activity, activities, type Category } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, type Colleague, entryOf, judge } from '../judge.ts'

/** Just enough to tell people apart, and nothing else about them. */
export type Found = { readonly person: string; readonly name: string; readonly bornIn: string | null; readonly home: string | null }
export type FindAnswer = Answer<{ readonly people: readonly Found[]; readonly more: boolean }>

/** At most this many people are shown for a search: if there are more, the words are too few. */
const most = 20

type Way = { readonly category: Category; readonly acts: readonly ('view' | 'use')[]; readonly sql: string }

/**
 * Each way of finding a person: the category it looks into, what the colleague must be allowed to do with it, and its SQL ($1: the words;
 * $2: the words without spaces and punctuation). A number must match whole, however it is written, and is never shown, so a permission to
 * use it is enough. Homes are matched by likeness, and are shown.
 */
const ways: readonly Way[] = [
  {
    category: 'personal-details',
    acts: ['view'],
    sql: `select p.id, word_similarity(lower($1), person_name(p.first_name, p.middle_name, p.last_name, p.preferred_name)) as near
      from person p where lower($1) <% person_name(p.first_name, p.middle_name, p.last_name, p.preferred_name)`,
  },
  {
    category: 'contact-details',
    acts: ['view', 'use'],
    sql: `select c.person_id as id, 1.0 as near from contact_detail c
      where length($2) >= 5 and regexp_replace(lower(c.value), '[^a-z0-9@.]', '', 'g') = $2
      union all
      select c.person_id as id, 1.0 as near from contact_detail c where telephone_numbers(c.value) && telephone_numbers($1)`,
  },
  {
    category: 'tenure',
    acts: ['view'],
    sql: `select m.person_id as id, 1.0 as near from tenure t join member_of m on m.tenure_id = t.id where lower(t.payment_reference) = $2
      union all
      select m.person_id as id, word_similarity(lower($1), lower(a.address || ' ' || coalesce(a.postcode, ''))) as near
      from asset a join tenure t on t.asset_id = a.id join member_of m on m.tenure_id = t.id
      where length($2) >= 4 and lower($1) <% lower(a.address || ' ' || coalesce(a.postcode, ''))`,
  },
]

const names: Pick<Way, 'acts' | 'category'> = { category: 'personal-details', acts: ['view'] }

/**
 * The activity for which a colleague searches: the one of theirs that allows most ways of searching before anybody's identity is checked,
 * such as the identity check itself. If none does, the activity that most contact begins with, whose refusal says why not.
 */
export function findingActivity(deps: Pick<GateDeps, 'inForce' | 'clock'>, colleague: Colleague): Activity {
  const openWays = (activity: Activity): number => {
    const access = accessFor(deps, colleague, activity)
    return isOpen(access, names) ? ways.filter((way) => isOpen(access, way)).length : 0
  }
  let best: { readonly activity: Activity; readonly openWays: number } = { activity: 'contact-handling', openWays: 0 }
  for (const { id } of deps.inForce().released.edition.activities) {
    // No pages belong to an activity that only this landlord has.
    const activity = activities.find((known) => known === id)
    const candidate = activity === undefined ? undefined : { activity, openWays: openWays(activity) }
    if (candidate !== undefined && candidate.openWays > best.openWays) best = candidate
  }
  return best.activity
}

/**
 * Finds people by name, address, telephone number, e-mail address or payment reference, and allows for spelling mistakes. It looks only
 * into what the activity opens to the colleague before an identity check. The search and each person in its result are recorded; what was
 * typed is not.
 */
export async function find(deps: GateDeps, colleague: Colleague, activity: Activity, words: string): Promise<FindAnswer> {
  const squeezed = words.toLowerCase().replace(/[^a-z0-9@.]/g, '')
  const values = [words.trim().slice(0, 200), squeezed]
  return lookUp(deps, accessFor(deps, colleague, activity), { ways, types: ['text', 'text'], values })
}

/** Where a search for this activity would not look, because the notice closes it to the colleague. */
export function closedToFinding(deps: Pick<GateDeps, 'inForce' | 'clock'>, colleague: Colleague, activity: Activity): readonly Category[] {
  const access = accessFor(deps, colleague, activity)
  return ways.filter((way) => !isOpen(access, way)).map(({ category }) => category)
}

const known: Way = { category: 'personal-details', acts: ['view'], sql: 'select unnest($1) as id, 1.0 as near' }

/**
 * Who may be calling: the names of the people that the ringing number belongs to, for colleagues who may use numbers in this way (TC1).
 * This opens no record: what needs an identity check stays closed until there was one.
 */
export async function offerByNumber(deps: GateDeps, colleague: Colleague, people: readonly string[]): Promise<FindAnswer> {
  const access = accessFor(deps, colleague, 'contact-handling')
  const numbers = judge(access, 'use', 'calling-line-identity')
  await deps.record([{ ...entryOf(access, 'search', 'use', numbers, 'person', ['calling-line-identity']), subject: null }])
  if (numbers.decision.outcome !== 'permitted') return refusedBy(numbers.decision)
  const activity = findingActivity(deps, colleague)
  return lookUp(deps, accessFor(deps, colleague, activity), { ways: [known], types: ['uuid[]'], values: [people] })
}

/** `types`: the type of each value. Not every allowed way takes every value. */
type By = { readonly ways: readonly Way[]; readonly types: readonly string[]; readonly values: readonly unknown[] }

async function lookUp(deps: GateDeps, access: AccessContext, by: By): Promise<FindAnswer> {
  const named = judge(access, 'view', 'personal-details')
  const homesShown = ways.some((way) => way.category === 'tenure' && isOpen(access, way))
  const shown: readonly Category[] = homesShown ? ['personal-details', 'tenure'] : ['personal-details']
  const { subject: _, ...evidence } = entryOf(access, 'search', 'view', named, 'person', shown)
  if (named.decision.outcome !== 'permitted') {
    await deps.record([{ ...evidence, subjects: [] }])
    return refusedBy(named.decision)
  }
  const role = roleName(deps.database.schema, 'activity', access.asked.activity)
  const allowed = { ...by, ways: by.ways.filter((way) => isOpen(access, way)) }
  const rows = await deps.database.once<Row>(role, searchText(allowed, homesShown), by.values)
  const people = rows.slice(0, most).map(asFound)
  // Whoever is shown in a list was looked at, and can be told so.
  await deps.record([{ ...evidence, subjects: people.map(({ person }) => person), detail: { ...evidence.detail, found: people.length } }])
  return { ok: true, people, more: rows.length > most }
}

/** Callers have to be found before their identity can be checked, so there is no open record and no contact yet. */
function accessFor(deps: Pick<GateDeps, 'inForce' | 'clock'>, colleague: Colleague, activity: Activity): AccessContext {
  const { released, decide } = deps.inForce()
  const circumstances = new Set(editionCircumstances(released, activity, dateIn(deps.clock())))
  const relationships = released.edition.activities.find((entry) => entry.id === activity)?.relationships ?? []
  const asked = { activity, person: randomUUID(), because: 'check' } as const
  return { colleague, asked, released, decide, circumstances, relationships, crowd: true }
}

function isOpen(access: AccessContext, { acts, category }: Pick<Way, 'acts' | 'category'>): boolean {
  return acts.some((act) => judge(access, act, category).decision.outcome === 'permitted')
}

function searchText({ ways: allowed, types }: By, homesShown: boolean): string {
  const home = homesShown
    ? `(select a.address from member_of m join tenure t on t.id = m.tenure_id join asset a on a.id = t.asset_id
        where m.person_id = p.id order by t.ended_on desc nulls first, t.started_on desc limit 1)`
    : 'null'
  return `with asked as (select ${types.map((type, at) => `$${at + 1}::${type}`).join(', ')}),
    hit as (${allowed.map((way) => way.sql).join(' union all ')}),
    best as (select id, max(near) as near from hit where id is not null group by id order by near desc, id limit ${most + 1})
    select p.id, concat_ws(' ', p.title, p.first_name, p.last_name) as name, to_char(p.date_of_birth, 'YYYY') as born_in, ${home} as home
    from best join person p on p.id = best.id order by best.near desc, p.last_name, p.id`
}

function asFound(row: Row): Found {
  const text = (name: string): string | null => (typeof row[name] === 'string' && row[name] !== '' ? row[name] : null)
  return { person: text('id') ?? '', name: text('name') ?? 'No name held', bornIn: text('born_in'), home: text('home') }
}
