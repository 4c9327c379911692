import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { openingReasons } from '#gate/opening-reason.ts'
import type { Role } from '#notice/vocabulary.ts'
import { latestEnd } from '#shared/clock.ts'
import type { Row } from '#store/database.ts'
import type { SealContext } from '#store/keys.ts'
import { roleName } from '#store/role-names.ts'
import { raiseIn } from '../tasks/tasks.ts'
import { type Beginning, type Opening, openFor, vouchedBy } from './opening.ts'
import { statedIn } from './stated.ts'

export type OpeningDeps = Pick<GateDeps, 'database' | 'clock' | 'inForce' | 'keys'> & { readonly gate: Gate }

/** Openings: a record is open only after a colleague has given a reason, and for half an hour (R1). */
export function openings(deps: OpeningDeps) {
  const role = roleName(deps.database.schema, 'machinery')
  return {
    /** Opens, or refuses with the notice's reason. The opening and its evidence are stored together. */
    async begin(colleague: Colleague, asked: Beginning): Promise<Answer<Opening>> {
      const vouched = vouchedBy(asked)
      const opened = await deps.gate.open(colleague, { activity: asked.activity, person: asked.person, because: asked.reason, vouched })
      if (!opened.ok) return opened
      const now = deps.clock()
      const callReference = asked.reason === 'call' ? (asked.callReference ?? null) : null
      const { stated = {} } = asked
      const opening: Opening = { ...asked, stated, callReference, id: randomUUID(), openedAt: now, closesAt: now.add(openFor) }
      // These are a colleague's words about the person, perhaps about their health, so they are sealed under the person's own key.
      const { reference, specialReason } = asked
      const words = await deps.keys.seal(asked.person, reasonContext(opening.id), { reference, specialReason, ...stated })
      await deps.database.transaction(role, async (session) => {
        await session.query(
          `insert into opening (id, person_id, colleague, colleague_name, role, activity, reason, sealed_reason, private_setting, opened_at, closes_at,
            call_reference) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            opening.id,
            asked.person,
            colleague.id,
            colleague.name,
            colleague.roles.join(' '),
            asked.activity,
            asked.reason,
            words,
            asked.privateSetting,
            now.toString(),
            opening.closesAt.toString(),
            callReference,
          ],
        )
        await insertEvidence(session, [evidenceOf(colleague, opened.role, opening, deps.inForce().released.hash)])
        if (asked.raises !== undefined) await raiseIn(session, { ...asked.raises, about: opening.id, person: asked.person })
      })
      return { ok: true, ...opening }
    },

    /** The colleague's own opening, while it is open; undefined once it is closed, or if it is somebody else's. */
    async current(colleague: Colleague, id: string): Promise<Opening | undefined> {
      const text = `select * from opening where id = $1 and colleague = $2 and closed_at is null and closes_at > $3 and closes_at <= $4`
      const now = deps.clock()
      const [row] = await deps.database.once(role, text, [id, colleague.id, now.toString(), latestEnd(openFor, now).toString()])
      return row === undefined ? undefined : openingOf(row, await reasonOf(deps.keys, row))
    },

    async close(colleague: Colleague, id: string): Promise<void> {
      const text = 'update opening set closed_at = $3 where id = $1 and colleague = $2 and closed_at is null'
      await deps.database.once(role, text, [id, colleague.id, deps.clock().toString()])
    },

    /** Extends it to half an hour from now; false once it is closed, or if it is somebody else's. */
    async extend(colleague: Colleague, id: string): Promise<boolean> {
      const now = deps.clock()
      const text = `update opening set closes_at = $3 where id = $1 and colleague = $2 and closed_at is null and closes_at > $4
        and closes_at <= $5 returning id`
      const values = [id, colleague.id, now.add(openFor).toString(), now.toString(), latestEnd(openFor, now).toString()]
      return (await deps.database.once(role, text, values)).length > 0
    },

    /** Names by the ids in evidence, to show who opened a record. */
    async namesOf(colleagues: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const text =
        'select distinct on (colleague) colleague, colleague_name from opening where colleague = any($1) order by colleague, opened_at desc'
      const rows = await deps.database.once<{ colleague: string; colleague_name: string }>(role, text, [colleagues])
      return new Map(rows.map((row) => [row.colleague, row.colleague_name]))
    },
  }
}

export type Openings = ReturnType<typeof openings>

type Words = Pick<Opening, 'reference' | 'specialReason' | 'stated'>

function reasonContext(id: string): SealContext {
  return { table: 'opening', row: id, category: 'reason' }
}

/** What the colleague wrote. If the person's key has been erased, the reference is empty and nothing else is there. */
export async function reasonOf(keys: Pick<GateDeps['keys'], 'unseal'>, row: Row): Promise<Words> {
  const { id, person_id: person, sealed_reason: sealed } = row
  const isSealed = typeof id === 'string' && typeof person === 'string' && Buffer.isBuffer(sealed)
  const words = isSealed ? await keys.unseal(person, reasonContext(id), sealed) : null
  return {
    reference: typeof words?.reference === 'string' ? words.reference : '',
    specialReason: typeof words?.specialReason === 'string' ? words.specialReason : null,
    stated: statedIn(words),
  }
}

export function openingOf(row: Row, words: Words): Opening {
  const text = (name: string): string => String(row[name])
  const reason = openingReasons.find((known) => known === row.reason) ?? 'case'
  return {
    id: text('id'),
    person: text('person_id'),
    activity: text('activity'),
    reason,
    ...words,
    callReference: typeof row.call_reference === 'string' ? row.call_reference : null,
    privateSetting: row.private_setting === true,
    openedAt: Temporal.Instant.from(text('opened_at')),
    closesAt: Temporal.Instant.from(text('closes_at')),
  }
}

function evidenceOf(colleague: Colleague, role: Role | null, opening: Opening, edition: string): EvidenceEntry {
  return {
    kind: 'opening',
    actor: `colleague:${colleague.id}`,
    role,
    activity: opening.activity,
    act: 'view',
    subject: opening.person,
    recordType: null,
    categories: [],
    outcome: 'permitted',
    reasons: [],
    basis: null,
    clauses: ['R1'],
    edition,
    opening: opening.id,
    detail: { because: opening.reason, vouched: vouchedBy(opening) },
  }
}
