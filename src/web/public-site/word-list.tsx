import type { JSX } from 'preact'

/** A few labels as one sentence-like run: "Name, address and phone". */
export function WordList(props: { readonly words: readonly string[]; readonly none?: string }): JSX.Element {
  if (props.words.length === 0) return <>{props.none ?? 'None'}</>
  return <>{capitalised(new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(props.words))}</>
}

/** The first letter as at the start of a sentence: labels are written as they stand within one. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
