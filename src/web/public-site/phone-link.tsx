import type { JSX } from 'preact'
import { Link } from '../components/index.ts'

/** A number that a telephone can call at a touch. */
export function PhoneLink(props: { readonly number: string }): JSX.Element {
  return <Link href={`tel:${props.number.replaceAll(/[^+\d]/g, '')}`}>{props.number}</Link>
}
