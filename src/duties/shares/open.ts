import { type RecipientFacts, recipientsIn } from '#facts/recipients.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Opened } from '#gate/opened.ts'
import type { Edition } from '#notice/edition.ts'
import { recipientKinds } from '#notice/vocabulary.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { isShareable, paths, type ShareableKind } from './paths.ts'
import type { ShareTools } from './tools.ts'

export type ShareDeps = GateDeps & { readonly tools: ShareTools }
/** A record that is open for an activity that may keep the ledger. */
export type OpenForShare = Opened<ActivityWith<'documents'>>

/** The kinds of recipient to which the notice shares something for the activity; and where it asks the person about any other, all who may be asked about. */
export function shareableKinds({ activities }: Pick<Edition, 'activities'>, activity: string): readonly ShareableKind[] {
  const entry = activities.find(({ id }) => id === activity)
  if (entry === undefined || !entry.categories.includes(share.category)) return []
  const named = new Set(entry.sharing.flatMap((sharing) => sharing.with))
  return recipientKinds
    .filter(isShareable)
    .filter((kind) => named.has(kind) || (entry.otherSharing === 'ask-consent' && paths[kind].neverAsked !== true))
}

export type Shareable = RecipientFacts & { readonly kind: ShareableKind }

/** In place of the id of an organisation: somebody who acts for the person, and is in no register. */
export const representative = 'representative'

const actsForThem: Shareable = {
  ...{ id: representative, kind: representative, name: 'Somebody who acts for the person' },
  ...{ callBack: null, email: null, checkedOn: null, circumstances: [], under: [], isUncovered: false },
}

/** What the register shows today of an organisation, or of somebody who acts for the person, for what the record is open for; null where nothing can go to it. */
export async function shareableIn(
  { database, clock, inForce }: Pick<GateDeps, 'database' | 'clock' | 'inForce'>,
  { activity }: Pick<OpenForShare, 'activity'>,
  organisation: string,
): Promise<Shareable | null> {
  const kinds = shareableKinds(inForce().released.edition, activity)
  if (organisation === representative) return kinds.includes(representative) ? actsForThem : null
  const about = await recipientsIn(database).about(organisation, { activity, today: dateIn(clock()) })
  return about !== null && isShareable(about.kind) && kinds.includes(about.kind) ? { ...about, kind: about.kind } : null
}

/** How the gate is told of a recipient. */
export function recipientOf({ kind, isUncovered }: Pick<Shareable, 'kind' | 'isUncovered'>) {
  return { recipient: kind, isUncovered, neverAsked: paths[kind].neverAsked === true }
}
