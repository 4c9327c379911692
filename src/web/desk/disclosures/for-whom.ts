import type { Disclosure } from '#duties/disclosures/decide.ts'

/** Whom clips are made for on these pages: under which address, for which activity, and in which words. */
export type ForWhom = {
  readonly path: 'disclosures' | 'clips'
  readonly activity: 'crime-prevention' | 'rights-requests'
  /** The page that making one begins with. */
  readonly begins: 'to' | 'new'
  readonly heading: string
  readonly lead: string
  readonly empty: string
  /** The link below a film. */
  readonly makes: string
  /** What one clip is called, and what is said of one that waits. */
  readonly title: string
  readonly waits: string
  readonly newTitle: string
  readonly newLead: string
  /** It goes to somebody else than the person, so it is a line of the ledger of what was shared. */
  readonly isLine: boolean
  isFor(row: Pick<Disclosure, 'recipient'>): boolean
}

const shareBelow = 'Share part of it with the police or a court'
const clipBelow = 'Make a clip for somebody who asks for a copy'

const outside: ForWhom = {
  path: 'disclosures',
  activity: 'crime-prevention',
  begins: 'to',
  heading: 'Footage shared with the police and courts',
  lead:
    'A clip goes to a police force or court of our register: on a written request or an order, or when we report a crime ourselves. ' +
    'Other people are hidden in it, and a second person rings back whoever asked and approves it. ' +
    'To prepare one, find the footage and choose “Share part of it” below the film.',
  empty: 'Nobody has asked for footage from this camera.',
  makes: shareBelow,
  title: 'Disclosure of footage',
  waits: 'A senior manager has to approve it before it is shared. They have been given a task.',
  newTitle: 'Share part of this footage',
  newLead: 'Share only the part that is needed. Nothing leaves yet.',
  isLine: true,
  isFor: ({ recipient }) => recipient !== 'the-person',
}

const person: ForWhom = {
  path: 'clips',
  activity: 'rights-requests',
  begins: 'new',
  heading: 'Clips for people who ask for a copy',
  lead:
    'A clip goes only to the person whom it shows, for an open request, with everybody else hidden, and once a second colleague has approved it. ' +
    `To make one, find the footage and choose “${clipBelow}” below the film.`,
  empty: 'No clip of this camera’s footage was made for anybody.',
  makes: clipBelow,
  title: 'Clip for somebody who asks for a copy',
  waits: 'Another colleague of the data protection team has to approve it before it goes. They have been given a task.',
  newTitle: 'Make a clip for somebody who asks for a copy',
  newLead: 'Only what shows the person goes, and nobody else may be recognised in it.',
  isLine: false,
  isFor: ({ recipient }) => recipient === 'the-person',
}

export const whom = { outside, person } as const

/** Whom clips are made for where footage is open for this activity; undefined where none are made. */
export function whomFor(activity: string): ForWhom | undefined {
  return [outside, person].find((each) => each.activity === activity)
}
