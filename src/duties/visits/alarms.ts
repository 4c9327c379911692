import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import { visit } from '#records/visit/visit.ts'
import type { Row, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { isOffice, noOffice, type VisitDeps } from './office.ts'

/** A fire alarm at one office. It ends by hand, or by itself at `endsAt`. `declaredBy`: the colleague's name. */
export type Alarm = {
  readonly id: string
  readonly site: string
  readonly declaredAt: Temporal.Instant
  readonly declaredBy: string
  readonly endsAt: Temporal.Instant
}

/** Hours after which an alarm ends by itself. */
export const alarmHours = 4

const columns = 'id, site, declared_at, declared_by, ends_at'
/**
 * As the fact that opens the roll call says it (src/facts/person/office.ts). Two servers whose clocks differ a little agree on an alarm that one
 * of them has just declared; one that a wrong clock dated later than that opens nothing.
 */
const isRunning = (now: string) => `declared_at <= ${now}::timestamptz + interval '5 minutes' and ends_at > ${now}`

/**
 * Alarms at the landlord's offices. While one runs, the roll call of its office is open to those whom the notice names (OF1, SC5). Whoever
 * may see it then may declare one and end it: an alarm that nobody dares to declare would be worse than one too many, and each is on record.
 */
export function alarms(deps: VisitDeps) {
  const { database, clock } = deps
  const role = roleName(database.schema, 'machinery')
  return {
    /** While one runs at the office, that one is answered. `since`: when it began, if that was before it is declared here. */
    async declare(colleague: Colleague, site: string, since?: Temporal.Instant): Promise<Answer<{ readonly alarm: Alarm }, 'site'>> {
      if (!isOffice(deps, site)) return noOffice
      const allowed = await mayInAlarm(deps, colleague)
      if (!allowed.ok) return allowed
      return database.transaction(role, async (session) => {
        // Two who declare it at once declare one.
        await session.query('lock table alarm in share row exclusive mode')
        const now = clock()
        const [running] = await session.query<AlarmRow>(`select ${columns} from alarm where site = $1 and ${isRunning('$2')}`, [
          site,
          now.toString(),
        ])
        if (running !== undefined) return { ok: true, alarm: asAlarm(running) }
        const endsAt = (since ?? now).add({ hours: alarmHours })
        const alarm = { id: randomUUID(), site, declaredAt: now, declaredBy: colleague.name, endsAt }
        const text = `insert into alarm (${columns}) values ($1, $2, $3, $4, $5)`
        await session.query(text, [alarm.id, site, now.toString(), alarm.declaredBy, alarm.endsAt.toString()])
        await noted(session, allowed.entry, { declared: alarm.id, site })
        return { ok: true, alarm }
      })
    },

    async end(colleague: Colleague, id: string): Promise<Answer<unknown, 'gone'>> {
      const allowed = await mayInAlarm(deps, colleague)
      if (!allowed.ok) return allowed
      const text = `update alarm set ends_at = greatest(declared_at, $2::timestamptz), ended_by = $3 where id::text = $1 and ends_at > $2 returning id`
      return database.transaction(role, async (session) => {
        const ended = await session.query(text, [id, clock().toString(), colleague.name])
        if (ended.length === 0) return { ok: false, why: 'gone' }
        await noted(session, allowed.entry, { ended: id })
        return { ok: true }
      })
    },

    /** Those that run now. Who is inside is not among it, so nothing is recorded. */
    running: () => runningAlarms(deps),

    /** Whether one at the office has ended, by hand or by itself, since that time. */
    async endedSince(site: string, since: Temporal.Instant): Promise<boolean> {
      const text = 'select from alarm where site = $1 and ends_at > $2 and ends_at <= $3 limit 1'
      return (await database.once(role, text, [site, since.toString(), clock().toString()])).length > 0
    },
  }
}

/** Whether the colleague may see the roll call while there is an alarm. A refusal is recorded. */
export function mayInAlarm({ gate }: Pick<VisitDeps, 'gate'>, colleague: Colleague) {
  return gate.may(colleague, { activity: 'visitor-safety', act: 'view', type: visit, inEmergency: true })
}

export async function runningAlarms({ database, clock }: Pick<GateDeps, 'database' | 'clock'>): Promise<readonly Alarm[]> {
  const text = `select ${columns} from alarm where ${isRunning('$1')} order by declared_at, id`
  const rows = await database.once<AlarmRow>(roleName(database.schema, 'machinery'), { name: 'alarms-running', text }, [clock().toString()])
  return rows.map(asAlarm)
}

function noted(session: Session, entry: EvidenceEntry, detail: EvidenceEntry['detail']): Promise<void> {
  return insertEvidence(session, [{ ...entry, recordType: null, detail: { ...entry.detail, ...detail } }])
}

type AlarmRow = Row & {
  readonly id: string
  readonly site: string
  readonly declared_at: string
  readonly declared_by: string
  readonly ends_at: string
}

function asAlarm({ id, site, declared_at, declared_by, ends_at }: AlarmRow): Alarm {
  const [declaredAt, endsAt] = [Temporal.Instant.from(declared_at), Temporal.Instant.from(ends_at)]
  return { id, site, declaredAt, declaredBy: declared_by, endsAt }
}
