import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { LineHead } from '#gate/ledger/ledger-line.ts'
import type { LineKey, LinesSought } from '#gate/ledger/lines.ts'
import type { RecordType } from '#gate/record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { taskOfLine } from './line-task.ts'
import { isBeforeLeaving, lineTypes, type WholeLine, wholeLines } from './whole-line.ts'

export type LedgerDeps = GateDeps & { readonly gate: Gate }

/** Which lines are looked for: of these days, and where given, of this kind of recipient, this organisation and this use. */
export type LedgerAsked = {
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly recipient: string | null
  readonly organisationId: string | null
  readonly activity: string | null
}

/** A line as it was opened from the ledger, with its type. */
export type OpenedLine = { readonly item: WholeLine; readonly type: RecordType }

/** How many lines a page shows; and how many are read at once as a table of any length is taken out. */
const pageOf = { shown: 100, exported: 500 } as const

/** Whether a hidden line is shown to the person from now on, or stays hidden until another day; and why. */
export type Deciding = { readonly shown: boolean; readonly why: string; readonly until: Temporal.PlainDate | null }

/** `settled`: the person is told of it already. `until`: no later day was given until which it stays hidden. */
export type DecideAnswer = Answer<unknown, 'settled' | 'until' | 'stale'>
/**
 * `hidden`: it is hidden from the person, so no letter tells of it. `not-left`: nothing went, or it is about nobody whom we know. `before`: the day is
 * before it went.
 */
export type ToldAnswer = Answer<unknown, 'hidden' | 'not-left' | 'before' | 'stale'>

/** What was shared, of everybody and for every use: for the data protection team. */
export function ledgerOf(deps: LedgerDeps) {
  const today = () => dateIn(deps.clock())
  return {
    /** One page of the lines, the newest first. */
    list: (colleague: Colleague, asked: LedgerAsked, after: LineKey | null = null) =>
      deps.gate.lines(colleague).list(lineTypes, soughtBy(asked), { after, limit: pageOf.shown }),

    /** How many lines there are, and how many of them are hidden. */
    count: (colleague: Colleague, asked: LedgerAsked) => deps.gate.lines(colleague).count(lineTypes, soughtBy(asked)),

    /** The same lines, as they are taken out as a table: page by page, to the last. Each page is on record before it is handed on. */
    async export(colleague: Colleague, asked: LedgerAsked): Promise<Answer<{ readonly pages: AsyncIterable<readonly LineHead[]> }>> {
      const lines = deps.gate.lines(colleague)
      const next = (after: LineKey | null) =>
        lines.list(lineTypes, soughtBy(asked), { after, limit: pageOf.exported, noted: { export: 'csv' } })
      const first = await next(null)
      if (!first.ok) return first
      async function* pages(): AsyncGenerator<readonly LineHead[]> {
        for (let page = first; ; ) {
          if (!page.ok) throw new Fault('ledger-closed', 'the ledger was closed while it was taken out')
          yield page.rows
          const last = page.rows.at(-1)
          if (!page.more || last === undefined) return
          page = await next(last)
        }
      }
      return { ok: true, pages: pages() }
    },

    look: (colleague: Colleague, id: string) => deps.gate.lines(colleague).one(wholeLines, id),

    /** Decides whether the person is told of a hidden line. Whoever decides, and why, is on the line. */
    async decide(colleague: Colleague, { item, type }: OpenedLine, { shown, why, until }: Deciding): Promise<DecideAnswer> {
      if (item.shown === 'yes') return { ok: false, why: 'settled' }
      if (!shown && (until === null || Temporal.PlainDate.compare(until, today()) <= 0)) return { ok: false, why: 'until' }
      const on = today().toString()
      const values = {
        ...{ shown: shown ? 'yes' : 'no', showDecidedBy: colleague.name, showDecidedOn: on },
        showWhy: [item.showWhy, `${on}, ${colleague.name}: ${why}`].filter((words) => words !== null).join('\n'),
        ...(until === null || shown ? {} : { showReviewOn: until.toString() }),
      }
      const task = taskOfLine({ ...item, ...values }, deps.clock())
      return deps.gate.lines(colleague).note(type, item, { values, source: 'colleague', task })
    },

    /** The person was told by letter. */
    async told(colleague: Colleague, { item, type }: OpenedLine, on: Temporal.PlainDate): Promise<ToldAnswer> {
      if (item.shown !== 'yes') return { ok: false, why: 'hidden' }
      if (item.leftAt === null || item.personId === null) return { ok: false, why: 'not-left' }
      if (isBeforeLeaving(item, on)) return { ok: false, why: 'before' }
      const values = { toldOn: on.toString(), toldBy: colleague.name }
      return deps.gate.lines(colleague).note(type, item, { values, source: 'colleague' })
    },
  }
}

function soughtBy({ from, until, ...asked }: LedgerAsked): LinesSought {
  return {
    from,
    until,
    matching: Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
  }
}
