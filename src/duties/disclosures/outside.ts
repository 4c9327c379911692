import { type RecipientFacts, recipientsIn } from '#facts/recipients.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { WordOf } from '#gate/field.ts'
import type { Sharing } from '#gate/ledger/share.ts'
import type { Activity } from '#notice/vocabulary.ts'
import type { disclosure } from '#records/disclosure/disclosure.ts'
import { dateIn } from '#shared/clock.ts'
import { asksFor, type Occasion, paths, shownBy } from '../shares/paths.ts'

/** The kinds of organisation that part of a camera's footage goes to: it is about nobody whom we know, so nobody else can ask for it (CV4). */
export const clipKinds = ['police', 'court'] as const
type ClipKind = (typeof clipKinds)[number]

/** Who asks outside: an organisation of the register, why, and what the path of its kind asks for (`src/duties/shares/paths.ts`). */
export type Request = {
  readonly organisation: string
  readonly occasion: Occasion
  readonly officer: string | null
  readonly authoriser: string | null
  readonly power: string
  readonly requested: string
  readonly isVictim: WordOf<typeof disclosure.fields.isVictim> | null
}

export type ClipRecipient = RecipientFacts & { readonly kind: ClipKind }

/** What the register shows of it today; null where it is not there, no longer used, or of another kind. */
export async function clipRecipient(
  { database, clock }: Pick<GateDeps, 'database' | 'clock'>,
  { activity }: { readonly activity: Activity },
  organisation: string | null,
): Promise<ClipRecipient | null> {
  const about = organisation === null ? null : await recipientsIn(database).about(organisation, { activity, today: dateIn(clock()) })
  return about !== null && isClipKind(about.kind) ? { ...about, kind: about.kind } : null
}

export function isClipKind(kind: string): kind is ClipKind {
  return clipKinds.some((each) => each === kind)
}

/** What is wrong with what was given; null where its path has all that it asks for. A request without it is refused (R9). */
export function lacksIn(kind: ClipKind, request: Omit<Request, 'organisation'>): 'occasion' | 'facts' | null {
  const path = paths[kind]
  if (!path.occasions.includes(request.occasion)) return 'occasion'
  const given = {
    asker: request.officer,
    authoriser: request.authoriser,
    reference: request.power,
    isVictim: request.isVictim,
    requestedOn: null,
  }
  const isLacking = path.asks.some((fact) => asksFor(path, fact, request.occasion) && (given[fact] ?? '').trim() === '')
  return isLacking ? 'facts' : null
}

/** What the notice is asked: on what the register shows today, and on what the request shows. */
export function sharingOf(about: ClipRecipient, occasion: Occasion, { power }: { readonly power: string | null }): Omit<Sharing, 'detail'> {
  const given = [...about.circumstances, ...shownBy(occasion, { reference: power, consentAnswer: null })]
  return { recipient: about.kind, isUncovered: about.isUncovered, given }
}
