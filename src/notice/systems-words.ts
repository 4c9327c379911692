import { adequateCountries, transferMechanisms } from '#law/transfers.ts'
import type { Edition } from './edition.ts'

/**
 * A row of the register of systems (T1). `confirmed` is null where nobody has said where the system is: it counts as abroad, and nothing is sent to
 * it. `covered`: what allows data to be there, and until when; not needed in the United Kingdom.
 */
export type SystemRow = {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly confirmed: {
    readonly supplier: string
    readonly place: string
    readonly covered: { readonly by: string; readonly reference: string; readonly until: string | undefined } | undefined
  } | null
}

const places = new Intl.DisplayNames('en-GB', { type: 'region' })

/** The systems that store the data and the countries they are in, in the order of the register. */
export function systemsTable(edition: Pick<Edition, 'systems'>): readonly SystemRow[] {
  return edition.systems.map(({ id, name, purpose, supplier, country, mechanism, standing }) => ({
    id,
    name,
    purpose,
    confirmed:
      standing === 'to-confirm' || supplier === undefined || country === undefined
        ? null
        : {
            supplier,
            place: places.of(country) ?? country,
            covered: mechanism && { by: coverOf(mechanism.kind, country), reference: mechanism.reference, until: mechanism.until },
          },
  }))
}

function coverOf(kind: keyof typeof transferMechanisms, country: string): string {
  const onlyFor = kind === 'adequacy' ? adequateCountries.get(country)?.onlyFor : undefined
  const { words } = transferMechanisms[kind]
  return onlyFor === undefined ? words : `${words}, for ${onlyFor}`
}
