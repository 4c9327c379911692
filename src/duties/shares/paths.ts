import { type WordOf, wordIn } from '#gate/field.ts'
import { answerCouncilTaxBy } from '#law/clocks/notices.ts'
import type { Edition } from '#notice/edition.ts'
import type { Circumstance, RecipientKind } from '#notice/vocabulary.ts'
import { occasions, share } from '#records/share/share.ts'
import { isDecidedAlone } from '../subject-access/decided-one-by-one.ts'

export type Occasion = keyof typeof occasions
/** We ask them about the person, so that nobody asked us. What goes says who the person is, and no more. */
export const ourQuestion = 'our-question' satisfies Occasion
/** What a recipient of the kind is asked for, besides what is shared and why. */
export type Asked = 'asker' | 'authoriser' | 'reference' | 'isVictim' | 'requestedOn'

/**
 * The short path for one kind of recipient. `occasions`: why something can go to them, the usual one first. `asks`: the facts that have to be given.
 * `ringBack`: whoever asked is rung back, at the number in our register, before anything leaves.
 */
export type Path = {
  readonly occasions: readonly [Occasion, ...Occasion[]]
  readonly asks: readonly Asked[]
  readonly ringBack?: true
  /** The person is never asked whether it may go to them: asking could warn them, or lose time. */
  readonly neverAsked?: true
  /** We may ask them for a reference ourselves. */
  readonly weAsk?: true
  /** The last day on which the law has their question answered, from the day on which it came in. */
  readonly answerBy?: (requestedOn: Temporal.PlainDate) => Temporal.PlainDate
}

const byLaw: Path = { occasions: ['order', 'request'], asks: ['asker', 'reference'] }
const forUs: Path = { occasions: ['task'], asks: [] }
const landlord: Path = { occasions: ['request'], asks: ['asker'], ringBack: true, weAsk: true }

/** One path for each kind of recipient; none for the person, who has their copy. */
export const paths: Readonly<Record<Exclude<RecipientKind, 'the-person'>, Path>> = {
  // LAW.md: an inspector or above authorises, the power and a reference are named, and it is asked whether the person is the victim.
  police: {
    occasions: ['request', 'own-report'],
    asks: ['asker', 'authoriser', 'reference', 'isVictim'],
    ringBack: true,
    neverAsked: true,
  },
  court: { occasions: ['order'], asks: ['reference'], neverAsked: true },
  regulator: byLaw,
  'housing-ombudsman': byLaw,
  'health-and-safety-executive': byLaw,
  'information-commissioner': byLaw,
  'government-department': byLaw,
  'council-tax': { occasions: ['order'], asks: ['reference', 'requestedOn'], answerBy: answerCouncilTaxBy },
  'housing-benefit-office': { occasions: ['order', 'request'], asks: ['reference'] },
  'local-authority': { occasions: ['request', 'referral', 'own-report'], asks: ['asker'], ringBack: true },
  'emergency-services': { occasions: ['request', 'referral'], asks: [], ringBack: true, neverAsked: true },
  'health-care': { occasions: ['referral', 'request'], asks: [], ringBack: true },
  'support-agency': { occasions: ['referral', 'request'], asks: [] },
  'social-landlord': landlord,
  'private-landlord': landlord,
  'utility-company': { occasions: ['request'], asks: ['asker'], ringBack: true },
  'group-company': forUs,
  contractor: forUs,
  'legal-agent': forUs,
  'service-agent': forUs,
  representative: { occasions: ['request'], asks: ['asker'] },
}

export type ShareableKind = keyof typeof paths

/** The path for one use of people's information: the law or the case is asked for as well where the notice shares something only with it. */
export function pathFor({ activities }: Pick<Edition, 'activities'>, activity: string, kind: ShareableKind): Path {
  const path = paths[kind]
  if (path.asks.includes('reference')) return path
  const lines = activities.find(({ id }) => id === activity)?.sharing.filter((each) => each.with.includes(kind)) ?? []
  const isByLaw = lines.some(
    ({ basis, needs }) => basis === 'legal-obligation' || needs.some(({ anyOf }) => anyOf.includes('legal-reference')),
  )
  return isByLaw && kind !== 'representative' ? { ...path, asks: [...path.asks, 'reference'] } : path
}

export function isShareable(kind: string): kind is ShareableKind {
  return kind in paths
}

export function isOccasion(word: string): word is Occasion {
  return word in occasions
}

/** Whether something can go to such a recipient for the occasion. */
export function goesFor({ occasions: theirs, weAsk }: Path, occasion: Occasion): boolean {
  return occasion === ourQuestion ? weAsk === true : theirs.includes(occasion)
}

/** Whether it is asked what the person wants, as the notice has it: of an adult at risk, whose wishes are overridden only with a reason. */
export function asksWishes({ activities }: Pick<Edition, 'activities'>, activity: string): boolean {
  return activities.find(({ id }) => id === activity)?.asksWishes !== undefined
}

/** Whether a fact is asked for: a report or a question of our own names nobody who asked, and no victim is looked for where nobody investigates. */
export function asksFor({ asks }: Path, fact: Asked, occasion: Occasion): boolean {
  if (!asks.includes(fact)) return false
  return (occasion !== 'own-report' && occasion !== ourQuestion) || fact === 'reference'
}

type Facts = {
  readonly asker: string | null
  readonly authoriser: string | null
  readonly reference: string | null
  readonly isVictim: string | null
  readonly requestedOn: string | null
}

/** Whether everything is there that is asked for before something goes to such a recipient for the occasion. */
export function hasFacts(path: Path, occasion: Occasion, facts: Facts): boolean {
  const asked = path.asks.filter((fact) => asksFor(path, fact, occasion))
  return asked.every((fact) => !isBlank(facts[fact]))
}

/** Whether it is asked by when they need it: of whoever asked. */
export function asksNeededBy(occasion: Occasion): boolean {
  return occasion === 'request' || occasion === 'order'
}

/** By when it is needed: as they said, or as the law has it where it sets a time; of the two the earlier. */
export function neededByOf(
  { answerBy }: Pick<Path, 'answerBy'>,
  { requestedOn, neededBy }: { readonly requestedOn: string | null; readonly neededBy: string | null },
): string | null {
  const byLaw = answerBy === undefined || requestedOn === null ? [] : [answerBy(Temporal.PlainDate.from(requestedOn))]
  const asSaid = neededBy === null ? [] : [Temporal.PlainDate.from(neededBy)]
  const [earlier] = [...byLaw, ...asSaid].toSorted(Temporal.PlainDate.compare)
  return earlier?.toString() ?? null
}

type Wishes = { readonly wishes: string | null; readonly wishesWhy: string | null }

/** Whether an adult at risk was heard, or it is said why it is shared all the same. */
export function areWishesSettled(edition: Pick<Edition, 'activities'>, activity: string, { wishes, wishesWhy }: Wishes): boolean {
  return !asksWishes(edition, activity) || wishes === 'agrees' || (wishes !== null && !isBlank(wishesWhy))
}

export function isBlank(words: string | null): boolean {
  return words === null || words.trim() === ''
}

/** `reference`: a law, an order or a case. */
type Given = { readonly reference: string | null; readonly consentAnswer: string | null }

/** What each answer of the person shows. */
const shownByAnswer: Readonly<Record<WordOf<typeof share.fields.consentAnswer>, readonly Circumstance[]>> = {
  agreed: ['consent'],
  'agreed-for-them': ['consent', 'parental-authority'],
  refused: ['consent-refused'],
}

/** What the occasion and the facts that were given show to the notice. */
export function shownBy(occasion: Occasion, { reference, consentAnswer }: Given): readonly Circumstance[] {
  const shown: Readonly<Record<Occasion, readonly Circumstance[]>> = {
    request: ['written-request'],
    order: ['written-request'],
    'own-report': ['own-report'],
    referral: [],
    task: [],
    'our-question': [],
  }
  const answer = wordIn(share.fields.consentAnswer, consentAnswer)
  return [
    ...shown[occasion],
    ...(isBlank(reference) ? [] : (['legal-reference'] as const)),
    ...(answer === null ? [] : shownByAnswer[answer]),
  ]
}

/** Every circumstance that filling the form can show, for offering what could go. */
export function couldShow({ occasions, asks }: Path): readonly Circumstance[] {
  const reference = asks.includes('reference') ? 'asked' : null
  return [...new Set(occasions.flatMap((occasion) => shownBy(occasion, { reference, consentAnswer: null })))]
}

/**
 * Whether the line stays hidden from the person until somebody decides: telling could defeat what it is for (Data Protection Act 2018, Schedule 2,
 * paragraph 2), or put somebody in danger.
 */
export function isHiddenFirst(activity: string, recipient: RecipientKind): boolean {
  return isDecidedAlone(activity) || recipient === 'police'
}
