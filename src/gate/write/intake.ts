import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { evidenceOfChanged } from '#evidence/append.ts'
import { editionCircumstances } from '#facts/gather.ts'
import { rolesFor } from '#notice/grants-of.ts'
import type { Activity, Category, Source } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { Fields } from '../field.ts'
import { type AccessContext, entryOf, judgeFor, type SystemActor } from '../judge.ts'
import { readRows } from '../read/read-rows.ts'
import { columnTypes } from '../read/statements.ts'
import type { RecordPart } from '../record-part.ts'
import type { RecordType } from '../record-type.ts'
import { judgedFrom } from './source.ts'
import { type NewItem, rowOf } from './store-row.ts'

/** `row`: the part asked back, as it is stored now. If the form was sent twice, it is that of the first. */
export type IntakeAnswer<Shape> = Answer<{ readonly row: Shape }>

/**
 * Takes in what somebody sends from the public site, where no colleague acts. It is permitted if the notice lets some colleague collect
 * such items for the activity. However often it is sent, it is stored once, with one row of evidence, in one statement.
 */
export async function takeFromSite<F extends Fields, Shape>(
  deps: GateDeps,
  activity: Activity,
  type: RecordType<F>,
  item: NewItem<F>,
  back: RecordPart<Category, Shape>,
): Promise<IntakeAnswer<Shape>> {
  const access = siteAccess(deps, activity, item.id, 'collect')
  const given: Readonly<Record<string, unknown>> = item.values
  const filled = Object.keys(type.fields).filter((name) => given[name] !== undefined && given[name] !== null)
  const categories = categoriesFilled(type, filled)
  for (const category of categories) {
    const judgement = judgedFrom(access, 'collect', { type, category }, item)
    if (judgement.decision.outcome === 'permitted') continue
    await deps.record([{ ...entryOf(access, 'change', 'collect', judgement, type.name, [category]), subject: null }])
    return refusedBy(judgement.decision)
  }
  const judged = entryOf(access, 'change', 'collect', judgeFor(access, 'collect', type, type.category), type.name, categories)
  const evidence = { ...judged, detail: { source: item.source } }
  const row = await rowOf(deps, { activity, edition: access.released.hash, person: null }, type, item)
  const columns = [...columnTypes(type).keys()].filter((column) => row[column] !== null && row[column] !== undefined)
  const recorded = evidenceOfChanged(columns.length + 1, evidence, 'stored')
  const text = `with stored as (insert into ${tableOf(type)} (${columns.join(', ')})
      values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) on conflict (id) do nothing returning id),
    ${recorded.recorded} select 1 where ${recorded.whole}`
  const values = [...columns.map((column) => row[column]), recorded.value]
  await deps.database.once(roleName(deps.database.schema, 'activity', activity), text, values)
  const { items } = await readRows(deps, activity, back, { scope: 'item', values: [item.id, item.id] }, [activity])
  const [stored] = items
  if (stored === undefined) throw new Fault('not-kept', `a new \`${type.name}\` could not be kept`)
  return { ok: true, row: stored.row }
}

/**
 * Whether the public site could take in an item with these fields. Asked before a form is shown, so that nobody fills in a form that would
 * be refused. Nothing is recorded, since nobody's data is involved.
 */
export function mayTakeFromSite(
  deps: Pick<GateDeps, 'inForce' | 'clock'>,
  activity: Activity,
  type: RecordType,
  coming: { readonly filled: readonly string[]; readonly source: Source },
): boolean {
  const access = siteAccess(deps, activity, nobody, 'collect')
  return categoriesFilled(type, coming.filled).every(
    (category) => judgedFrom(access, 'collect', { type, category }, coming).decision.outcome === 'permitted',
  )
}

const nobody = '00000000-0000-0000-0000-000000000000'

function categoriesFilled(type: RecordType, filled: readonly string[]): readonly Category[] {
  return [...new Set([type.category, ...filled.flatMap((name) => type.fields[name]?.category ?? [])])]
}

/** The site, or another part of the system, acts in every role that may do this for the activity. No person's circumstances can widen it. */
export function siteAccess(
  deps: Pick<GateDeps, 'inForce' | 'clock'>,
  activity: Activity,
  person: string,
  act: 'collect' | 'use',
  system: SystemActor = { name: 'website' },
): AccessContext {
  const { released, decide } = deps.inForce()
  const entry = released.edition.activities.find((candidate) => candidate.id === activity)
  const colleague = { id: system.name, name: system.name, team: system.name, roles: rolesFor(released.edition, activity, act) }
  const circumstances = new Set(editionCircumstances(released, activity, dateIn(deps.clock())))
  const asked = { activity, person, because: system.name === 'website' ? 'letter' : 'check' } as const
  return { colleague, system, asked, released, decide, circumstances, relationships: entry?.relationships.slice(0, 1) ?? [] }
}
