import type { Answer, Done, NotDone } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { Provenance } from '#gate/record-part.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Correction } from '#gate/write/change.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { clockFrom, notedOf } from '#records/clock-of.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { type CaseKind, stateOf, type Transition } from './case-kind.ts'
import { taskOf } from './task-of.ts'

/** An event that is to happen to a case as it was read, with the values that come with it. */
export type Happening<Row, Event extends string> = {
  readonly asRead: Row & Pick<Provenance, 'id' | 'version' | 'activity' | 'collectedAt'>
  readonly event: Event
  readonly values: Correction['values']
}

/** What the event leads to, if it can happen to a case with these events and this colleague may do it. `stale`: it no longer can. */
export function mayHappen<Row, State extends string, Event extends string, No>(
  kind: CaseKind<Row, State, Event, No>,
  row: Row,
  event: Event,
  colleague: Pick<Colleague, 'id'>,
): Done<{ readonly step: Transition<Row, State, No> }> | NotDone<'stale'> | No {
  const step = kind.states[stateOf(kind, kind.events(row))][event]
  if (step === undefined) return { ok: false, why: 'stale' }
  return step.secondLook?.(row, colleague) ?? { ok: true, step }
}

/**
 * Makes the event happen: stores its values, dates the closing if it closes the case, and raises, moves or ends the case's task, in one
 * transaction with the evidence. A fault if a value that the event needs is missing.
 */
export async function happen<Row, State extends string, Event extends string, No extends NotDone<string>>(
  { clock, inForce }: Pick<GateDeps, 'clock' | 'inForce'>,
  opened: Pick<Opened<Activity>, 'correct' | 'person'>,
  kind: CaseKind<Row, State, Event, No>,
  colleague: Pick<Colleague, 'id'>,
  { asRead, event, values }: Happening<Row, Event>,
): Promise<Answer<unknown, 'stale'> | No> {
  const may = mayHappen(kind, asRead, event, colleague)
  if (!may.ok) return may
  const { part, closed, closes } = kind
  const { to, needs } = may.step
  if (needs !== undefined && isEmpty(values, needs)) throw new Fault('case-lacks-value', `\`${event}\` needs \`${needs}\``)
  const at = clock()
  const isClosing = closed.includes(to)
  const all = isClosing ? { ...values, [closingField(part.type, closes)]: dateIn(at).toString() } : values
  const becomes = { ...asRead, ...all }
  const started = isClosing ? startedBy(inForce().released.edition, part.type, becomes, dateIn(at)) : null
  return opened.correct(part.type, {
    id: asRead.id,
    version: asRead.version,
    values: all,
    source: 'colleague',
    task: taskOf(kind, becomes, { person: opened.person, at }),
    ...(started === null ? {} : { clockFrom: started }),
  })
}

function isEmpty(values: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = values[name]
  return value === undefined || value === null || value === ''
}

/** The field of the cases' record type that dates their closing. */
export function closingField({ name, fields }: RecordType, closes: CaseKind<never, string, string>['closes']): string {
  const found = Object.entries(fields).find(([, { limits }]) => limits.dates?.includes(closes))
  if (found === undefined) throw new Fault('case-never-closes', `no field of a \`${name}\` dates \`${closes}\``)
  return found[0]
}

type Closed = Readonly<Record<string, unknown>> & Pick<Provenance, 'activity' | 'collectedAt'>

/**
 * The day from which the item's period runs once its case is closed, under the notice's rule. If the rule runs from the end of a matter
 * that no tenancy ends, that is this closing. If it runs from another event that has not happened yet, the clock has not started.
 */
function startedBy(edition: Parameters<typeof clockFrom>[0], type: RecordType, becomes: Closed, today: Temporal.PlainDate) {
  const byRule = clockFrom(edition, type, becomes.activity, becomes, dateIn(Temporal.Instant.from(becomes.collectedAt)))
  return byRule ?? (notedOf(type).length > 0 && type.tie.tenancyEnd === null ? today : null)
}
