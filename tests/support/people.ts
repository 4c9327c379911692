import { randomUUID } from 'node:crypto'
import type { PersonKeys } from '#store/keys.ts'
import type { TestDatabase } from './database.ts'

/** Rows stored by the superuser, for tests about what happens to them rather than how they came. */
export async function putPerson(
  on: Pick<TestDatabase, 'asAdmin'>,
  values: { readonly name?: string; readonly born?: string; readonly tenureEnded?: string | null; readonly tenureType?: string } = {},
) {
  const ids = { person: randomUUID(), tenure: randomUUID(), asset: randomUUID() }
  await on.asAdmin(async (admin) => {
    const came = `'tenancy-management', 'own-systems', '2026-01-05T09:00:00Z', 'test'`
    const item = 'id, activity, source, collected_at, edition'
    await admin.query(`insert into person (${item}, first_name, last_name, date_of_birth) values ($1, ${came}, $2, 'Test', $3)`, [
      ids.person,
      values.name ?? 'Amina',
      values.born ?? '1981-03-04',
    ])
    await admin.query(
      `insert into asset (${item}, asset_type, address, postcode) values ($1, ${came}, 'Dwelling', '6 Alder Court', 'EX5 2FZ')`,
      [ids.asset],
    )
    await admin.query(
      `insert into tenure (${item}, asset_id, tenure_type, payment_reference, started_on, ended_on) values ($1, ${came}, $2, $4, '204417', '2010-04-01', $3)`,
      [ids.tenure, ids.asset, values.tenureEnded ?? null, values.tenureType ?? 'Secure'],
    )
    await admin.query(
      `insert into household_member (${item}, person_id, tenure_id, full_name, is_responsible) values ($1, ${came}, $2, $3, 'Amina Test', true)`,
      [randomUUID(), ids.person, ids.tenure],
    )
  })
  return ids
}

export async function putRecording(on: Pick<TestDatabase, 'asAdmin'>, person: string, day: string): Promise<string> {
  const id = randomUUID()
  await on.asAdmin((admin) =>
    admin.query(
      `insert into call_recording (id, activity, source, collected_at, edition, clock_from, person_id, started_at, seconds, direction)
        values ($1, 'call-recording', 'telephone-system', $2, 'test', $3, $4, $2, 60, 'in')`,
      [id, `${day}T10:00:00Z`, day, person],
    ),
  )
  return id
}

/** A tenure's account with one entry, both collected for `activity`. */
export async function putAccount(
  on: Pick<TestDatabase, 'asAdmin'>,
  tenure: string,
  { activity, yearEnded }: { readonly activity: string; readonly yearEnded: string },
): Promise<{ readonly account: string; readonly entry: string }> {
  const ids = { account: randomUUID(), entry: randomUUID() }
  const item = 'id, activity, source, collected_at, edition, clock_from, tenure_id'
  const came = `$1, $2, 'own-systems', '2012-05-01T09:00:00Z', 'test', $3, $4`
  await on.asAdmin(async (admin) => {
    const values = [activity, yearEnded, tenure]
    await admin.query(`insert into rent_account (${item}, reference) values (${came}, 'A1')`, [ids.account, ...values])
    await admin.query(`insert into rent_entry (${item}, rent_account_id, posted_on, kind, pence) values (${came}, $5, $3, 'Rent', 100)`, [
      ids.entry,
      ...values,
      ids.account,
    ])
  })
  return ids
}

export async function putHold(
  on: Pick<TestDatabase, 'asAdmin'>,
  person: string,
  recordType: string | null = null,
  item: string | null = null,
  keys?: Pick<PersonKeys, 'seal'>,
): Promise<string> {
  const id = randomUUID()
  const reason = { table: 'hold', row: id, category: 'documents' } as const
  const sealed = keys === undefined ? null : await keys.seal(person, reason, { reason: 'complaint' })
  await on.asAdmin((admin) =>
    admin.query(
      `insert into hold (id, activity, source, collected_at, edition, person_id, record_type, item_id, placed_by, placed_on, review_on, sealed_documents)
        values ($1, 'complaints-handling', 'colleague', now(), 'test', $2, $3, $4, 'Priya', '2026-11-01', '2027-01-01', $5)`,
      [id, person, recordType, item, sealed],
    ),
  )
  return id
}

/** A telephone number of a person. */
export async function putContactDetail(on: Pick<TestDatabase, 'asAdmin'>, person: string, number = '07700 900025'): Promise<string> {
  const id = randomUUID()
  await on.asAdmin((admin) =>
    admin.query(
      `insert into contact_detail (id, activity, source, collected_at, edition, person_id, contact_type, value)
        values ($1, 'tenancy-management', 'the-person', '2026-01-05T09:00:00Z', 'test', $2, 'phone', $3)`,
      [id, person, number],
    ),
  )
  return id
}

/** An identity check that the person passed with this colleague, five minutes before noon. */
export async function putIdentityCheck(on: Pick<TestDatabase, 'asAdmin'>, person: string, colleague: string): Promise<void> {
  await on.asAdmin((admin) =>
    admin.query(
      `insert into identity_check (id, person_id, colleague, passed, asked, matched, checked_at)
        values ($1, $2, $3, true, 2, 2, '2026-11-23T11:55:00Z')`,
      [randomUUID(), person, colleague],
    ),
  )
}

/** A person's answer to whether pictures of them may be shown. */
export async function putConsent(
  on: Pick<TestDatabase, 'asAdmin'>,
  person: string,
  { answer, answeredAt, ended }: { readonly answer: 'given' | 'refused'; readonly answeredAt: string; readonly ended: string | null },
): Promise<void> {
  await on.asAdmin((admin) =>
    admin.query(
      `insert into consent (id, activity, source, collected_at, edition, person_id, for_activity, answer, answered_at, ended_on)
        values ($1, 'publicity', 'the-person', now(), 'test', $2, 'publicity', $3, $4, $5)`,
      [randomUUID(), person, answer, answeredAt, ended],
    ),
  )
}

export async function putObjection(
  on: Pick<TestDatabase, 'asAdmin'>,
  person: string,
  put: {
    readonly kind: 'objection' | 'restriction'
    readonly against: string | null
    readonly decision: 'waiting' | 'upheld' | 'refused'
    readonly ended: string | null
  },
): Promise<void> {
  await on.asAdmin((admin) =>
    admin.query(
      `insert into objection (id, activity, source, collected_at, edition, person_id, kind, against_activity, made_on, decision, ended_on)
        values ($1, 'rights-requests', 'the-person', now(), 'test', $2, $3, $4, '2026-11-01', $5, $6)`,
      [randomUUID(), person, put.kind, put.against, put.decision, put.ended],
    ),
  )
}
