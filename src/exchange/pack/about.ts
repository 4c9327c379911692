import { basesInLaw } from '#law/bases.ts'
import { basisFor, ownBasisFirst } from '#notice/basis-for.ts'
import { complaintRoutes } from '#notice/complaint-routes.ts'
import type { Edition, EditionActivity } from '#notice/edition.ts'
import { labelled } from '#notice/public-words.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { systemsTable } from '#notice/systems-words.ts'
import type { Basis, Relationship } from '#notice/vocabulary.ts'

/** A part of a pack under a heading: sentences, then a list. */
export type TextPart = { readonly heading: string; readonly lines: readonly string[]; readonly list: readonly string[] }

/** The uses that rest on one ground in law. `kept`: periods of its own that a use has for some kinds of information. */
export type UsesOnGround = {
  readonly ground: string
  readonly sentence: string
  readonly uses: readonly { readonly title: string; readonly why: string; readonly kept: readonly string[] }[]
}

/** A kind of information that is held, and how long it is kept where no use has a period of its own for it. */
export type HeldKind = { readonly label: string; readonly description: string; readonly kept: string }

/** What the law wants told with a copy. */
export type About = { readonly kinds: readonly HeldKind[]; readonly uses: readonly UsesOnGround[]; readonly parts: readonly TextPart[] }

/** Whose information it is, as far as this depends on it. `categories`: those of which something was found. */
export type Whose = { readonly relationships: readonly Relationship[]; readonly categories: ReadonlySet<string> }

/**
 * What the law wants told with a copy (UK GDPR Article 15(1) and (2)), from the notice in force: for the uses that concern this person, and the kinds
 * of information that are held about them. Where nothing is held, only their rights and where they can complain.
 */
export function aboutOf(edition: Edition, whose: Whose, day: Temporal.PlainDate): About {
  const uses = usesOf(edition, whose)
  const always = [rights(edition), { heading: 'How to complain', lines: complaintRoutes(edition, day), list: [] }]
  if (uses.length === 0) return { kinds: [], uses: [], parts: always }
  return {
    kinds: kindsHeld(edition, uses, whose),
    uses: onGrounds(edition, uses, whose),
    parts: [recipients(edition, uses, whose), sources(edition, uses), abroad(edition, uses), ...always],
  }
}

function kindsHeld(edition: Edition, uses: readonly EditionActivity[], { categories }: Whose): readonly HeldKind[] {
  return edition.categories
    .filter(({ id }) => categories.has(id))
    .map(({ id, label, description }) => {
      const rules = uses.filter((use) => use.categories.includes(id)).map((use) => retentionRuleFor(edition, id, use.id))
      const general = rules.find((rule) => rule !== undefined && rule.activities === undefined)
      return { label, description, kept: general?.words ?? 'As long as the use that it is for: see below' }
    })
}

function onGrounds(edition: Edition, uses: readonly EditionActivity[], whose: Whose): readonly UsesOnGround[] {
  const byBasis = Map.groupBy(uses, (use): Basis => basisOf(use, whose))
  return [...byBasis].map(([basis, on]) => ({
    ground: basesInLaw[basis].label,
    sentence: basesInLaw[basis].sentence,
    uses: on.map((use) => ({ title: use.title, why: use.why, kept: keptOtherwise(edition, use, whose) })),
  }))
}

function keptOtherwise(edition: Edition, use: EditionActivity, { categories }: Whose): readonly string[] {
  const held = use.categories.filter((category) => categories.has(category))
  const byRule = Map.groupBy(held, (category) => retentionRuleFor(edition, category, use.id))
  return [...byRule].flatMap(([rule, of]) => {
    if (rule?.activities === undefined) return []
    const what = labelled(edition.categories, of).map(({ label }) => label)
    return [`${what.join(', ')}: ${rule.words}`]
  })
}

/** The basis of what colleagues do for this person: of what they are to the landlord, what the use itself rests on first goes first. */
function basisOf(use: EditionActivity, { relationships }: Whose): EditionActivity['basis'] {
  const theirs = relationships.filter((each) => use.relationships.includes(each))
  return basisFor(use, ownBasisFirst(use, theirs)[0])
}

function usesOf(edition: Edition, { relationships, categories }: Whose): readonly EditionActivity[] {
  return edition.activities.filter(
    (activity) =>
      activity.relationships.some((each) => relationships.includes(each)) && activity.categories.some((each) => categories.has(each)),
  )
}

function recipients(edition: Edition, uses: readonly EditionActivity[], { categories }: Whose): TextPart {
  const sharings = uses.flatMap(({ sharing }) => sharing).filter((each) => each.categories.some((category) => categories.has(category)))
  const ids = new Set<string>(sharings.flatMap((each) => each.with))
  const list = edition.recipients.filter(({ id }) => id !== 'the-person' && ids.has(id))
  return {
    heading: 'Who we can share it with',
    lines: ['Usually only our own colleagues see it. We share no more than is needed, and only for the uses above. It can go to:'],
    list: list.map(({ label, description }) => `${label}: ${description}`),
  }
}

function sources(edition: Edition, uses: readonly EditionActivity[]): TextPart {
  const from = labelled(edition.sources, [...new Set(uses.flatMap((use) => use.sources))]).map(({ label }) => label)
  return {
    heading: 'Where we got it',
    lines: ['With each item of the copy we say where it came from.', `For these uses it can have come from: ${from.join('; ')}.`],
    list: [],
  }
}

function abroad(edition: Edition, uses: readonly EditionActivity[]): TextPart {
  const ids = new Set(uses.flatMap(({ systems }) => systems))
  const systems = systemsTable(edition).filter(({ id }) => ids.has(id))
  const unknown = systems.filter(({ confirmed }) => confirmed === null)
  const outside = systems.flatMap(({ name, confirmed }) =>
    confirmed?.covered === undefined ? [] : [`${name}, in ${confirmed.place}: ${confirmed.covered.by} (${confirmed.covered.reference}).`],
  )
  const lines = [
    outside.length === 0
      ? 'No system that we use for your information is known to be outside the United Kingdom.'
      : 'These systems are outside the United Kingdom, with what protects your information there. Ask us for a copy of it.',
    ...(unknown.length === 0
      ? []
      : ['We have not confirmed yet in which country some of our systems are. We count these as abroad, and send nothing to them.']),
  ]
  return { heading: 'Information outside the United Kingdom', lines, list: outside }
}

/** In the words of the law, which no landlord changes (UK GDPR Articles 15 to 22C). */
function rights({ landlord }: Edition): TextPart {
  const { dataProtection, regulator } = landlord.contacts
  return {
    heading: 'Your rights',
    lines: [
      `Using your rights is free. Ask our ${dataProtection.team}: ${dataProtection.email}, ${dataProtection.phone}.`,
      `The regulator explains each right: ${regulator.website}.`,
    ],
    list: [
      'If something is wrong or missing, you can ask us to put it right.',
      'You can ask us to delete it. Sometimes we have to keep it, and then we say why.',
      'You can ask us to keep it but not use it, for example while we check whether it is right.',
      'You can object to what we do with it for our own interests, and to marketing at any time.',
      'You can ask for what you gave us in a form that a computer can read. The file your-information.json is one.',
      'If you agreed to a use, you can take that back at any time.',
      'If a computer alone ever makes a big decision about you, you can ask for a person to look at it.',
    ],
  }
}
