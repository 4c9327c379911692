import { randomUUID } from 'node:crypto'
import type { GateDeps } from '#gate/deps.ts'
import { type Batch, collectMany } from '#gate/write/collect-many.ts'
import { asset } from '#records/asset/asset.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { person } from '#records/person/person.ts'
import { tenure } from '#records/tenure/tenure.ts'

/** The account that collects under `tenancy-management`, in all of these benchmarks. */
export const officer = { id: 'bench', name: 'Bench', team: 'Bench', roles: ['housing-officer'] } as const
const activity = 'tenancy-management'
const collectedAt = Temporal.Instant.from('2026-06-01T09:00:00Z')
const clockFrom = Temporal.PlainDate.from('2026-06-01')
const firstNames = ['Amina', 'Bryn', 'Carys', 'Dele', 'Elif', 'Farah', 'Gwen', 'Hamid', 'Iona', 'Jakub']
const lastNames = ['Adeyemi', 'Baker', 'Chaudhry', 'Davies', 'Evans', 'Fernandes', 'Green', 'Hussain', 'Iqbal', 'Jones']

/** A tenant with a home, a tenancy, a membership of its household and two ways to be reached. */
export function inventTenant(number: number): { readonly person: string; readonly batches: readonly Batch[] } {
  const ids = { person: randomUUID(), asset: randomUUID(), tenure: randomUUID() }
  const name = { first: firstNames[number % 10] ?? '', last: `${lastNames[Math.floor(number / 10) % 10] ?? ''}${number}` }
  const came = { collectedAt, clockFrom: null }
  const own = { ...came, person: ids.person }
  const batch = (type: Batch['type'], ...items: Batch['items']): Batch => ({ type, source: 'own-systems', items })
  return {
    person: ids.person,
    batches: [
      batch(person, { ...own, id: ids.person, values: { firstName: name.first, lastName: name.last, dateOfBirth: '1981-03-04' } }),
      batch(asset, {
        ...came,
        person: null,
        id: ids.asset,
        values: { assetType: 'Dwelling', address: `${number} Alder Court`, postcode: 'EX5 2FZ' },
      }),
      batch(tenure, {
        ...came,
        person: null,
        id: ids.tenure,
        values: { assetId: ids.asset, tenureType: 'Secure', paymentReference: `P${number}`, startedOn: '2010-04-01' },
      }),
      batch(householdMember, {
        ...own,
        tenure: ids.tenure,
        id: randomUUID(),
        values: { fullName: `${name.first} ${name.last}`, isResponsible: true },
      }),
      batch(
        contactDetail,
        { ...own, id: randomUUID(), values: { contactType: 'phone', subType: 'mobile', value: `07700 ${900_000 + number}` } },
        { ...own, id: randomUUID(), values: { contactType: 'email', value: `${name.first}.${number}@example.org`.toLowerCase() } },
      ),
    ],
  }
}

/** The sealed part of a contact-log item: about 200 bytes of words. */
export const sealedWords = {
  topic: 'repairs',
  summary: 'The kitchen tap has been dripping since Tuesday; an appointment was offered for the morning and taken. '.repeat(2),
  promised: null,
}

/** One contact-log item, the benchmarks' record. */
export function inventContact(about: string): Batch['items'][number] {
  return {
    id: randomUUID(),
    person: about,
    collectedAt,
    clockFrom,
    values: {
      happenedAt: '2026-06-01T09:00:00Z',
      channel: 'telephone',
      direction: 'in',
      ...sealedWords,
      takenBy: 'Dee Marsh',
    },
  }
}

/** The batches of many tenants, type by type in the order in which rows refer to one another. */
export function joined(many: readonly (readonly Batch[])[]): readonly Batch[] {
  const byType = new Map<string, Batch>()
  for (const batch of many.flat()) {
    const before = byType.get(batch.type.name)
    byType.set(batch.type.name, before === undefined ? batch : { ...before, items: before.items.concat(batch.items) })
  }
  return [...byType.values()]
}

export async function store(deps: GateDeps, batches: readonly Batch[]): Promise<void> {
  const answer = await collectMany(deps, officer, activity, batches)
  if (!answer.ok) throw new Error(`the notice does not let the benchmark collect ${answer.type}`)
}

/** Stores tenants with contacts through the gate, as an import does. Answers their ids. */
export async function fill(deps: GateDeps, tenants: number, contactsEach: number): Promise<readonly string[]> {
  const people: string[] = []
  for (let first = 0; first < tenants; first += 250) {
    const some = Array.from({ length: Math.min(250, tenants - first) }, (_, index) => inventTenant(first + index))
    await store(deps, joined(some.map((each) => each.batches)))
    const contacts = some.flatMap((each) => Array.from({ length: contactsEach }, () => inventContact(each.person)))
    await store(deps, [{ type: contactLog, source: 'the-person', items: contacts }])
    people.push(...some.map((each) => each.person))
  }
  return people
}
