import type { JSX } from 'preact'
import type { BasisWords } from '#notice/public-words.ts'
import { Link } from '../../components/index.ts'

/** The lawful basis, and with it the law that obliges (L7), or how the interest was weighed (L5). */
export function BasisAndLaw(props: { readonly basis: BasisWords }): JSX.Element {
  const { id, label, law } = props.basis
  if (id === 'legitimate-interests') return <Link href="/notice/interests">{label}</Link>
  if (law === undefined) return <>{label}</>
  return (
    <>
      {label}: <span class="app-meta">{law}</span>
    </>
  )
}
