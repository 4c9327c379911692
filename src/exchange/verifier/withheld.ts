/**
 * A string that must not be in a pack. `also`: other forms in which it is known, such as the short forms of a first name. `name`: the name of a
 * person; `number`: a telephone, account or other number; `text`: anything else, such as a passage, an address or an e-mail address.
 */
export type Withheld = {
  readonly id: string
  readonly text: string
  readonly kind: 'name' | 'number' | 'text'
  readonly also?: readonly string[]
}

/**
 * A recorded decision that gives a string, such as the requester's own name. Where a withheld string stands inside it, that is allowed: "Smith" in
 * "John Smith", but not "Mary Smith". `file`: in that file only.
 */
export type GivenString = Withheld & { readonly file?: number }

/** How much of the withheld string a needle is: all of it, its initials and the last name, or a part of it. */
export type Extent = 'whole' | 'initials' | 'part'

/** One form of a string, as it is looked for. */
export type Needle = {
  readonly of: string
  readonly kind: Withheld['kind']
  readonly extent: Extent
  /** Letters and digits, small. */
  readonly tight: string
  /** Where its words begin in `tight`; the first is 0. */
  readonly words: readonly number[]
  /** It is also an ordinary word: looked for only with a capital. */
  readonly needsCapital: boolean
  /** A telephone number without its first zero: may follow 0, 44 or 0044. */
  readonly isNational: boolean
}
