import type { Answer } from '#decisions/done-or-refused.ts'
import type { Stretch } from '#gate/media/media-at-rest.ts'
import type { Gathered, PackTaker } from '../../subject-access/gather.ts'
import type { Cut } from '../review/reading.ts'
import type { Certificate } from '../search/certificate.ts'

/**
 * The request that a pack answers, as its letter tells it. `isOwn`: the person asked for themselves. `isOnFile`: there is a record of them; otherwise it
 * was searched by what they gave. `certificate`: of its search, as the person gets it.
 */
export type AnsweredRequest = {
  readonly name: string
  readonly reference: string
  readonly receivedOn: string
  readonly isOwn: boolean
  readonly isOnFile: boolean
  readonly certificate: Certificate
}

/** A pack on disk. `pdf` is null where it could not be set. */
export type Written = Gathered & { readonly files: readonly string[]; readonly pdf: { readonly pages: number } | null }

/** Something that is withheld, or given, in the words in which it stands in a text. `also`: other forms of a name. */
export type Told = {
  readonly id: string
  readonly text: string
  readonly kind: 'name' | 'number' | 'text'
  readonly also?: readonly string[]
}

/** Where something withheld stands. `file`: its position in the archive, 0 for the archive itself; never its name, which may tell. */
export type Hit = { readonly file: number; readonly where: string; readonly page?: number }
export type Unread = { readonly file: number; readonly why: string }

/** What reading every byte of the archive came to. Only `clean` may leave. `digest`: SHA-256 of what was read. */
export type Verdict =
  | { readonly clean: true; readonly digest: string }
  | { readonly clean: false; readonly digest: string; readonly hits: readonly Hit[]; readonly unread: readonly Unread[] }

export type ToCheck = {
  readonly path: string
  readonly password: string
  readonly withheld: readonly Told[]
  readonly given: readonly Told[]
}

/** What an answer is made with, from the floor above: the writer of packs, and the reader that checks them. */
export type AnswerTools = {
  readonly write: (
    gather: (taker: PackTaker) => Promise<Answer<Gathered>>,
    request: AnsweredRequest,
    folder: string,
  ) => Promise<Answer<Written>>
  /** What goes of a recording of which not all does. */
  readonly cut: (whole: Stretch, cut: Cut) => AsyncIterable<Uint8Array>
  readonly check: (asked: ToCheck) => Promise<Verdict>
  /** The folder in which an answer lies while it is made. */
  readonly setAsideIn: string
}
