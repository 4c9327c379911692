import { exemptions } from '#law/exemptions.ts'

type Exempt = keyof typeof exemptions

/** Ends of the three steps of the law about other people (Schedule 2, paragraph 16) at which a passage is given. */
const givenAs = {
  'about-nobody-else': 'Give: it is about nobody else',
  'not-identified': 'Give: nobody else can be identified from it',
  consented: 'Give: they agree to it',
  reasonable: 'Give: reasonable without their consent',
} as const
type GivenAs = keyof typeof givenAs

/** What is decided about a passage: given, at a step of the law about other people; or left out, on an exemption. */
export type Outcome = GivenAs | Exempt

const isGiven = (outcome: Outcome): outcome is GivenAs => Object.hasOwn(givenAs, outcome)

/** Exemptions on which a passage of a copy can be left out. A claim frees a disclosure from rights, and does not by itself close access. */
const exempt = Object.keys(exemptions).filter((name): name is Exempt => Object.hasOwn(exemptions, name) && name !== 'legal-claims')
export const leftOutAs: readonly Exempt[] = ['other-people', ...exempt.filter((name) => name !== 'other-people')]
export const outcomes: readonly Outcome[] = [
  ...Object.keys(givenAs).filter((name): name is GivenAs => Object.hasOwn(givenAs, name)),
  ...leftOutAs,
]

/** Whether a passage leaves with this outcome. Data concerning health leaves past its lock, whatever is decided. */
export function doesLeave(outcome: Outcome, isHealthOpen: boolean): boolean {
  return isGiven(outcome) || (outcome === 'health-data' && isHealthOpen)
}

/** For the colleague who chooses. */
export function outcomeWords(outcome: Outcome): string {
  if (isGiven(outcome)) return givenAs[outcome]
  if (outcome === 'other-people') return 'Leave out: they can be identified, do not agree, and it is not reasonable without'
  if (outcome === 'health-data') return 'Health: leaves only where the person told us it, or a health professional’s opinion allows it'
  return `Leave out: ${exemptions[outcome].words}`
}

/** Whether it has to be said why. Where they cannot be identified, or it is about nobody else, the text itself shows it. */
export function needsWhy(outcome: Outcome): boolean {
  return outcome !== 'about-nobody-else' && outcome !== 'not-identified' && outcome !== 'health-data'
}

/** Whether the claim has to say until when it holds. What protects other people holds as long as they can be identified. */
export function needsUntil(outcome: Outcome): boolean {
  return !isGiven(outcome) && outcome !== 'other-people' && outcome !== 'health-data'
}

/** For the person, in the place of the passage. */
export function placeWords(outcome: Outcome, label: string): string {
  if (outcome === 'other-people') return `[${label}: left out, it is about somebody else]`
  if (outcome === 'health-data') return `[${label}: left out, a health professional has to be asked first]`
  return isGiven(outcome) ? '' : `[${label}: left out, ${exemptions[outcome].words}]`
}

/** For the person, among the reasons why something was left out. */
export function reasonWords(outcome: Outcome): string {
  if (isGiven(outcome)) return ''
  const { words, cite } = exemptions[outcome]
  return outcome === 'other-people'
    ? `Passages about somebody else are left out: ${exemptions[outcome].test} (${cite}).`
    : `Left out for ${words}: ${exemptions[outcome].test} (${cite}).`
}
