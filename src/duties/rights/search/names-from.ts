import type { KnownPerson } from '../../passages/passage.ts'

const titles = /^(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev)\.?$/i

/** “Mrs Ada May Pike” is Ada, May and Pike. One word alone is a first name. */
export function namesFrom(fullName: string): KnownPerson['names'] {
  const words = fullName.split(/\s+/).filter((word) => word !== '' && !titles.test(word))
  const [first = '', ...rest] = words
  const last = rest.at(-1) ?? ''
  const middle = rest.slice(0, -1).join(' ')
  return { first, last, ...(middle === '' ? {} : { middle }) }
}

/** The house number and street of an address; nothing where it has none. */
export function homeFrom(address: string | null, postcode: string | null): Pick<KnownPerson, 'home'> {
  const found = /^\s*((?:flat\s+)?\d+\w?)[\s,]+(.+)$/i.exec(address ?? '')
  const [, number, street] = found ?? []
  return number === undefined || street === undefined || postcode === null ? {} : { home: { number, street, postcode } }
}
