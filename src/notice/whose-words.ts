import type { Edition, EditionActivity, standings } from './edition.ts'
import type { Basis } from './vocabulary.ts'

/** Who says something: the landlord's notice, the law of today, the landlord since, or nobody yet, where it is proposed here. */
export type Standing = (typeof standings)[number]

/** The clauses by which a notice itself names its bases. */
const saidBy: Readonly<Partial<Record<Basis, readonly string[]>>> = {
  contract: ['L4'],
  'legitimate-interests': ['L5'],
  'vital-interests': ['L6'],
  'legal-obligation': ['L7', 'SC4'],
  consent: ['L8'],
}

/**
 * Who says that an activity rests on its basis. An edition that the landlord wrote is the landlord's in everything. One that restates a notice has the
 * basis from it where the activity keeps the clause that names that basis; elsewhere it is proposed, unless the entry says otherwise.
 */
export function standingOfBasis({ restates }: Pick<Edition, 'restates'>, { basis, clauses, standing }: EditionActivity): Standing {
  if (standing !== undefined) return standing
  if (restates !== true) return 'landlord'
  return saidBy[basis]?.some((clause) => clauses.includes(clause)) === true ? 'notice' : 'to-confirm'
}

/** Whose words a layered notice has. A notice that is restated names its layered notices; what stands in them is proposed until it is confirmed. */
export function standingOfLayer({ restates }: Pick<Edition, 'restates'>, { standing }: Edition['layers'][number]): Standing {
  return standing ?? (restates === true ? 'to-confirm' : 'landlord')
}
