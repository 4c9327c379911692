import type { JSX } from 'preact'
import type { BasisWords } from '#notice/public-words.ts'

/** The lawful basis, and with it the law that obliges (L7). */
export function BasisAndLaw(props: { readonly basis: BasisWords }): JSX.Element {
  const { label, law } = props.basis
  if (law === undefined) return <>{label}</>
  return (
    <>
      {label}: <span class="app-meta">{law}</span>
    </>
  )
}
