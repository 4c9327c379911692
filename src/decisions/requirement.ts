import type { Act, Basis, Category, Circumstance, Condition, RecipientKind, Sensitivity } from '#notice/vocabulary.ts'

/** What a requirement looks at in an entry of the edition. */
export type Subject = {
  readonly act: Act
  readonly activity: string
  readonly category: Category
  readonly sensitivity: Sensitivity
  readonly basis: Basis
  readonly conditions: readonly Condition[]
  /** Undefined for a colleague. */
  readonly recipient: RecipientKind | undefined
  /** A sharing that happens regularly. */
  readonly regular: boolean
  /** Some system that the data is in, or is sent to, counts as outside the United Kingdom. */
  readonly abroad: boolean
}

/** The entries a requirement is for: each condition given here must hold for the entry. */
export type Applies = {
  readonly acts?: readonly Act[]
  readonly activities?: readonly string[]
  readonly exceptActivities?: readonly string[]
  /** Not asked where colleagues collect, see or use these categories; always asked where they are shared. */
  readonly exceptKept?: readonly Category[]
  readonly sensitivities?: readonly Sensitivity[]
  readonly bases?: readonly Basis[]
  readonly exceptBases?: readonly Basis[]
  readonly recipients?: readonly RecipientKind[]
  readonly exceptRecipients?: readonly RecipientKind[]
  /** The condition is one of the entry's. */
  readonly condition?: Condition
  /** The condition is one of the entry's, and the only one of its kind (Article 9, or Schedule 1). */
  readonly loneCondition?: Condition
  /** The entry rests on these paragraphs of Schedule 1 alone: on one of them, or on several. */
  readonly restsOn?: readonly Condition[]
  readonly regular?: true
  readonly abroad?: true
}

/** One thing that must hold: one of `anyOf` is present, whenever `when` (if given) is. The first is the one that a refusal names. */
export type Needed = { readonly anyOf: readonly Circumstance[]; readonly when?: Circumstance | undefined }

/** What the law or the notice asks of every entry of a kind, whatever the landlord wrote. */
export type Requirement = {
  readonly id: string
  readonly applies: Applies
  /** The clause of the ledger that it serves. */
  readonly clause: string
  /** Where it is written. */
  readonly source: string
} & ({ readonly needs: Needed } | { readonly stops: Circumstance })

/** Whether a requirement is for this entry. */
export function appliesTo(requirement: Requirement, subject: Subject): boolean {
  const { applies } = requirement
  return (
    allows(applies.acts, subject.act) &&
    allows(applies.activities, subject.activity) &&
    spares(applies.exceptActivities, subject.activity) &&
    (subject.act === 'share' || spares(applies.exceptKept, subject.category)) &&
    allows(applies.sensitivities, subject.sensitivity) &&
    allows(applies.bases, subject.basis) &&
    spares(applies.exceptBases, subject.basis) &&
    (applies.recipients === undefined || (subject.recipient !== undefined && applies.recipients.includes(subject.recipient))) &&
    (applies.exceptRecipients === undefined || subject.recipient === undefined || !applies.exceptRecipients.includes(subject.recipient)) &&
    (applies.condition === undefined || subject.conditions.includes(applies.condition)) &&
    (applies.loneCondition === undefined || isLone(applies.loneCondition, subject.conditions)) &&
    (applies.restsOn === undefined || restsOnlyOn(applies.restsOn, subject.conditions)) &&
    (applies.regular === undefined || subject.regular) &&
    (applies.abroad === undefined || subject.abroad)
  )
}

/** Whether `condition` is there as the only one of its kind, so that nothing else could carry the use. */
export function isLone(condition: Condition, conditions: readonly Condition[]): boolean {
  const ofItsKind = conditions.filter((other) => kindOf(other) === kindOf(condition))
  return ofItsKind.length === 1 && ofItsKind[0] === condition
}

/** Paragraph 36 carries nothing by itself: it lets another paragraph serve for data about crime, with that one's test of the person. */
function restsOnlyOn(paragraphs: readonly Condition[], conditions: readonly Condition[]): boolean {
  const carrying = conditions.filter((each) => kindOf(each) === 'schedule' && each !== 'sch-1-para-36')
  return carrying.length > 0 && carrying.every((each) => paragraphs.includes(each))
}

function kindOf(condition: Condition): 'article' | 'schedule' {
  return condition.startsWith('sch-') ? 'schedule' : 'article'
}

function allows<T>(listed: readonly T[] | undefined, value: T): boolean {
  return listed === undefined || listed.includes(value)
}

function spares<T>(listed: readonly T[] | undefined, value: T): boolean {
  return listed === undefined || !listed.includes(value)
}
