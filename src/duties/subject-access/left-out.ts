import type { NotPermitted } from '#decisions/decision.ts'
import { explain } from '#decisions/explain.ts'
import type { Field } from '#gate/field.ts'
import type { RecordPart } from '#gate/record-part.ts'
import { exemptions } from '#law/exemptions.ts'
import type { Category, Source } from '#notice/vocabulary.ts'
import { type Decided, itsMedia, type LeavesAs, type TextOfCopy, wholeItem } from '../rights/decided.ts'
import { mediaLabel, mediaText } from '../rights/media-text.ts'
import { nameWords } from '../training/names.ts'
import { namesNobody } from './names-nobody.ts'

const others = `${exemptions['other-people'].cite}; UK GDPR Article 15(4)`

/** Reasons for leaving out what was found. Each is given only where it applies. */
export const whyLeftOut = {
  otherPerson: `It is about another person (${others}).`,
  unlinkedMember: `It is about somebody of the household whom our records do not link to you, and who may be another person (${others}).`,
  fromNeighbour: `A neighbour gave it, and it would show who (S6; ${others}).`,
  othersWords: `Somebody else gave it in words of their own: the data protection team reads it before it is given (${others}).`,
  othersName: `It names who took it down, placed it, made it or decided it, another person (${others}).`,
  mayNameOthers: `It is in words that may tell of somebody else too: the data protection team reads it and decides what you get (${others}).`,
  namesHousehold: `It names somebody else of your household: the data protection team reads it and decides what you get (${others}).`,
  saidToBeAnothers: `What is noted beside it may say that it is somebody else’s: the data protection team looks and decides (${others}).`,
  health: `It concerns your health, and you did not tell us it yourself. We may give it once a health professional has said, within the last six months, that it is not likely to do serious harm (${exemptions['health-data'].cite}).`,
  recorded:
    'This copy has the facts of what was recorded or pictured, and not the recording or the picture itself: the data protection team gives you that when it has looked who else is on it (UK GDPR Article 15(3) and (4)).',
  filmed:
    'Our notice lets no customer watch footage, and the law gives you a right to a copy of what shows you: we say both. The data protection team looks for you in it, hides other people, and tells you what you get and why (CV5; UK GDPR Article 15). Tell them soon when you were there: footage goes on its day.',
  disclosed:
    'Where part of footage was given to the police or a court, the data protection team looks whether you are in it and whether telling you is safe (CV4; Data Protection Act 2018, Schedule 2).',
} as const
type WhyLeftOut = (typeof whyLeftOut)[keyof typeof whyLeftOut]

/** Reasons that stand until somebody has read the text. */
const untilRead: ReadonlySet<WhyLeftOut> = new Set<WhyLeftOut>([
  whyLeftOut.fromNeighbour,
  whyLeftOut.othersWords,
  whyLeftOut.mayNameOthers,
  whyLeftOut.namesHousehold,
  whyLeftOut.saidToBeAnothers,
  whyLeftOut.health,
])

/** Data concerning health (UK GDPR Article 4(15)): what somebody needs help with tells of it too. */
const concernHealth: ReadonlySet<Category> = new Set<Category>(['health', 'disability', 'support-needs'])

/** A time in which a camera filmed without a break worth reporting. */
export type FilmedTime = { readonly camera: string; readonly from: string; readonly to: string }

/**
 * Something that was found and left out, with the reason. Everything that is left out has such a line. `count`: items; 0 if they could not
 * be counted.
 */
export type Withheld = {
  readonly type: string
  readonly count: number
  readonly reason: string
  /** For footage: where and when, but not what it shows. */
  readonly times?: readonly FilmedTime[]
}

/** The search as the law requires it to be recorded: how many items had something in them, and from how many something was given. */
export type Searched = { readonly type: string; readonly category: string; readonly found: number; readonly given: number }

export function inWords(refusal: NotPermitted): string {
  return explain(refusal)
    .map(({ why, clause }) => `${why} (${clause})`)
    .join(' ')
}

/** Sources whose words may be about themselves or about others. Words from the person, the landlord or a machine are not among them. */
const otherGivers: ReadonlySet<unknown> = new Set<Source>([
  'household',
  'representative',
  'local-authority',
  'other-agency',
  'government-scheme',
  'choice-based-lettings',
  'other',
])

type Row = Readonly<Record<string, unknown>>
type Value = string | number | boolean

/** Whose copy it is. `household`: words in the names of the others in their household that are not in the person's own names. */
export type Requester = { readonly person: string; readonly household: ReadonlySet<string> }

/** What the person gets of one row, and why the rest is left out. `given` is null if they get nothing. */
export type GivenAndLeftOut = { readonly given: Readonly<Record<string, Value>> | null; readonly leftOut: readonly string[] }

/**
 * INVARIANT: every filled field is either given or has a reason. Keys and ids are for the software and say nothing about anybody. `decided`: what was
 * decided about the texts that somebody has to read.
 */
export function sortOut(part: RecordPart, row: Row, requester: Requester, decided?: Decided): GivenAndLeftOut {
  const filled = filledIn(part, row)
  if (filled.length === 0) return { given: null, leftOut: [] }
  if (part.type.tie.mayBeUnknown === true && row.personId !== requester.person)
    return { given: null, leftOut: [typeof row.personId === 'string' ? whyLeftOut.otherPerson : whyLeftOut.unlinkedMember] }
  const isTheirs = part.type.ownChoice === true || row.source === 'the-person'
  const about = (field: string, value: string, isHealth: boolean): TextOfCopy => {
    return { place: part.type.name, itemId: String(row.id), field, value, isTheirs, isHealth }
  }
  const whole = decided?.(about(wholeItem, '', false))
  if (whole?.words === null) return { given: null, leftOut: whole.reasons }
  const given: Record<string, Value> = {}
  const leftOut = new Set<string>()
  for (const { name, field, value } of filled) {
    const isHealth = concernHealth.has(field.category)
    // Whoever reads it decides about all of it: a parent or deputy gets less than the person does.
    const isLocked = isHealth && (decided !== undefined || !isTheirs)
    const why = isLocked ? whyLeftOut.health : whyNot(field, value, row, requester)
    const leaves =
      why === null
        ? { words: value, reasons: [] }
        : (readAs(why, field, value, about(name, String(value), isHealth), decided) ?? { words: null, reasons: [why] })
    if (leaves.words !== null) given[field.label.customer] = leaves.words
    for (const reason of leaves.reasons) leftOut.add(reason)
  }
  if (typeof row.mediaId === 'string' && row.source !== 'neighbour' && part.type.writtenOnSharing !== true) {
    const media = decided?.(about(itsMedia, mediaText(row), false))
    if (media != null) given[mediaLabel] = media.words ?? 'Not given: the reason stands among what we left out'
    for (const reason of media?.reasons ?? [whyLeftOut.recorded]) leftOut.add(reason)
  }
  return { given: Object.keys(given).length === 0 ? null : given, leftOut: [...leftOut] }
}

/** How a text leaves that somebody has read; null where nobody has, or it is nothing to be read. */
function readAs(why: WhyLeftOut, field: Field, value: Value, text: TextOfCopy, decided: Decided | undefined): LeavesAs | null {
  if (decided === undefined || typeof value !== 'string' || !untilRead.has(why)) return null
  // Of what a neighbour gave, a date or a word of a list tells only that somebody gave it.
  return why === whyLeftOut.fromNeighbour && !field.sealed ? null : decided(text)
}

function whyNot(field: Field, value: Value, row: Row, { household }: Requester): WhyLeftOut | null {
  if (row.source === 'neighbour') return whyLeftOut.fromNeighbour
  if (field.owner === 'third-party') return whyLeftOut.othersName
  if (field.sealed && otherGivers.has(row.source)) return whyLeftOut.othersWords
  if (field.owner === 'own-words' && row.source === 'the-person') return null
  const isWritten = field.owner === 'may-name-others' || field.owner === 'own-words'
  if (isWritten) return isKnownHarmless(value) ? null : whyLeftOut.mayNameOthers
  if (field.sealed && nameWords(String(value)).some((word) => household.has(word))) return whyLeftOut.namesHousehold
  return (field.saidToBe ?? []).every((name) => isKnownHarmless(row[name])) ? null : whyLeftOut.saidToBeAnothers
}

function isKnownHarmless(value: unknown): boolean {
  return typeof value !== 'string' || namesNobody(value)
}

function filledIn({ type, fields }: RecordPart, row: Row) {
  return fields.flatMap((name) => {
    const field = type.fields[name]
    const value = row[name]
    if (field === undefined || field.kind === 'uuid' || field.owner === 'machine' || !isValue(value)) return []
    return { name, field, value }
  })
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
