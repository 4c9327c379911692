import type { Gate } from '#gate/gate.ts'
import type { Asked, Colleague, Refused } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { ReadAnswer } from '#gate/read-part.ts'
import type { RecordPart } from '#gate/record-type.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Category } from '#notice/vocabulary.ts'
import { homes } from '#records/asset/asset.ts'
import { consents } from '#records/consent/consent.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { household } from '#records/household-member/household-member.ts'
import { personalDetails, supportNeeds } from '#records/person/person.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { rentEntries } from '#records/rent-entry/rent-entry.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { Fault } from '#shared/fault.ts'

/**
 * What the record page shows for each activity that has a screen. The compiler holds every list below the activity's ceiling;
 * the edition, the role and the facts narrow it further when it is read.
 */
const deskActivities = [
  'contact-handling',
  'tenancy-management',
  'repairs',
  'rent-collection',
  'support-and-wellbeing',
  'complaints-handling',
] as const
export type DeskActivity = (typeof deskActivities)[number]

type Views = { readonly [A in DeskActivity]: readonly RecordPart<Ceiling<A>>[] }

export const views: Views = {
  'contact-handling': [personalDetails, contactDetails, tenures, homes, household, contacts, rentAccounts, consents, supportNeeds],
  'tenancy-management': [personalDetails, contactDetails, tenures, homes, household, contacts],
  repairs: [personalDetails, contactDetails, homes, contacts, supportNeeds],
  'rent-collection': [personalDetails, contactDetails, tenures, rentAccounts, rentEntries, contacts],
  'support-and-wellbeing': [personalDetails, contactDetails, household, supportNeeds],
  'complaints-handling': [personalDetails, contactDetails, contacts],
}

export function isDeskActivity(activity: string): activity is DeskActivity {
  return activity in views
}

/** Every kind of information that the activity's page shows; none where it has no page. */
export function shownBy(activity: string): readonly Category[] {
  return isDeskActivity(activity) ? [...new Set(views[activity].map((part): Category => part.category))] : []
}

/** `changeable`: whether the colleague may add to it and put it right here. */
export type Section = { readonly part: RecordPart; readonly answer: ReadAnswer<unknown>; readonly changeable: boolean }

/** Opens a person for the activity and reads its whole view, with one look and one durable write of its evidence. */
export async function openView<A extends DeskActivity>(
  gate: Gate,
  colleague: Colleague,
  asked: Asked<A>,
): Promise<readonly Section[] | Refused> {
  const opened: Opened<A> | Refused = await gate.open(colleague, asked)
  if (!opened.permitted) return opened
  const parts: readonly RecordPart<Ceiling<A>>[] = views[asked.activity]
  const answers = await opened.readTogether(parts)
  return parts.map((part, place) => {
    const answer = answers[place]
    if (answer === undefined) throw new Fault('part-unanswered', `\`${part.type.name}\` came back without an answer`)
    return { part, answer, changeable: part.type.erasable === true && opened.allows(part.category) }
  })
}
