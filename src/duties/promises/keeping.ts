import type { Edition } from '#notice/edition.ts'
import type { PeriodProbe, Probe, SourceProbe, UseProbe } from '#notice/probe.ts'
import type { Act, Activity, Basis, Category, Circumstance, RecipientKind, Role, Source } from '#notice/vocabulary.ts'
import type { Counted, DoneOf, HeldOf } from './counted.ts'

/**
 * `late`: the promise is broken because the sweep, or one of its periods, does not run. `tonight`: what is overdue was made so by the edition in force, and waits
 * for the first sweep under it. `seen`: how often it has come up; 0: not yet.
 */
export type Figure = {
  readonly isKept: boolean
  readonly says: string
  readonly seen: number
  readonly late?: true
  readonly tonight?: true
}

/** What a figure is counted from: what is held and was done in this system, and the edition in force. */
export type CountedFrom = { readonly counted: Counted; readonly edition: Edition }
type Count = (from: CountedFrom) => Pick<Figure, 'says' | 'seen'>

/**
 * How the software keeps a clause of the ledger. `whole`: somebody can do all of it, or it happens by itself. `part`: some of it, `lacks`
 * says what nobody can do yet. `none`: nobody can do any of it yet, even where rules for it exist.
 */
export type Keeping = {
  readonly extent: 'whole' | 'part' | 'none'
  readonly lacks: string | null
  readonly probes: readonly Probe[]
  /** Counted anew each time; null where nothing can be counted, or a figure of its own is measured (live-figures.ts). */
  readonly count: Count | null
}

type More = { readonly probes?: readonly Probe[]; readonly count?: Count }

const keeping = (extent: Keeping['extent'], lacks: string | null, { probes = [], count }: More): Keeping => ({
  extent,
  lacks,
  probes,
  count: count ?? null,
})
export const whole = (more: More = {}): Keeping => keeping('whole', null, more)
export const part = (lacks: string, more: More = {}): Keeping => keeping('part', lacks, more)
export const none = (lacks: string, more: More = {}): Keeping => keeping('none', lacks, more)

/** The count of stored items. `of`: of which type, for which activity, from which source. */
export const held =
  (of: HeldOf, one: string, many: string): Count =>
  ({ counted }) => {
    const seen = counted.held(of)
    return { seen, says: seen === 0 ? `No ${many} are held yet.` : `${number(seen)} ${seen === 1 ? one : many} held.` }
  }

/** The count of acts on record in the last 30 days. */
export const done =
  (of: DoneOf, one: string, many: string): Count =>
  ({ counted }) => {
    const seen = counted.done(of)
    return {
      seen,
      says: seen === 0 ? `No ${many} in the last 30 days.` : `${number(seen)} ${seen === 1 ? one : many} in the last 30 days.`,
    }
  }

/** The count of decisions, in the last 30 days, whether something may go to one of these recipients. `words`: who they are. */
export const decisionsFor = (recipient: RecipientKind | readonly RecipientKind[], words: string): Count =>
  done({ act: 'share', recipient }, `decision whether ${words} may have something`, `decisions whether ${words} may have something`)

/** A count from the edition in force. */
export const published =
  (of: (edition: Edition) => number, one: string, many: string): Count =>
  ({ edition }) => {
    const seen = of(edition)
    return { seen, says: seen === 0 ? `No ${many} in this edition.` : `${number(seen)} ${seen === 1 ? one : many} in this edition.` }
  }

function number(count: number): string {
  return count.toLocaleString('en-GB')
}

/** Permitted to this role on this basis, and only with each of `given`. */
export function use(
  activity: Activity,
  category: Category,
  role: Role,
  basis: Basis,
  given: readonly Circumstance[] = [],
  act: Exclude<Act, 'share'> = 'view',
): UseProbe {
  return { act, activity, category, role, given: [...given], expect: 'permitted', basis }
}

/** Refused to this role whatever is given. */
export function closed(
  activity: Activity,
  category: Category,
  role: Role,
  given: readonly Circumstance[] = [],
  act: Exclude<Act, 'share'> = 'view',
): UseProbe {
  return { act, activity, category, role, given: [...given], expect: 'refused' }
}

/** What this role may do, and another whose work it is not may not. */
export function only(probe: UseProbe, notFor: Role): readonly [UseProbe, UseProbe] {
  return [probe, refusedTo({ role: notFor }, probe)]
}

/** What this recipient may be given, and another may not without the person's consent, if at all. */
export function onlyTo(probe: UseProbe, notFor: RecipientKind): readonly [UseProbe, UseProbe] {
  return [probe, refusedTo({ recipient: notFor }, probe)]
}

function refusedTo(who: Pick<UseProbe, 'role' | 'recipient'>, { basis: _, ...asked }: UseProbe): UseProbe {
  return { ...asked, ...who, expect: 'refused' }
}

/** For every activity of the edition: refused to every role, but for those named. */
export function closedToAllBut(except: readonly Role[], category: Category, given: readonly Circumstance[] = []): UseProbe {
  return { act: 'view', category, except: [...except], given: [...given], expect: 'refused' }
}

/** A recipient may be given it on this basis, and only with each of `given`. */
export function share(
  activity: Activity,
  category: Category,
  recipient: RecipientKind,
  basis: Basis,
  given: readonly Circumstance[] = [],
): UseProbe {
  return { act: 'share', activity, category, recipient, given: [...given], expect: 'permitted', basis }
}

export function from(source: Source, activity: Activity): SourceProbe {
  return { source, activity, expect: 'permitted' }
}

export function notFrom(source: Source, activity: Activity): SourceProbe {
  return { source, activity, expect: 'refused' }
}

export function kept(keeps: Category, activity: Activity, period: string): PeriodProbe {
  return { keeps, activity, period }
}
