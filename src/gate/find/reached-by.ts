import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import { type AccessContext, entryOf, judge } from '../judge.ts'
import type { RecordType } from '../record-type.ts'

/** A number or address of more people than this is not somebody's own: a colleague finds out whom it is about. */
const mostPeople = 20

/**
 * The people on file who are reached by one of these addresses or numbers, as whole and not in part: for what somebody asks about themselves where no
 * colleague acts. Permitted where contact details may be used for the activity. Whom it found is on record, and nobody is shown it.
 */
export async function reachedBy(
  deps: Pick<GateDeps, 'database' | 'record'>,
  access: AccessContext,
  type: RecordType,
  contacts: readonly string[],
): Promise<Answer<{ readonly people: readonly string[] }>> {
  const judgement = judge(access, 'use', 'contact-details')
  const { subject: _, ...evidence } = entryOf(access, 'search', 'use', judgement, type.name, ['contact-details'])
  if (judgement.decision.outcome !== 'permitted') {
    await deps.record([{ ...evidence, subjects: [] }])
    return refusedBy(judgement.decision)
  }
  const found = new Set<string>()
  for (const contact of contacts) for (const person of await peopleAt(deps, access, type, contact)) found.add(person)
  const people = [...found]
  await deps.record([{ ...evidence, subjects: people, detail: { ...evidence.detail, found: people.length } }])
  return { ok: true, people }
}

async function peopleAt(
  { database }: Pick<GateDeps, 'database'>,
  { asked }: AccessContext,
  type: RecordType,
  contact: string,
): Promise<readonly string[]> {
  const squeezed = contact.toLowerCase().replace(/[^a-z0-9@.]/g, '')
  // Signs tell mailboxes apart: `a-b@` and `ab@` are two people's.
  const email = contact.includes('@') ? contact.trim().toLowerCase() : null
  const text = `select person_id as id from ${tableOf(type)} where length($2) >= 5 and regexp_replace(lower(value), '[^a-z0-9@.]', '', 'g') = $2
      and ($3::text is null or lower(btrim(value)) = $3)
    union select person_id from ${tableOf(type)} where telephone_numbers(value) && telephone_numbers($1) limit ${mostPeople + 1}`
  const role = roleName(database.schema, 'activity', asked.activity)
  const rows = await database.once<{ id: string }>(role, text, [contact, squeezed, email])
  return rows.length > mostPeople ? [] : rows.map(({ id }) => id)
}
