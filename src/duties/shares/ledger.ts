import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { share, shareHeads, shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { taskOfLine } from './line-task.ts'
import type { Share } from './settle.ts'

export type LedgerDeps = GateDeps & { readonly gate: Gate }

/** Which lines are looked for: of these days, and where given, of this kind of recipient, this organisation and this use. */
export type LedgerAsked = {
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly recipient: string | null
  readonly organisationId: string | null
  readonly activity: string | null
}

/** The most lines of a page, and of a table that is taken out. */
export const mostLines = { shown: 200, exported: 20_000 } as const

/** Whether a hidden line is shown to the person from now on, or stays hidden until another day; and why. */
export type Deciding = { readonly shown: boolean; readonly why: string; readonly until: Temporal.PlainDate | null }

/** `settled`: the person is told of it already. `until`: no later day was given until which it stays hidden. */
export type DecideAnswer = Answer<unknown, 'settled' | 'until' | 'stale'>
/** `hidden`: it is hidden from the person, so no letter tells of it. `not-left`: nothing went, so there is nothing to tell. */
export type ToldAnswer = Answer<unknown, 'hidden' | 'not-left' | 'stale'>

/** What was shared, of everybody and for every use: for the data protection team. */
export function ledgerOf(deps: LedgerDeps) {
  const today = () => dateIn(deps.clock())
  return {
    /** The lines, the newest first. `export`: they are taken out as a table, which is on record too. */
    list(colleague: Colleague, { from, until, ...asked }: LedgerAsked, as: 'look' | 'export' = 'look') {
      const matching = Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
      const limit = as === 'look' ? mostLines.shown : mostLines.exported
      const noted = as === 'look' ? {} : { noted: { export: 'csv' } }
      return deps.gate.lines(colleague).list(shareHeads, { from, until, datedBy: 'leftAt', matching, limit, ...noted })
    },

    look: (colleague: Colleague, id: string) => deps.gate.lines(colleague).one(shares, id),

    /** Decides whether the person is told of a hidden line. Whoever decides, and why, is on the line. */
    async decide(colleague: Colleague, line: Share, { shown, why, until }: Deciding): Promise<DecideAnswer> {
      if (line.shown === 'yes') return { ok: false, why: 'settled' }
      if (!shown && (until === null || Temporal.PlainDate.compare(until, today()) <= 0)) return { ok: false, why: 'until' }
      const on = today().toString()
      const values = {
        ...{ shown: shown ? 'yes' : 'no', showDecidedBy: colleague.name, showDecidedOn: on },
        showWhy: [line.showWhy, `${on}, ${colleague.name}: ${why}`].filter((words) => words !== null).join('\n'),
        ...(until === null || shown ? {} : { showReviewOn: until.toString() }),
      }
      const task = taskOfLine({ ...line, ...values }, deps.clock())
      return deps.gate.lines(colleague).note(share, line, { values, source: 'colleague', task })
    },

    /** The person was told by letter. */
    async told(colleague: Colleague, line: Share, on: Temporal.PlainDate): Promise<ToldAnswer> {
      if (line.shown !== 'yes') return { ok: false, why: 'hidden' }
      if (line.outcome !== 'left') return { ok: false, why: 'not-left' }
      const values = { toldOn: on.toString(), toldBy: colleague.name }
      return deps.gate.lines(colleague).note(share, line, { values, source: 'colleague' })
    },
  }
}
