import type { Edition } from '#notice/edition.ts'
import type { PeriodProbe, Probe, SourceProbe, UseProbe } from '#notice/probe.ts'
import type { Act, Activity, Basis, Category, Circumstance, RecipientKind, Role, Source } from '#notice/vocabulary.ts'
import type { Counted, DoneOf, HeldOf, StandingOf } from './counted.ts'
import { acts, listed, people, type Said, said, same, sentences, things, times } from './said.ts'

/**
 * `late`: the promise is broken because the sweep, or one of its periods, does not run. `tonight`: what is overdue was made so by the edition in force, and waits
 * for the first sweep under it. `seen`: how often it has come up; 0: not yet.
 */
export type Figure = {
  readonly isKept: boolean
  readonly says: Said
  readonly seen: number
  readonly late?: true
  readonly tonight?: true
}

/** What a figure is counted from: what is held and was done in this system, and the edition in force. */
export type CountedFrom = { readonly counted: Counted; readonly edition: Edition; readonly today: Temporal.PlainDate }
export type Count = (from: CountedFrom) => Pick<Figure, 'says' | 'seen'>

/**
 * How the software keeps a clause of the ledger. `whole`: somebody can do all of it, or it happens by itself. `part`: some of it, `lacks`
 * says what nobody can do yet. `none`: nobody can do any of it yet, even where rules for it exist.
 */
export type Keeping = {
  readonly extent: 'whole' | 'part' | 'none'
  readonly lacks: string | null
  readonly probes: readonly Probe[]
  /** Null where nothing can be counted, or a figure of its own is measured (live-figures.ts). */
  readonly count: Count | null
  /** Why nothing can be counted, in a sentence. */
  readonly uncounted: string | null
}

type More = { readonly probes?: readonly Probe[]; readonly count?: Count; readonly uncounted?: string }

const keeping = (extent: Keeping['extent'], lacks: string | null, { probes = [], count, uncounted }: More): Keeping => ({
  extent,
  lacks,
  probes,
  count: count ?? null,
  uncounted: uncounted ?? null,
})
export const whole = (more: More = {}): Keeping => keeping('whole', null, more)
export const part = (lacks: string, more: More = {}): Keeping => keeping('part', lacks, more)
export const none = (lacks: string, more: More = {}): Keeping => keeping('none', lacks, more)

/** A figure that counts neither people nor what is theirs: its small numbers stand in public too. */
export const ofThings =
  (count: Count): Count =>
  (from) => {
    const { seen, says } = count(from)
    return { seen, says: same(says.exactly) }
  }

/** The count of stored items, which are about people unless `ofThings` says otherwise. `of`: of which type, for which activity, from which source. */
export const held = (of: HeldOf, one: string, many: string): Count => heldAs(people, of, one, many)

/** The same, told in public by fives: a total, or its part, where another figure tells the other, and their difference would be a count of its own. */
export const heldByFives = (of: HeldOf, one: string, many: string): Count => heldAs(acts, of, one, many)

function heldAs(told: typeof people, of: HeldOf, one: string, many: string): Count {
  return ({ counted }) => {
    const seen = counted.held(of)
    return { seen, says: seen === 0 ? same(`No ${many} are held yet.`) : said`${told(seen, one, many)} held.` }
  }
}

/** The count of acts on record in the last 30 days. */
export const done =
  (of: DoneOf, one: string, many: string): Count =>
  ({ counted }) => {
    const seen = counted.done(of)
    return {
      seen,
      says: seen === 0 ? same(`No ${many} in the last 30 days.`) : said`${acts(seen, one, many)} in the last 30 days.`,
    }
  }

/** The count of decisions, in the last 30 days, whether something may go to one of these recipients, and how often it left. `words`: who they are. */
export const decisionsFor = (recipient: RecipientKind | readonly RecipientKind[], words: string): Count => {
  const decided = done(
    { act: 'share', recipient },
    `decision whether ${words} may have something`,
    `decisions whether ${words} may have something`,
  )
  return (from) => {
    const left = from.counted.left(typeof recipient === 'string' ? [recipient] : recipient)
    const { seen, says } = decided(from)
    return { seen: seen + left, says: left === 0 ? says : sentences([says, said`It left ${times(left)}.`]) }
  }
}

/** The items of a type by how they stand, such as consents that were given and those that ended. One line; parts without an item are left out. */
export const standing =
  (type: string, many: string, parts: readonly (readonly [of: StandingOf, one: string, many: string])[]): Count =>
  ({ counted }) => {
    const found = parts.map(([of, one, several]) => [counted.standing(type, of), one, several] as const).filter(([items]) => items > 0)
    const lines = found.map(([items, one, several]) => people(items, one, several))
    return {
      seen: found.reduce((all, [items]) => all + items, 0),
      says: lines.length === 0 ? same(`No ${many} are held yet.`) : said`${listed(lines)}.`,
    }
  }

/** Both, one after the other. */
export const both =
  (first: Count, second: Count): Count =>
  (from) => {
    const [one, other] = [first(from), second(from)]
    return { seen: one.seen + other.seen, says: sentences([one.says, other.says]) }
  }

/** A count from the edition in force. */
export const published =
  (of: (edition: Edition) => number, one: string, many: string): Count =>
  ({ edition }) => {
    const seen = of(edition)
    return { seen, says: seen === 0 ? same(`No ${many} in this edition.`) : said`${things(seen, one, many)} in this edition.` }
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
