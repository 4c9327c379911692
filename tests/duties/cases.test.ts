import { describe, expect, test } from 'vitest'
import type { NotDone } from '#decisions/done-or-refused.ts'
import { alertCase } from '#duties/alerts/alert-case.ts'
import { bySomebodyElse, type CaseEvent, type CaseKind, dueOn, stateOf } from '#duties/cases/case-kind.ts'
import { closingField, mayHappen } from '#duties/cases/happen.ts'
import { taskOf } from '#duties/cases/task-of.ts'
import { disclosureCase } from '#duties/disclosures/disclosure-case.ts'
import { holdCase } from '#duties/holds/hold-case.ts'
import { messageCase } from '#duties/inbox/message-case.ts'
import { shareCase } from '#duties/shares/share-case.ts'
import { complaintClock } from '#law/clocks/complaint.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { messageHeads } from '#records/message/message.ts'
import { livewest, noon } from '../support/edition.ts'

const maker = { id: 'whoever made it' }
const another = { id: 'somebody else' }
const date = (text: string) => Temporal.PlainDate.from(text)
type Cell = string | readonly [string, { readonly own: 'own' }]
const own = { own: 'own' } as const

/** Every state of a kind with every event: where it leads, and whether whoever made it may not do it; `stale` where it cannot happen. */
function tableOf<Row, State extends string, Event extends string, No extends NotDone<string>>(
  kind: CaseKind<Row, State, Event, No>,
  rows: Readonly<Record<State, Row>>,
  happened: Readonly<Record<Event, (row: Row) => Row>>,
): Readonly<Record<string, Readonly<Record<string, Cell>>>> {
  const states: readonly [string, Row][] = Object.entries(rows)
  const events: readonly [string, (row: Row) => Row][] = Object.entries(happened)
  const isEvent = (name: string): name is Event => Object.hasOwn(happened, name)
  const cellOf = (row: Row, event: string, next: (row: Row) => Row): Cell => {
    if (!isEvent(event)) throw new Error(event)
    const may = mayHappen(kind, row, event, another)
    if (!may.ok) return may.why
    const to = stateOf(kind, kind.events(next(row)))
    return mayHappen(kind, row, event, maker).ok ? to : [to, own]
  }
  for (const [state, row] of states) expect(stateOf(kind, kind.events(row))).toBe(state)
  expect(Object.keys(kind.states)).toEqual(states.map(([state]) => state))
  return Object.fromEntries(
    states.map(([state, row]) => [state, Object.fromEntries(events.map(([name, next]) => [name, cellOf(row, name, next)]))]),
  )
}

const sent = { sentAt: '2026-11-28T09:00:00Z', closedOn: null }
const placed = {
  collectedAt: '2026-11-23T12:00:00Z',
  placedOn: '2026-11-23',
  reviewOn: '2027-02-01',
  reviewBy: null,
  decidedBy: null,
  liftedOn: null,
}
const prepared = {
  recipient: 'police',
  collectedAt: '2026-11-23T12:00:00Z',
  preparedById: maker.id,
  decidedBy: null,
  outcome: null,
  closedOn: null,
}
const alerted = {
  ...{ since: '2026-11-23', reviewBy: '2027-05-01', decidedBy: 'Ann Other', decidedOn: '2026-11-23' },
  ...{ decidedIn: 'housing-officer', endedOn: null },
}
const toShare = {
  ...{ collectedAt: '2026-11-23T12:00:00Z', preparedBy: 'Ann Other', needsConsent: false },
  ...{ outcome: null, leftBy: null, closedOn: null },
}
const decided = { decidedBy: 'Dee Marsh', closedOn: '2026-11-24' }

describe('whatever happens to a case leads where its table says, and nothing else can happen', () => {
  test('a message', () => {
    const closed = { ...sent, closedOn: '2026-11-30' }
    expect(tableOf(messageCase, { open: sent, closed }, { closed: () => closed })).toEqual({
      open: { closed: 'closed' },
      closed: { closed: 'stale' },
    })
  })

  test('a disclosure of footage, at which whoever prepared it does not look a second time', () => {
    const released = { ...prepared, ...decided, outcome: 'released' }
    const stopped = { ...prepared, ...decided, outcome: 'stopped' }
    expect(tableOf(disclosureCase, { prepared, released, stopped }, { released: () => released, stopped: () => stopped })).toEqual({
      prepared: { released: ['released', own], stopped: ['stopped', own] },
      released: { released: ['released', own], stopped: ['stopped', own] },
      stopped: { released: 'stale', stopped: 'stale' },
    })
    expect(mayHappen(disclosureCase, { ...prepared, preparedById: null }, 'released', another)).toEqual({ ok: false, why: 'own' })
  })

  test('a safety alert', () => {
    const ended = { ...alerted, decidedBy: 'Dee Marsh', decidedOn: '2026-12-01', endedOn: '2026-12-01' }
    const renewed = { ...alerted, decidedBy: 'Dee Marsh', decidedOn: '2026-12-01', reviewBy: '2027-09-01' }
    expect(tableOf(alertCase, { 'in-force': alerted, ended }, { renewed: () => renewed, ended: () => ended })).toEqual({
      'in-force': { renewed: 'in-force', ended: 'ended' },
      ended: { renewed: 'stale', ended: 'stale' },
    })
    expect([alerted, renewed, ended].map((row) => dueOn(alertCase, row)?.toString())).toEqual(['2027-05-01', '2027-09-01', '2027-05-01'])
  })

  test('something shared of a person', () => {
    const settled = { ...toShare, leftBy: 'Dee Marsh', closedOn: '2026-11-24' }
    const left = { ...settled, outcome: 'left' }
    const stopped = { ...settled, outcome: 'stopped' }
    const replaced = { ...settled, outcome: 'replaced' }
    expect(
      tableOf(shareCase, { prepared: toShare, left, stopped }, { left: () => left, stopped: () => stopped, replaced: () => replaced }),
    ).toEqual({
      prepared: { left: 'left', stopped: 'stopped', replaced: 'stopped' },
      left: { left: 'stale', stopped: 'stale', replaced: 'stale' },
      stopped: { left: 'stale', stopped: 'stale', replaced: 'stale' },
    })
  })

  test('a hold', () => {
    const lifted = { ...placed, decidedBy: 'Dee Marsh', liftedOn: '2026-12-01' }
    const kept = { ...placed, decidedBy: 'Dee Marsh', reviewOn: '2027-03-01' }
    expect(tableOf(holdCase, { 'in-force': placed, lifted }, { kept: () => kept, lifted: () => lifted })).toEqual({
      'in-force': { kept: 'in-force', lifted: 'lifted' },
      lifted: { kept: 'stale', lifted: 'stale' },
    })
  })
})

test('every kind of case can be seen by its owner, and has a field that dates its closing', async () => {
  const { edition } = await livewest()
  const owners = [
    { ...messageCase, role: messageCase.owner(sent) },
    { ...disclosureCase, role: disclosureCase.owner(prepared) },
    { ...disclosureCase, role: disclosureCase.owner({ ...prepared, recipient: 'the-person' }) },
    { ...holdCase, role: holdCase.owner(placed) },
    { ...alertCase, role: alertCase.owner(alerted) },
    { ...alertCase, role: alertCase.owner({ ...alerted, decidedIn: null }) },
  ]
  for (const { role, part, closes } of owners) {
    const sees = edition.activities.flatMap(({ id }) => grantsOf(edition, id, 'view', [role])).flatMap(({ categories }) => categories)
    expect(sees).toContain(part.category)
    expect(closingField(part.type, closes)).toMatch(/^(closedOn|liftedOn|endedOn)$/)
  }
})

test('a concern is due within the time that the law gives', () => {
  expect(dueOn(messageCase, sent).toString()).toBe('2026-12-29')
})

test('a task waits for the owner while the case is open, until its day, and is done by whoever closed it', () => {
  const to = { person: 'somebody', at: noon }
  const waits = { role: 'senior-manager', person: 'somebody' }
  expect(taskOf(holdCase, placed, to)).toEqual({ kind: 'hold-review', by: null, at: noon, waits: { ...waits, dueOn: date('2027-02-01') } })
  expect(taskOf(holdCase, { ...placed, reviewBy: 'complaints-officer' }, to)?.waits?.role).toBe('complaints-officer')
  expect(taskOf(holdCase, { ...placed, decidedBy: 'Dee Marsh', liftedOn: '2026-12-01' }, to)).toMatchObject({
    by: 'Dee Marsh',
    waits: null,
  })
  expect(taskOf(disclosureCase, prepared, to)?.waits?.dueOn).toEqual(date('2026-11-23'))
  expect(taskOf(disclosureCase, { ...prepared, ...decided, outcome: 'stopped' }, to)).toMatchObject({ by: 'Dee Marsh', waits: null })
  expect(taskOf(messageCase, sent, to)).toBeUndefined()
})

describe('a complaint to the landlord about its use of data, as a kind of case would have it', () => {
  type Event = 'acknowledged' | 'paused' | 'resumed' | 'noted' | 'answered' | 'reopened'
  type Log = { readonly handler: string | null; readonly log: readonly (readonly [Event, string])[] }
  const secondLook = bySomebodyElse(({ handler }: Log) => handler)
  const open = {
    paused: { to: 'paused' },
    noted: { to: 'open' },
    acknowledged: { to: 'open' },
    answered: { to: 'answered', secondLook },
  } as const
  const since = (events: readonly CaseEvent<Event>[]) =>
    events.slice(
      Math.max(
        0,
        events.findLastIndex(({ what }) => what === 'reopened'),
      ),
    )
  const kind: CaseKind<Log, 'open' | 'paused' | 'answered', Event, NotDone<'own'>> = {
    part: { ...messageHeads, isRow: (row): row is Log & typeof row => false },
    owner: () => 'data-protection-officer',
    begins: 'open',
    states: { open, paused: { noted: { to: 'paused' }, resumed: { to: 'open' } }, answered: { reopened: { to: 'open' } } },
    closed: ['answered'],
    closes: 'case-closed',
    events: ({ log }) => [
      { what: 'begun', on: date('2026-11-28'), by: null },
      ...log.map(([what, on]) => ({ what, on: date(on), by: null })),
    ],
    clock: (events) => {
      const [begun, ...later] = since(events)
      const heard = later.flatMap(({ what, on }) => (what === 'acknowledged' || what === 'answered' ? [{ what, on }] : []))
      const all = begun === undefined ? heard : [{ what: 'received', on: begun.on } as const, ...heard]
      return complaintClock(all, noon.toZonedDateTimeISO('Europe/London').toPlainDate())?.acknowledgeBy ?? null
    },
    task: 'footage-request',
  }
  const logged = (...log: Log['log']): Log => ({ handler: maker.id, log })
  const stands = (row: Log) => [stateOf(kind, kind.events(row)), dueOn(kind, row)?.toString()]

  test('is due in thirty days, rolled to a working day, and a pause moves nothing: a paused one takes notes', () => {
    expect(stands(logged())).toEqual(['open', '2026-12-29'])
    expect(stands(logged(['paused', '2026-12-01'], ['noted', '2026-12-02']))).toEqual(['paused', '2026-12-29'])
    expect(mayHappen(kind, logged(['paused', '2026-12-01']), 'answered', another)).toEqual({ ok: false, why: 'stale' })
    expect(stands(logged(['paused', '2026-12-01'], ['resumed', '2026-12-03']))).toEqual(['open', '2026-12-29'])
  })

  test('is answered after a second look; reopened it is due anew, and its task waits again', () => {
    expect(mayHappen(kind, logged(), 'answered', maker)).toEqual({ ok: false, why: 'own' })
    expect(mayHappen(kind, logged(), 'answered', another)).toMatchObject({ ok: true })
    const answered = logged(['acknowledged', '2026-12-01'], ['answered', '2026-12-10'])
    const to = { person: null, at: noon }
    expect(taskOf(kind, answered, to)?.waits).toBeNull()
    const again = logged(...answered.log, ['reopened', '2027-01-04'])
    expect(stands(again)).toEqual(['open', '2027-02-03'])
    expect(taskOf(kind, again, to)?.waits?.dueOn).toEqual(date('2027-02-03'))
  })

  test('cannot have had happen to it what its table does not know', () => {
    expect(() => stands(logged(['reopened', '2026-12-01']))).toThrow(expect.objectContaining({ code: 'case-out-of-order' }))
  })
})
