import type { Edition, EditionActivity } from '#notice/edition.ts'
import type { Category } from '#notice/vocabulary.ts'
import { type Request, structuralReasons } from './decision.ts'
import { entryFor, isInActivity } from './entry.ts'

export type StructuralCode = (typeof structuralReasons)[number]

type Question = { readonly edition: Edition; readonly request: Request; readonly activity: EditionActivity; readonly category: Category }

type Rule = {
  /** Where one of these was found already, this rule adds nothing. */
  readonly unless: readonly StructuralCode[]
  readonly applies: (question: Question) => boolean
}

/** Rules that do not depend on the activity, applied even when the edition does not know it. */
const wrongActs = {
  'act-not-for-colleague': ({ who, act }: Request) => 'role' in who && act === 'share',
  'act-not-for-recipient': ({ who, act }: Request) => 'recipient' in who && act !== 'share',
} as const

/** Where nothing entitles the asker. Each category has only the most general reason; see `unless`. */
const rules: Record<Exclude<StructuralCode, 'activity-unknown' | keyof typeof wrongActs>, Rule> = {
  'relationship-not-covered': {
    unless: [],
    applies: ({ request, activity }) => request.relationship !== undefined && !activity.relationships.includes(request.relationship),
  },
  'role-not-in-activity': {
    unless: [],
    applies: ({ request: { who }, activity }) => 'role' in who && !activity.colleagues.some((grant) => grant.roles.includes(who.role)),
  },
  'recipient-not-in-activity': {
    unless: [],
    applies: ({ request: { who }, activity }) =>
      'recipient' in who &&
      activity.otherSharing !== 'ask-consent' &&
      !activity.sharing.some((sharing) => sharing.with.includes(who.recipient)),
  },
  'category-not-in-activity': {
    unless: [],
    applies: ({ activity, category }) => !isInActivity(activity, category),
  },
  'category-closed-to-role': {
    unless: ['act-not-for-colleague', 'role-not-in-activity', 'category-not-in-activity'],
    applies: ({ request: { who }, activity, category }) =>
      'role' in who && !activity.colleagues.some((grant) => grant.roles.includes(who.role) && grant.categories.includes(category)),
  },
  'category-not-shared-with-recipient': {
    unless: ['act-not-for-recipient', 'recipient-not-in-activity', 'category-not-in-activity'],
    applies: ({ edition, request, activity, category }) =>
      'recipient' in request.who && entryFor(edition, activity, request, category) === undefined,
  },
  'act-closed-to-role': {
    unless: ['act-not-for-colleague', 'role-not-in-activity', 'category-not-in-activity', 'category-closed-to-role'],
    applies: ({ edition, request, activity, category }) =>
      'role' in request.who && entryFor(edition, activity, request, category) === undefined,
  },
}

const isRule = (code: StructuralCode): code is keyof typeof rules => code in rules

/** The structural reasons against one category of the request, in the order of the reasons. */
export function structuralReasonsFor(
  edition: Edition,
  activity: EditionActivity | undefined,
  request: Request,
  category: Category,
): readonly StructuralCode[] {
  const found: StructuralCode[] = []
  for (const code of structuralReasons) {
    if (code === 'activity-unknown') {
      if (activity === undefined) found.push(code)
    } else if (!isRule(code)) {
      if (wrongActs[code](request)) found.push(code)
    } else if (activity !== undefined && !rules[code].unless.some((other) => found.includes(other))) {
      if (rules[code].applies({ edition, request, activity, category })) found.push(code)
    }
  }
  return found
}
