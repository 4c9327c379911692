import type { handoversAtPage } from '#duties/handovers/at-page.ts'
import type { CardFigures, FigureWords } from '#duties/promises/card-figures.ts'
import type { LastNight } from '#duties/promises/last-night.ts'
import type { PromiseState } from '#duties/promises/promise-states.ts'
import type { AskedOnSite } from '#duties/rights/from-site.ts'
import type { ChainLine } from '#evidence/witness/chain-line.ts'
import type { PublishedHeads } from '#evidence/witness/published.ts'
import type { WitnessStanding } from '#evidence/witness/witnessed.ts'
import type { ReleasedEdition } from '#notice/edition.ts'

/** What the doors of the web need from the floors below, passed in by `src/main/`. Values and small interfaces only. */

/** One line of the list of editions; dates as the edition writes them (ISO 8601). `publishedOn`: the day on which it was published here; absent where no system runs. */
export type EditionLine = {
  readonly id: string
  readonly hash: string
  readonly dated: string
  readonly inForceFrom: string
  readonly publishedOn?: string
}

export interface Editions {
  /** The edition in force. */
  current(): ReleasedEdition
  /** Every edition ever released, newest first. */
  list(): readonly EditionLine[]
  /** By its id; `undefined` when there never was one. */
  get(id: string): ReleasedEdition | undefined
}

/** A form that was sent: `formId` differs for every form shown, so that storing it as a unique key makes a form count once. */
type Sent = { readonly formId: string; readonly at: Temporal.Instant }

/** May hold personal data, whatever the page asks: so it is kept behind the gate, and never logged. */
export interface Feedback {
  /** Whether the notice in force lets such a message be taken in: where not, the page has no form and says where to turn. */
  isOpen(): boolean
  /** Null where the notice does not let it be taken in. */
  submit(
    feedback: Sent & { readonly about: string; readonly text: string; readonly edition: string },
  ): Promise<{ readonly reference: string } | null>
}

export interface Concerns {
  isOpen(): boolean
  submit(
    concern: Sent & { readonly text: string; readonly name: string; readonly contact: string },
  ): Promise<{ readonly reference: string; readonly answerBy: Temporal.PlainDate } | null>
}

/** Requests for a copy of what is held. */
export interface Copies {
  isOpen(): boolean
  submit(asked: Sent & AskedOnSite): Promise<{ readonly reference: string; readonly answerBy: Temporal.PlainDate } | null>
}

/** Saying no to marketing. `contacts`: what it is no longer to be sent to. */
export interface NoMarketing {
  isOpen(): boolean
  submit(
    said: Sent & { readonly name: string; readonly contacts: readonly string[]; readonly words: string | null },
  ): Promise<{ readonly reference: string; readonly answerBy: Temporal.PlainDate } | null>
}

/** A picture on our own pages; `names`: of those who agreed to be named. */
export type ShownPicture = { readonly id: string; readonly shows: string; readonly event: string | null; readonly names: readonly string[] }

type PictureBytes = { readonly type: string; readonly bytes: number; readonly read: () => AsyncIterable<Uint8Array> }

/** What is shown is asked anew each time, so that what somebody stops is gone from that moment (PH4). */
export interface Pictures {
  list(): Promise<readonly ShownPicture[]>
  image(id: string, size: 'whole' | 'small'): Promise<PictureBytes | undefined>
  /** False where it is not shown. */
  stop(id: string): Promise<boolean>
}

/** What waits to be fetched by whoever has its link and is told its code. */
export type Handovers = ReturnType<typeof handoversAtPage>

/** Those who are told when the notice changes. Nothing says whether an address is known. */
export interface Readers {
  /** Why no address is taken here: no letter can be sent, or the notice does not provide for it; null where one is. */
  closedBecause(): 'no-mail' | 'not-in-notice' | null
  /** Writes to the address, so that its owner can confirm it; false where no letter can leave at the moment. */
  ask(address: string): Promise<boolean>
  canConfirm(link: string): boolean
  confirm(link: string): Promise<'told' | 'over' | 'refused'>
  /** False where the link is none of ours. */
  stop(link: string): Promise<boolean>
}

export type Proof = { readonly standings: readonly WitnessStanding[]; readonly newest: ChainLine | undefined }

export type PublicDeps = {
  /** Our own address, such as `https://assured.example`; absent: whatever address is asked for. */
  readonly origin?: string
  readonly editions: Editions
  readonly feedback: Feedback
  readonly concerns: Concerns
  readonly copies: Copies
  readonly noMarketing: NoMarketing
  readonly pictures: Pictures
  readonly handovers: Handovers
  readonly readers: Readers
  readonly promises: () => Promise<readonly PromiseState[]>
  /** Who outside keeps proof of the evidence, and the newest head. */
  readonly proof: () => Promise<Proof>
  /** A stretch of the heads, from a seal on; the newest where none is named. */
  readonly heads: (from: number | null) => Promise<PublishedHeads>
  /** What the last sweep did, and what the last check of the evidence found. */
  readonly lastNight: () => Promise<LastNight>
  /** The figures of the first page's cards; null where they cannot be read at the moment. */
  readonly figures: () => Promise<CardFigures | null>
  /** The figures of answers to questions; null where they cannot be read at the moment. */
  readonly answerFigures: () => Promise<FigureWords | null>
  readonly clock: () => Temporal.Instant
}
