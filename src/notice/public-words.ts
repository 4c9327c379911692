import { basesInLaw } from '#law/bases.ts'
import { usableFor } from './compatible.ts'
import type { Edition, EditionActivity, RetentionRule } from './edition.ts'
import { periodWords } from './period-words.ts'
import { retentionRuleFor } from './retention-of.ts'
import type { Basis } from './vocabulary.ts'
import { type Standing, standingOfBasis } from './whose-words.ts'

/** What the public reads, derived from the same entries that decisions, deletion and the database read (N1). Nothing is worded twice. */

export type Layer = Edition['layers'][number]
export type Named = { readonly id: string; readonly label: string }
/** `law`: the law that requires the use, where the basis is a legal obligation (L7). */
export type BasisWords = { readonly id: Basis; readonly label: string; readonly sentence: string; readonly law: string | undefined }

/** How long some of the categories are kept: "90 days after the call". */
export type KeptUntil = { readonly categories: readonly string[]; readonly words: string; readonly toConfirm: boolean }

/** One row for each use: what, why, on which basis, from whom, to whom, kept until, and the person's choice. */
export type NoticeRow = {
  readonly activity: string
  readonly title: string
  readonly what: readonly Named[]
  readonly why: string
  readonly basis: BasisWords
  /** Who says so: the notice, the law, the landlord, or a proposal of ours. */
  readonly basisSaidBy: Standing
  /** Other bases, each with the people for whom it rests on that one instead (W1). */
  readonly otherBases: readonly { readonly basis: BasisWords; readonly people: readonly Named[] }[]
  readonly from: readonly Named[]
  /** The other uses whose information may be used for this one too (P2); null: those of all. */
  readonly also: readonly Named[] | null
  readonly to: readonly Named[]
  readonly kept: readonly KeptUntil[]
  readonly choice: string
  readonly clauses: readonly string[]
}

/** The rows of the notice's table in the order of the activities: all of them, or those of one layered notice. */
export function noticeRows(edition: Edition, layer?: Layer): readonly NoticeRow[] {
  return activitiesOf(edition, layer).map((activity) => ({
    activity: activity.id,
    title: activity.title,
    what: labelled(edition.categories, activity.categories),
    why: activity.why,
    basis: basisWords(activity.basis, activity.law),
    basisSaidBy: standingOfBasis(edition, activity),
    otherBases: (activity.otherBases ?? []).map((other) => ({
      basis: basisWords(other.basis, activity.law),
      people: labelled(edition.relationships, other.for),
    })),
    from: labelled(edition.sources, activity.sources),
    also: alsoUsed(edition, activity.id),
    to: labelled(edition.recipients, [...new Set(activity.sharing.flatMap((share) => share.with))]),
    kept: keptUntil(edition, activity),
    choice: activity.choice,
    clauses: activity.clauses,
  }))
}

function alsoUsed(edition: Edition, activity: string): readonly Named[] | null {
  const usable = usableFor(edition, activity)
  if (usable === null) return null
  return edition.activities.flatMap(({ id, title }) => (id !== activity && usable.includes(id) ? [{ id, label: title }] : []))
}

/** A row of the retention schedule (RT1, RT2). `standing`: who says the period, or `to-confirm` where it is proposed and the notice is silent. */
export type RetentionRow = {
  readonly rule: string
  readonly what: readonly Named[]
  /** Titles of the activities; empty means every activity that no other row names. */
  readonly activities: readonly string[]
  readonly words: string
  readonly period: string
  readonly ground: string
  readonly end: RetentionRule['end']
  readonly standing: RetentionRule['standing']
  readonly owner: string
  readonly clauses: readonly string[]
}

/** The retention schedule as published, in the order it is written in. */
export function retentionTable(edition: Edition): readonly RetentionRow[] {
  const titles = new Map(edition.activities.map((activity) => [activity.id, activity.title]))
  return edition.retention.map((rule) => ({
    rule: rule.id,
    what: labelled(edition.categories, rule.categories),
    activities: (rule.activities ?? []).map((id) => titles.get(id) ?? id),
    words: rule.words,
    period: periodWords(rule.period),
    ground: rule.ground,
    end: rule.end,
    standing: rule.standing,
    owner: labelOf(edition.roles, rule.owner),
    clauses: rule.clauses,
  }))
}

/** Where data comes from, what is done with it, and to whom it goes. */
export type Flow = {
  readonly activity: Named
  readonly from: readonly Named[]
  readonly to: readonly (Named & {
    readonly what: readonly Named[]
    readonly why: string
    readonly basis: BasisWords
    readonly regular: boolean
    /** The data protection officer gives a view first. */
    readonly asksOfficer: boolean
  })[]
}

/** One flow for each activity, in table order; an activity that shares nothing has an empty `to`. */
export function flows(edition: Edition, layer?: Layer): readonly Flow[] {
  return activitiesOf(edition, layer).map((activity) => ({
    activity: { id: activity.id, label: activity.title },
    from: labelled(edition.sources, activity.sources),
    to: activity.sharing.flatMap((share) =>
      labelled(edition.recipients, share.with).map((recipient) => ({
        ...recipient,
        what: labelled(edition.categories, share.categories),
        why: share.because,
        basis: basisWords(share.basis, share.law ?? (share.basis === 'legal-obligation' ? activity.law : undefined)),
        regular: share.regular,
        asksOfficer: share.asksOfficer === true,
      })),
    ),
  }))
}

/** The activities that a layered notice shows: those it names, and those of its relationships. */
export function activitiesOf(edition: Edition, layer?: Layer): readonly EditionActivity[] {
  if (layer === undefined) return edition.activities
  return edition.activities.filter(
    (activity) => layer.activities.includes(activity.id) || activity.relationships.some((each) => layer.relationships.includes(each)),
  )
}

export function basisWords(basis: Basis, law?: string): BasisWords {
  const { label, sentence } = basesInLaw[basis]
  return { id: basis, label, sentence, law }
}

/** How long what an activity has is kept, by the rule that each category falls under. */
export function keptUntil(edition: Edition, activity: EditionActivity): readonly KeptUntil[] {
  const byRule = Map.groupBy(activity.categories, (category) => retentionRuleFor(edition, category, activity.id))
  return [...byRule].flatMap(([rule, categories]) =>
    rule === undefined
      ? []
      : [
          {
            categories: labelled(edition.categories, categories).map(({ label }) => label),
            words: rule.words,
            toConfirm: rule.standing === 'to-confirm',
          },
        ],
  )
}

export function labelled(entries: readonly Named[], ids: readonly string[]): readonly Named[] {
  return ids.map((id) => ({ id, label: labelOf(entries, id) }))
}

/** Shows an id only in a draft: the check refuses an edition that uses a word without describing it. */
function labelOf(entries: readonly Named[], id: string): string {
  return entries.find((entry) => entry.id === id)?.label ?? id
}
