import type { Role } from '#notice/vocabulary.ts'

/**
 * Kinds of work that wait for somebody, each with what is to be done in words. `byHand`: it is settled by saying what was done; any other
 * settles itself once it is done where it is to be done.
 */
export const taskKinds = {
  'disclosure-look': { title: 'Approve footage before it is shared', byHand: false },
  'footage-request': { title: 'Look for somebody in footage, and decide what they get', byHand: true },
  'hold-review': { title: 'Review a hold', byHand: false },
  'retention-review': { title: 'Decide what to keep and what to delete', byHand: false },
  'picture-look-again': { title: 'Decide whether a picture stays down', byHand: false },
  'source-conflict': { title: 'Choose which is right: our record or another system’s', byHand: false },
  'picture-take-down': { title: 'Take a picture down', byHand: true },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly byHand: boolean }>>
export type TaskKind = keyof typeof taskKinds

/** Something to be done: by whom, about what, until when. Ids and dates alone. */
export type NewTask = {
  readonly kind: TaskKind
  readonly role: Role
  /** The id of what it is about: one task of a kind waits for each. */
  readonly about: string
  /** Whose it is; null where it is about nobody. The task goes with the person. */
  readonly person: string | null
  readonly dueOn: Temporal.PlainDate
}

export type Task = Omit<NewTask, 'role'> & {
  readonly id: string
  readonly role: string
  readonly done: { readonly at: Temporal.Instant; readonly by: string | null } | null
}
