import type { Reader, Unreadable, Where } from './piece.ts'
import type { Extent } from './withheld.ts'

/** A withheld string that stands in a pack. `file`: its position in the archive, 0 for the archive itself; never its name, which may tell. */
export type Hit = {
  readonly withheld: string
  readonly extent: Extent
  readonly file: number
  readonly where: Where
  readonly page?: number
  readonly reader: Reader
  readonly times: number
}

export type Unread = { readonly file: number; readonly why: Unreadable | 'reader-ended' | 'took-too-long' }

/** What was read, to prove that it could be. `texts`: characters in which was searched, by all readers together. */
export type Read = { readonly files: number; readonly pages: number; readonly bytes: number; readonly texts: number }

/** What the reading of a finished pack says. Only `clean` may be delivered. `digest`: SHA-256 of the archive that was read. */
export type Verdict =
  | {
      readonly clean: true
      readonly digest: string
      readonly read: Read
      /** How often each decision allowed a string that is withheld elsewhere. */
      readonly allowed: readonly { readonly decision: string; readonly times: number }[]
    }
  | {
      readonly clean: false
      readonly digest: string
      readonly read: Read
      readonly hits: readonly Hit[]
      readonly unread: readonly Unread[]
    }
