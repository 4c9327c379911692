import { requirements } from '#decisions/requirements.ts'
import type { Edition, EditionActivity, Sharing } from '#notice/edition.ts'

/** What the registers show of an organisation, and nobody can claim. */
const shownByRegister = ['agreement-in-force', 'instruction-in-force', 'registered-with-ico'] as const
export type ShownByRegister = (typeof shownByRegister)[number]

/** A line of the notice that shares with a kind of recipient, and what it needs of the registers. */
export type SharingLine = {
  readonly activity: Pick<EditionActivity, 'id' | 'title'>
  readonly sharing: Sharing
  readonly needs: readonly ShownByRegister[]
}

/** Every line of the edition by which something can go to recipients of the kind. */
export function sharingWith(edition: Pick<Edition, 'activities'>, kind: string): readonly SharingLine[] {
  return edition.activities.flatMap((activity) =>
    activity.sharing
      .filter((sharing) => sharing.with.some((each) => each === kind))
      .map((sharing) => ({ activity, sharing, needs: needsOf(sharing, kind) })),
  )
}

/** What the landlord's line asks for, and what is asked of every landlord: of regular sharing, and of the kind of recipient. */
function needsOf(sharing: Sharing, kind: string): readonly ShownByRegister[] {
  const asked = requirements.flatMap((requirement) => {
    if (!('needs' in requirement)) return []
    const { regular, recipients } = requirement.applies
    const concerns = regular === true ? sharing.regular : recipients?.some((each) => each === kind) === true
    return concerns ? [requirement.needs.anyOf] : []
  })
  const lists: readonly (readonly string[])[] = [...sharing.needs.map(({ anyOf }) => anyOf), ...asked]
  // Where something else would do instead, it does not rest on the register.
  return shownByRegister.filter((shown) => lists.some((anyOf) => anyOf.length === 1 && anyOf[0] === shown))
}
