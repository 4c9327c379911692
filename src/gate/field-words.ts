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
  readonly asked?: AskedAs
}

/** How a form asks colleagues for a field, where its label alone does not do. Words that a page passes itself go first. */
export type AskedAs = {
  /** Stands in place of the label. A form adds “(optional)” where it may be left out. */
  readonly question?: string
  readonly hint?: string
  /** What to say where it is left out and may not be. If absent, it is made of the label: “Enter the purpose”. */
  readonly missing?: string
  /** What to say where a date is before the one that it may not be before. */
  readonly early?: string
  /** What is told below one of the words of a closed list. */
  readonly hints?: Readonly<Record<string, string>>
  /** The longest text, where it is not the form's usual one, and how many lines its box has. */
  readonly most?: number
  readonly rows?: number
}

/** One label for both, or one for each. */
export function labelFrom(label: string | Label): Label {
  return typeof label === 'string' ? { colleague: label, customer: label } : label
}
