/** What colleagues call a field, and what the customer whose data it is calls it. */
export type Label = { readonly colleague: string; readonly customer: string }

/** The words shown for each stored value of a list. */
export type Said<Stored extends string = string> = Readonly<Record<Stored, string>>

/** How a value is shown to people. */
export type Words = {
  /** What an empty value means where nothing is missing: for example, that something has not ended. */
  readonly empty?: string
  /**
   * For a text that comes from somebody else's list, which is not closed: the words for values that need other words. Any other value is
   * shown as stored, without hyphens and with a capital letter. A text without `words` is shown exactly as it was written.
   */
  readonly words?: 'as-stored' | Said
  /** What a number counts. */
  readonly counts?: 'seconds'
}

/** One label for both, or one for each. */
export function labelFrom(label: string | Label): Label {
  return typeof label === 'string' ? { colleague: label, customer: label } : label
}
