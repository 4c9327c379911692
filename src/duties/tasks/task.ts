import type { Role } from '#notice/vocabulary.ts'

/**
 * Kinds of tasks, each with what is to be done in words. `byHand`: a colleague settles it by saying what they did. Any other is settled by
 * the work itself, on the page where that is done.
 */
export const taskKinds = {
  'alert-review': { title: 'Look again at a safety alert', byHand: false },
  'contact-promise': { title: 'Do what we promised somebody', byHand: true },
  'disclosure-look': { title: 'Approve footage before it is shared', byHand: false },
  'emergency-review': { title: 'Look at an emergency that was declared: what was opened, and what was passed on', byHand: true },
  'footage-request': { title: 'Look for somebody in footage, and decide what they get', byHand: true },
  'handover-locked': { title: 'Speak to somebody again: too many wrong codes were typed for what they fetch', byHand: false },
  'handover-missed': { title: 'Find out why nobody fetched what waited for them', byHand: true },
  'hold-review': { title: 'Review a hold', byHand: false },
  'retention-review': { title: 'Decide what to keep and what to delete', byHand: false },
  'picture-look-again': { title: 'Decide whether a picture stays down', byHand: false },
  'reference-awaited': { title: 'Get a reference from another landlord, and note what they answered', byHand: false },
  'share-view': { title: 'Give your view of something that is to be shared', byHand: false },
  'share-answer': { title: 'Answer somebody who asked for information about a person', byHand: false },
  'shown-review': { title: 'Decide whether somebody is told what was shared about them', byHand: false },
  'source-conflict': { title: 'Choose which is right: our record or another system’s', byHand: false },
  'system-search': { title: 'Ask again what another system holds', byHand: false },
  'search-escalated': { title: 'Get an answer from a system that was asked twice', byHand: true },
  'picture-take-down': { title: 'Take a picture down', byHand: true },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly byHand: boolean }>>
export type TaskKind = keyof typeof taskKinds

/** A task: for whom, about what, by when. Ids and dates only. */
export type NewTask = {
  readonly kind: TaskKind
  readonly role: Role
  /** The id of what it is about. At most one task of a kind waits for each. */
  readonly about: string
  /** Whose task it is; null if it is about nobody. It is deleted with the person. */
  readonly person: string | null
  readonly dueOn: Temporal.PlainDate
}

export type Task = Omit<NewTask, 'role'> & {
  readonly id: string
  readonly role: string
  readonly done: { readonly at: Temporal.Instant; readonly by: string | null } | null
}
