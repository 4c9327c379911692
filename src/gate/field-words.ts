/** What a field is called: by colleagues, and to the customer whose it is. */
export type Label = { readonly colleague: string; readonly customer: string }

/** What is said for each stored word of a list. */
export type Said<Stored extends string = string> = Readonly<Record<Stored, string>>

/** How a value is said to people. */
export type Words = {
  /** What it means that nothing stands here, where nothing is missing then: an end that has not come. */
  readonly empty?: string
  /**
   * Of a text that is a word of somebody else's list, which is not closed: what is said for those that are put otherwise. Every other one is said as it
   * is stored, without hyphens and with a capital. A text without this stays as it was written.
   */
  readonly words?: 'as-stored' | Said
  /** What a number counts. */
  readonly counts?: 'seconds'
}

/** One label for both, or one for each. */
export function labelFrom(label: string | Label): Label {
  return typeof label === 'string' ? { colleague: label, customer: label } : label
}
