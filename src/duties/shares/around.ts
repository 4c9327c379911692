import { mayHave } from '#gate/opened.ts'
import { household } from '#records/household-member/household-member.ts'
import { personalDetails } from '#records/person/person.ts'
import type { KnownPerson } from '../passages/passage.ts'
import { namesFrom } from '../rights/search/names-from.ts'
import type { Around } from './leaves.ts'
import type { OpenForShare } from './open.ts'

/**
 * Whose names are looked for in what leaves: the others of the household, as far as the activity shows them, and the person, whose own names go. A name
 * that is not shown here is looked for like a stranger's.
 */
export async function aroundOf(opened: OpenForShare): Promise<Around> {
  const own = mayHave(opened, 'personal-details') ? await opened.read(personalDetails) : null
  const others = mayHave(opened, 'household') ? await opened.read(household) : null
  return {
    own: (own?.ok === true ? own.rows : []).map(
      ({ id, firstName, middleName, lastName, preferredName }): KnownPerson => ({
        id,
        part: 'other',
        names: {
          ...{ first: firstName ?? '', last: lastName ?? '' },
          ...(middleName === null ? {} : { middle: middleName }),
          ...(preferredName === null ? {} : { knownAs: preferredName }),
        },
      }),
    ),
    others: (others?.ok === true ? others.rows : [])
      .filter(({ personId }) => personId !== opened.person)
      .map(({ id, fullName }): KnownPerson => ({ id, part: 'household', names: namesFrom(fullName) })),
  }
}
