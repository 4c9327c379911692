import type { Answer } from '#decisions/done-or-refused.ts'
import { isInActivity } from '#decisions/entry.ts'
import type { Gate } from '#gate/gate.ts'
import type { AccessRequest, Colleague } from '#gate/judge.ts'
import { mayHave } from '#gate/opened.ts'
import type { ReadAnswer } from '#gate/read/read-part.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Edition } from '#notice/edition.ts'
import { type Activity, activities, type Category } from '#notice/vocabulary.ts'
import { partsWithin } from '#records/every-part.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord, isSaid, textOf } from '#shared/record.ts'

/**
 * Every activity opens a record, but for four: the check of who somebody is must never show what it asks for (SE2), and what the website
 * does, and whom it tells of changes, is about nobody on file.
 */
const withoutRecord = ['identity-verification', 'housing-officer-lookup', 'website-analytics', 'notice-changes'] as const
export type DeskActivity = Exclude<Activity, (typeof withoutRecord)[number]>

const opensNone: ReadonlySet<string> = new Set(withoutRecord)
const known: ReadonlySet<string> = new Set(activities)

export function isDeskActivity(activity: string): activity is DeskActivity {
  return known.has(activity) && !opensNone.has(activity)
}

/**
 * What the record page shows: everything that is kept about a person and that the edition needs for the activity, in the order of a
 * desk. Derived, so that a newcomer among record types is never forgotten. Messages and footage are tied to nobody's record.
 */
export function viewFor<A extends DeskActivity>(edition: Edition, activity: A): readonly RecordPart<Ceiling<A>>[] {
  const entry = edition.activities.find((each) => each.id === activity)
  if (entry === undefined) return []
  return partsWithin(activity)
    .filter((part) => part.type.tie.isOnRecord && isInActivity(entry, part.category))
    .toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** A type that says no place comes last. */
function placeOf({ type }: Pick<RecordPart, 'type'>): number {
  return type.onRecord?.position ?? Number.MAX_SAFE_INTEGER
}

/** Every kind of information that the activity's page shows; none where it has no page. */
export function shownBy(edition: Edition, activity: string): readonly Category[] {
  return isDeskActivity(activity) ? [...new Set(viewFor(edition, activity).map((part): Category => part.category))] : []
}

/** `addable`: whether the colleague may add to it here. `changeable`: whether they may also put right what is there. */
export type Section = {
  readonly part: RecordPart
  readonly answer: ReadAnswer<unknown>
  readonly addable: boolean
  readonly changeable: boolean
}

/**
 * Opens a person for the activity and reads its whole view, with one look and one durable write of its evidence. `takesNotes`: whether the
 * colleague may note a contact here.
 */
export async function openView<A extends DeskActivity>(
  gate: Gate,
  edition: Edition,
  colleague: Colleague,
  asked: AccessRequest<A>,
): Promise<Answer<{ readonly sections: readonly Section[]; readonly takesNotes: boolean }>> {
  const opened = await gate.open(colleague, asked)
  if (!opened.ok) return opened
  const parts = viewFor(edition, asked.activity)
  const answers = await opened.readTogether(parts)
  const sections = parts.map((part, place) => {
    const answer = answers[place]
    if (answer === undefined) throw new Fault('part-unanswered', `\`${part.type.name}\` came back without an answer`)
    const changeable = part.type.erasable === true && opened.allows(part.category)
    return { part, answer, addable: opened.allows(part.category, 'collect'), changeable }
  })
  return { ok: true, sections, takesNotes: mayHave(opened, 'contact-log') && opened.allows('contact-log', 'collect') }
}

type Item = Readonly<Record<string, unknown>>

/** The items of a part, the newest first: by the field that its type says, or else by the first moment; without one, as they were collected. */
export function itemsOf({ part, answer }: Pick<Section, 'part' | 'answer'>): readonly Item[] {
  const rows = answer.ok ? answer.rows.filter(isRecord) : []
  const moment = momentOf(part)
  return moment === undefined ? rows : rows.toSorted((one, other) => textOf(other[moment]).localeCompare(textOf(one[moment])))
}

/** The field that tells when an item happened. */
export function momentOf({ type, fields }: Section['part']): string | undefined {
  return type.onRecord?.newestFirst ?? fields.find((name) => type.fields[name]?.kind === 'instant')
}

/** Whether the part holds nothing at all: no item, or none of which anything is said. What is kept back is something. */
export function isEmpty({ part, answer }: Pick<Section, 'part' | 'answer'>): boolean {
  if (!answer.ok || answer.onHold !== null || answer.otherPurpose !== undefined) return false
  return answer.rows.filter(isRecord).every((row) => part.fields.every((name) => !isSaid(row[name])))
}
