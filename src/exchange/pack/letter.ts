import { basesInLaw } from '#law/bases.ts'
import { basisFor, ownBasisFirst } from '#notice/basis-for.ts'
import type { Edition, EditionActivity } from '#notice/edition.ts'
import { keptUntil, labelled } from '#notice/public-words.ts'
import { systemsTable } from '#notice/systems-words.ts'
import type { Relationship } from '#notice/vocabulary.ts'

/** A part of the letter under a heading: sentences, then a list. */
export type LetterPart = { readonly heading: string; readonly lines: readonly string[]; readonly list: readonly string[] }

/** Whose information it is, as far as the letter depends on it. `categories`: those of which something was found. */
export type Whose = { readonly relationships: readonly Relationship[]; readonly categories: ReadonlySet<string> }

/**
 * What the law wants told with a copy (UK GDPR Article 15(1) and (2)), from the notice in force: for the uses that concern this person, and the kinds
 * of information that are held about them. Empty where nothing is held.
 */
export function letterParts(edition: Edition, whose: Whose): readonly LetterPart[] {
  const uses = usesOf(edition, whose)
  if (uses.length === 0) return [rights(edition)]
  const held = edition.categories.filter(({ id }) => whose.categories.has(id))
  return [
    {
      heading: 'What we use your information for',
      lines: ['Each use has its reason in law. What you can choose stands in our notice.'],
      list: uses.map((use) => `${use.title}. ${use.why} The law calls this ground “${basesInLaw[basisOf(use, whose)].label}”.`),
    },
    {
      heading: 'What kinds of information we hold',
      lines: [],
      list: held.map(({ label, description }) => `${label}: ${description}`),
    },
    recipients(edition, uses, whose),
    {
      heading: 'How long we keep it',
      lines: ['Afterwards it is deleted, unless a dispute or a request keeps it longer.'],
      list: periods(edition, uses, whose),
    },
    {
      heading: 'Where we got it',
      lines: ['With each item below we say where it came from. It can have come from:'],
      list: labelled(edition.sources, [...new Set(uses.flatMap(({ sources }) => sources))]).map(({ label }) => label),
    },
    abroad(edition, uses),
    rights(edition),
  ]
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

function recipients(edition: Edition, uses: readonly EditionActivity[], { categories }: Whose): LetterPart {
  const sharings = uses.flatMap(({ sharing }) => sharing).filter((each) => each.categories.some((category) => categories.has(category)))
  const ids = new Set<string>(sharings.flatMap((each) => each.with))
  const list = edition.recipients.filter(({ id }) => id !== 'the-person' && ids.has(id))
  return {
    heading: 'Who we can share it with',
    lines: ['Usually only our own colleagues see it. We share no more than is needed, and only for the uses above. It can go to:'],
    list: list.map(({ label, description }) => `${label}: ${description}`),
  }
}

function periods(edition: Edition, uses: readonly EditionActivity[], { categories }: Whose): readonly string[] {
  const labels = new Set(edition.categories.filter(({ id }) => categories.has(id)).map(({ label }) => label))
  const byWords = new Map<string, Set<string>>()
  for (const kept of uses.flatMap((activity) => keptUntil(edition, activity))) {
    const what = kept.categories.filter((label) => labels.has(label))
    const known = byWords.get(kept.words) ?? new Set()
    for (const label of what) known.add(label)
    if (what.length > 0) byWords.set(kept.words, known)
  }
  return [...byWords].map(([words, what]) => `${[...what].join(', ')}: ${words}`)
}

function abroad(edition: Edition, uses: readonly EditionActivity[]): LetterPart {
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
function rights({ landlord }: Edition): LetterPart {
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
      'You can ask for what you gave us in a form that a computer can read. The JSON file that comes with this letter is one.',
      'If you agreed to a use, you can take that back at any time.',
      'If a computer alone ever makes a big decision about you, you can ask for a person to look at it.',
    ],
  }
}
