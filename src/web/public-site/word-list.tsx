import type { JSX } from 'preact'
import type { Named } from '#notice/public-words.ts'

/** A few labels as one run of a sentence: "Name, address and phone". */
export function WordList(props: { readonly words: readonly Named[]; readonly none?: string }): JSX.Element {
  if (props.words.length === 0) return <>{props.none ?? 'None'}</>
  return <>{inOneRun(props.words.map(({ label }) => label))}</>
}

export function inOneRun(labels: readonly string[]): string {
  const words = labels.map((label, index) => (index === 0 ? label : withinSentence(label)))
  return capitalised(new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words))
}

/** The first letter as at the start of a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "Contact details" and "The Housing Ombudsman" as they stand inside a sentence; "CCTV footage" and "HM Courts" keep their capitals. */
export function withinSentence(label: string): string {
  return /^(The |[A-Z][a-z]*(-[a-z]+)*( [a-z(]|$))/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
