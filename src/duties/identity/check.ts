import { randomUUID } from 'node:crypto'
import type { Answer, Done, NotDone } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { CompareAnswer, Opened } from '#gate/opened.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import type { Category, Role } from '#notice/vocabulary.ts'
import { homes } from '#records/asset/asset.ts'
import { personalDetails } from '#records/person/person.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { realDate } from '#shared/real-date.ts'
import { roleName } from '#store/role-names.ts'

/** What the caller answered; empty where they were not asked. It is not stored. */
export type Heard = { readonly born: string; readonly postcode: string; readonly reference: string }
/** `too-many`: failed checks of this person; `too-many-yours`: by this colleague, whoever the person was. */
export type CheckAnswer = Answer<{ readonly passed: boolean }, 'too-many' | 'too-many-yours' | 'too-few'>

/** At least this many details must be asked, and all of them must match. */
const atLeast = 2
/** After this many failed checks of a person, by any colleagues, no more are allowed for a while. */
const mostFailures = 3
/** The same for failed checks by one colleague, of any people: more would be guessing. */
const mostFailuresOfOne = 10
const stoppedFor = '15 minutes'

/** The details that can be asked for, each with the category of what the answer is compared with. */
const details = { born: personalDetails.category, postcode: homes.category, reference: tenures.category } as const
export type CheckDetail = keyof typeof details

/**
 * The details that the edition lets one of these roles compare with what a caller says. With fewer than two no check is possible, and
 * nobody is asked anything.
 */
export function askable(edition: Edition, roles: readonly Role[]): readonly CheckDetail[] {
  const granted = grantsOf(edition, 'identity-verification', 'use', roles)
  const may = (category: Category) => granted.some(({ categories }) => categories.includes(category))
  const found = checkDetails.filter((detail) => may(details[detail]))
  return found.length < atLeast ? [] : found
}

const checkDetails = ['born', 'postcode', 'reference'] as const satisfies readonly CheckDetail[]

type CheckDeps = Pick<GateDeps, 'database' | 'clock' | 'inForce'> & { readonly gate: Gate }

/**
 * Compares what a caller said with what is stored (SE2). The answer is whether all of it matched; it never says which detail did not, or
 * what is stored. Each comparison is recorded. The check is stored with its outcome, and a passed one opens the account to this colleague
 * for half an hour.
 */
export async function checkIdentity(deps: CheckDeps, colleague: Colleague, person: string, heard: Heard): Promise<CheckAnswer> {
  const may = new Set(askable(deps.inForce().released.edition, colleague.roles))
  const typed = (detail: CheckDetail) => (may.has(detail) ? heard[detail].trim() : '')
  const said = { born: dateSaid(typed('born')), postcode: letters(typed('postcode')), reference: letters(typed('reference')) }
  const asked = [typed('born'), said.postcode, said.reference].filter((word) => word !== '').length
  if (may.size > 0 && asked < atLeast) return { ok: false, why: 'too-few' }
  const opened = await deps.gate.open(colleague, { activity: 'identity-verification', person, because: 'call' })
  if (!opened.ok) return opened
  // The notice lets nobody in this role compare details, so the check is refused before a try is counted.
  if (may.size === 0) return refusedCheck(await opened.compare(personalDetails, () => false), await opened.compare(tenures, () => false))
  const tried = await beginTry(deps, colleague, person, asked)
  if (!tried.ok) return tried
  const comparisons = [
    ...(typed('born') === '' ? [] : [opened.compare(personalDetails, (row) => row.dateOfBirth !== null && row.dateOfBirth === said.born)]),
    ...(said.postcode === '' ? [] : [opened.compare(homes, (row) => letters(row.postcode ?? '') === said.postcode)]),
    ...(said.reference === '' ? [] : [opened.compare(tenures, (row) => letters(row.paymentReference ?? '') === said.reference)]),
  ]
  const answers = await Promise.all(comparisons)
  for (const answer of answers) if (!answer.ok) return answer
  const matched = answers.filter((answer) => answer.ok && answer.matched).length
  const passed = matched === asked
  await endTry(deps, colleague, opened, tried.id, { passed, asked, matched })
  return { ok: true, passed }
}

type Begun = Done<{ readonly id: string }> | NotDone<'too-many' | 'too-many-yours'>
function refusedCheck(...answers: readonly CompareAnswer[]): CheckAnswer {
  for (const answer of answers) if (!answer.ok) return answer
  return { ok: false, why: 'too-few' }
}

/**
 * Counts the try as failed before anything is compared, one try at a time for each person, so that simultaneous tries cannot pass the limit
 * together.
 */
function beginTry(deps: CheckDeps, colleague: Colleague, person: string, asked: number): Promise<Begun> {
  const now = deps.clock().toString()
  return deps.database.transaction(roleName(deps.database.schema, 'machinery'), async (session) => {
    // The colleague is always locked before the person, so that two transactions cannot deadlock.
    for (const whose of [colleague.id, person]) await session.query('select pg_advisory_xact_lock(hashtext($1))', [`identity ${whose}`])
    const [row] = await session.query<{ person: number; colleague: number }>(
      `select (count(*) filter (where person_id = $1))::int as person, (count(*) filter (where colleague = $2))::int as colleague
        from identity_check where (person_id = $1 or colleague = $2) and not passed
        and checked_at > $3::timestamptz - interval '${stoppedFor}' and checked_at <= $3::timestamptz + interval '5 minutes'`,
      [person, colleague.id, now],
    )
    if ((row?.person ?? mostFailures) >= mostFailures) return { ok: false, why: 'too-many' }
    if ((row?.colleague ?? mostFailuresOfOne) >= mostFailuresOfOne) return { ok: false, why: 'too-many-yours' }
    const id = randomUUID()
    await session.query(
      'insert into identity_check (id, person_id, colleague, passed, asked, matched, checked_at) values ($1, $2, $3, false, $4, 0, $5)',
      [id, person, colleague.id, asked, now],
    )
    return { ok: true, id }
  })
}

async function endTry(
  deps: CheckDeps,
  colleague: Colleague,
  { person, role }: Opened<'identity-verification'>,
  tried: string,
  outcome: { readonly passed: boolean; readonly asked: number; readonly matched: number },
): Promise<void> {
  await deps.database.transaction(roleName(deps.database.schema, 'machinery'), async (session) => {
    await session.query('update identity_check set passed = $2, matched = $3 where id = $1', [tried, outcome.passed, outcome.matched])
    await insertEvidence(session, [
      {
        kind: 'decision',
        actor: `colleague:${colleague.id}`,
        role,
        activity: 'identity-verification',
        act: 'use',
        subject: person,
        recordType: null,
        categories: [],
        outcome: outcome.passed ? 'done' : 'failed',
        reasons: [],
        basis: null,
        clauses: ['SE2'],
        edition: deps.inForce().released.hash,
        opening: null,
        detail: { asked: outcome.asked },
      },
    ])
  })
}

/** `4 3 1981`, `04/03/1981` and `1981-03-04` are the same date. A text that is no date matches nothing. */
function dateSaid(said: string): string {
  const numbers = (said.match(/\d+/g) ?? []).map(Number)
  const [day = 0, month = 0, year = 0] = (numbers[0] ?? 0) > 31 ? numbers.toReversed() : numbers
  return realDate(year, month, day)?.toString() ?? ''
}

function letters(said: string): string {
  return said.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
