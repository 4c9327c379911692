import type { JSX } from 'preact'
import type { BasisWords } from '#notice/public-words.ts'

/** The lawful basis, and under it the law that obliges (L7). */
export function BasisAndLaw(props: { readonly basis: BasisWords }): JSX.Element {
  return (
    <>
      {props.basis.label}
      {props.basis.law === undefined ? null : <span class="app-meta app-line">{props.basis.law}</span>}
    </>
  )
}
