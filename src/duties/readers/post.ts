/**
 * A letter by e-mail, in plain text. `stopAt`: where one press stops letters of its kind (RFC 8058). `id`: the same for a letter that is sent once more,
 * so that a mail program can tell that it has it; letters and digits.
 */
export type Letter = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly stopAt?: string
  readonly id?: string
}

/**
 * What became of a letter. `refused`: the mail server refuses this address for good. `later`: it was certainly not taken, and can be sent
 * again. `away`: the same, of every letter: the mail server cannot be reached, or does not let us in. `unknown`: it was being handed over when the line broke, so that it may have been taken.
 */
export type Sent = 'sent' | 'refused' | 'later' | 'away' | 'unknown'

/**
 * Who waits to hear what became of a letter. Mail servers may look through a letter for minutes before they say that they have it (RFC 5321, 4.5.3.2.6): where
 * nobody waits, they are given that time.
 */
export type Awaited = 'by a visitor' | 'by nobody'

/** Minutes that a mail server is given for that where nobody waits. */
export const longestTaking = 10

/** The landlord's way of sending e-mail. */
export type Post = {
  readonly send: (letter: Letter, awaited: Awaited) => Promise<Sent>
  /** Fails where the mail server cannot be reached, or does not let us in. */
  readonly check: () => Promise<void>
  /** Where the pages are that letters lead to, without a path. */
  readonly site: string
}
