import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type EvidenceEntry, evidenceKinds, evidenceOutcomes, type Recorded } from '#evidence/entry.ts'

export function entryFor(part: Partial<EvidenceEntry> = {}): EvidenceEntry {
  return {
    kind: 'read',
    actor: `colleague:${randomUUID()}`,
    role: 'housing-officer',
    activity: 'repairs',
    act: 'view',
    subject: randomUUID(),
    recordType: 'contact-detail',
    categories: ['contact-details'],
    outcome: 'permitted',
    reasons: [],
    basis: 'contract',
    clauses: ['P2'],
    edition: 'e'.repeat(64),
    opening: null,
    detail: {},
    ...part,
  }
}

/** Words with everything that a careless encoding would trip over; PostgreSQL's text takes all but NUL. */
const word = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', ''))
const words = fc.array(fc.oneof(word, fc.constantFrom('null', 'NULL', 'a,b', '{', '"', '\\\\', ' ')), { maxLength: 3 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

export const anyEntry: fc.Arbitrary<EvidenceEntry> = fc.record({
  kind: fc.constantFrom(...evidenceKinds),
  actor: fc.uuid().map((id) => `person:${id}`),
  role: maybe(word),
  activity: maybe(word),
  act: maybe(word),
  subject: maybe(fc.uuid()),
  recordType: maybe(word),
  categories: words,
  outcome: fc.constantFrom(...evidenceOutcomes),
  reasons: words,
  basis: maybe(word),
  clauses: words,
  edition: maybe(word),
  opening: maybe(fc.uuid()),
  detail: fc.dictionary(word, fc.oneof(word, fc.integer(), words), { maxKeys: 3 }),
})

/** About one, about nobody, or about several. */
export const anyRecorded: fc.Arbitrary<Recorded> = fc.oneof(
  anyEntry,
  fc
    .record({ entry: anyEntry, subjects: fc.uniqueArray(fc.uuid(), { maxLength: 3 }) })
    .map(({ entry: { subject: _, ...entry }, subjects }) => ({
      ...entry,
      subjects,
    })),
)
