import type { JSX } from 'preact'

/** A few labels as one sentence-like run: "Name, address and phone". */
export function WordList(props: { readonly words: readonly string[]; readonly none?: string }): JSX.Element {
  if (props.words.length === 0) return <>{props.none ?? 'None'}</>
  return <>{new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(props.words)}</>
}
