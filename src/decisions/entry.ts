import { goesAbroad } from '#notice/abroad.ts'
import { basisFor } from '#notice/basis-for.ts'
import type { Edition, EditionActivity } from '#notice/edition.ts'
import { type Basis, type Category, type Circumstance, type Condition, type RecipientKind, sensitivityOf } from '#notice/vocabulary.ts'
import type { Request } from './decision.ts'
import { isLone, type Needed, type Subject } from './requirement.ts'

/** What the edition says about one asker doing one act with one category: the line that a decision rests on. */
export type Entry = {
  readonly subject: Subject
  /** The landlord's own, in addition to what the law asks. */
  readonly needs: readonly Needed[]
  readonly stops: readonly Circumstance[]
  /** Its own clauses; the activity's where it names none. */
  readonly clauses: readonly string[]
}

/** Undefined where nothing entitles the asker. At most one entry answers: the check refuses an edition that grants or shares twice. */
export function entryFor(edition: Edition, activity: EditionActivity, request: Request, category: Category): Entry | undefined {
  if (!isInActivity(activity, category)) return undefined
  if ('role' in request.who) return grantFor(edition, activity, request, category)
  if (request.act !== 'share') return undefined
  return sharingFor(edition, activity, request.who.recipient, category) ?? consentFor(edition, activity, request.who.recipient, category)
}

/** B3, SC6, CC1: a special or criminal category counts as listed only together with its condition. */
export function isInActivity(activity: EditionActivity, category: Category): boolean {
  return activity.categories.includes(category) && (sensitivityOf(category) === 'ordinary' || activity.conditions[category] !== undefined)
}

/** Whether the entry depends on the person's consent. */
export function restsOnConsent({ subject }: Entry): boolean {
  return subject.basis === 'consent' || isLone('art-9-2-a', subject.conditions) || isLone('sch-1-para-29', subject.conditions)
}

function grantFor(edition: Edition, activity: EditionActivity, request: Request, category: Category): Entry | undefined {
  const { who, act } = request
  if (!('role' in who) || act === 'share') return undefined
  const grant = activity.colleagues.find(
    (each) => each.roles.includes(who.role) && each.acts.includes(act) && each.categories.includes(category),
  )
  if (grant === undefined) return undefined
  const conditions = activity.conditions[category] ?? []
  const basis = basisFor(activity, request.relationship)
  const { through } = grant
  const subject = describe(edition, activity, category, { act, basis, conditions, recipient: undefined, regular: false, through })
  return { subject, needs: grant.needs, stops: grant.stops, clauses: grant.clauses.length > 0 ? grant.clauses : activity.clauses }
}

function sharingFor(edition: Edition, activity: EditionActivity, recipient: RecipientKind, category: Category): Entry | undefined {
  const sharing = activity.sharing.find((each) => each.with.includes(recipient) && each.categories.includes(category))
  if (sharing === undefined) return undefined
  // Giving people their own data rests on the activity's condition, since nobody else learns anything.
  const conditions = sharing.conditions[category] ?? (recipient === 'the-person' ? activity.conditions[category] : undefined)
  if (conditions === undefined && sensitivityOf(category) !== 'ordinary') return undefined
  const { basis, regular, through } = sharing
  const subject = describe(edition, activity, category, { act: 'share', basis, conditions: conditions ?? [], recipient, regular, through })
  return { subject, needs: sharing.needs, stops: sharing.stops, clauses: sharing.clauses }
}

/** B2: where the notice lists no sharing and asks for consent instead. Criminal data is never shared that way. */
function consentFor(edition: Edition, activity: EditionActivity, recipient: RecipientKind, category: Category): Entry | undefined {
  const sensitivity = sensitivityOf(category)
  if (activity.otherSharing !== 'ask-consent' || sensitivity === 'criminal') return undefined
  if (activity.sharing.some((each) => each.with.includes(recipient) && each.categories.includes(category))) return undefined
  const conditions: readonly Condition[] = sensitivity === 'special' ? ['art-9-2-a'] : []
  const subject = describe(edition, activity, category, {
    act: 'share',
    basis: 'consent',
    conditions,
    recipient,
    regular: false,
    through: [],
  })
  return { subject, needs: [{ anyOf: ['consent'] }], stops: ['consent-refused'], clauses: ['B2'] }
}

type Known = Pick<Subject, 'act' | 'conditions' | 'recipient' | 'regular'> & { readonly basis: Basis; readonly through: readonly string[] }

function describe(edition: Edition, activity: EditionActivity, category: Category, { through, ...known }: Known): Subject {
  const abroad = goesAbroad(edition, activity, through)
  return { ...known, activity: activity.id, category, sensitivity: sensitivityOf(category), abroad }
}
