import type { StructuralReason } from './decision.ts'

/** The names that a sentence can use; null where they are not known. */
export type Names = {
  readonly who: string | null
  readonly what: string | null
  readonly activity: string | null
  readonly relationship: string | null
  /** What they asked to do, as a verb. */
  readonly act: string
}

export type StructuralWords = { readonly why: (names: Names) => string; readonly clause: string; readonly remedy: string }

const inBrackets = (name: string | null): string => (name === null ? '' : ` (${name})`)
const quoted = (activity: string | null): string => (activity === null ? 'this activity' : `“${activity}”`)
const asSubject = (activity: string | null): string => (activity === null ? 'This activity' : `“${activity}”`)

/** For each way in which nothing entitles the person who asks: why, and what they can do about it. */
export const structuralWords: Record<StructuralReason, StructuralWords> = {
  'activity-unknown': {
    why: ({ activity }) =>
      `This notice has no activity${activity === null ? ' of that name' : ` “${activity}”`}, so nothing may be done for it.`,
    clause: 'L1',
    remedy: 'Name an activity of the notice; the public page lists them all.',
  },
  'act-not-for-colleague': {
    why: () => 'Sharing hands data to somebody outside, and no recipient is named.',
    clause: 'B1',
    remedy: 'Name the recipient who is to have it.',
  },
  'act-not-for-recipient': {
    why: ({ who, act }) => `A recipient is given data and does not ${act} our records${inBrackets(who)}.`,
    clause: 'R1',
    remedy: 'Ask whether it may be shared.',
  },
  'relationship-not-covered': {
    why: ({ activity, relationship }) =>
      `${asSubject(activity)} does not cover this person’s relationship with us${inBrackets(relationship)}.`,
    clause: 'N2',
    remedy: 'Choose another activity, or correct their relationship with us on record.',
  },
  'role-not-in-activity': {
    why: ({ who, activity }) => `${asSubject(activity)} is not part of this role${inBrackets(who)}.`,
    clause: 'R1',
    remedy: 'Ask a colleague in a role that has access.',
  },
  'recipient-not-in-activity': {
    why: ({ who, activity }) => `Nothing is shared for ${quoted(activity)} with this recipient${inBrackets(who)}.`,
    clause: 'B1',
    remedy: 'Do not share it; ask the data protection officer if you think that the law allows it.',
  },
  'category-not-in-activity': {
    why: ({ what, activity }) => `${asSubject(activity)} does not need this${inBrackets(what)}.`,
    clause: 'P3',
    remedy: 'Choose the activity that the data is needed for.',
  },
  'category-closed-to-role': {
    why: ({ what, who, activity }) => `This role${inBrackets(who)} has no access to this${inBrackets(what)} for ${quoted(activity)}.`,
    clause: 'R1',
    remedy: 'Ask a colleague in a role that has access.',
  },
  'category-not-shared-with-recipient': {
    why: ({ what, who, activity }) =>
      `This${inBrackets(what)} is not shared with this recipient${inBrackets(who)} for ${quoted(activity)}.`,
    clause: 'B1',
    remedy: 'Leave it out of what is shared; ask the data protection officer if it is needed.',
  },
  'act-closed-to-role': {
    why: ({ what, who, act }) => `This role${inBrackets(who)} cannot ${act} this${inBrackets(what)}.`,
    clause: 'R1',
    remedy: 'Ask a colleague in a role that has access.',
  },
  'source-not-in-activity': {
    why: ({ activity }) => `The notice does not say that data for ${quoted(activity)} comes from there.`,
    clause: 'S6',
    remedy: 'Take it in for an activity that has data from there; the landlord may add the source to its notice.',
  },
  'collected-for-another-activity': {
    why: ({ activity }) => `It was collected for something else, and the notice does not let ${quoted(activity)} use that.`,
    clause: 'P2',
    remedy: 'Work under the activity it was collected for, if that is yours; or ask a colleague whose activity it is.',
  },
  'unknown-word': {
    why: () => 'The request uses a word that is not known, or says two things that cannot both be so.',
    clause: 'P1',
    remedy: 'Check the words of the request.',
  },
  'engine-failed': {
    why: () => 'No answer could be worked out, and no answer means no.',
    clause: 'P1',
    remedy: 'Tell whoever runs the system; nothing was opened.',
  },
}
