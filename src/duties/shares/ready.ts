import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { WordOf } from '#gate/field.ts'
import type { SharedKind } from '#gate/ledger/share.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import type { KnownPerson } from '../passages/passage.ts'
import { aroundOf } from './around.ts'
import { type Chosen, readChosen } from './choices.ts'
import { type Kept, type Leaving, leavingOf } from './leaves.ts'
import type { GivenView } from './officer-view.ts'
import { type OpenForShare, recipientOf, type Shareable, shareableIn } from './open.ts'
import { areWishesSettled, goesFor, hasFacts, isBlank, type Occasion, ourQuestion, pathFor, shownBy } from './paths.ts'

/** The words of a field of a line, as its declaration has them. */
export type Said<Name extends keyof typeof share.fields> = WordOf<(typeof share.fields)[Name]>

/** A person's answer about one share, the day and the way in which they were asked. */
export type Consent = { readonly answer: Said<'consentAnswer'>; readonly on: string; readonly how: string }

/** What a colleague gives: who gets it, why, and what of the record. */
export type ShareAsked = {
  readonly organisation: string
  readonly occasion: Occasion
  readonly asker: string | null
  readonly authoriser: string | null
  readonly reference: string | null
  readonly isVictim: Said<'isVictim'> | null
  readonly interest: Said<'interest'> | null
  readonly why: string
  /** What we ask them, where the occasion is a question of ours; nothing else has one. */
  readonly question: string | null
  /** The day on which their question came in, where the law has it answered within a time; and the day that they said. */
  readonly requestedOn: string | null
  readonly neededBy: string | null
  readonly wishes: Said<'wishes'> | null
  readonly wishesWhy: string | null
  /** The data protection officer's view, where one was given of the line that this stands in place of. */
  readonly view?: GivenView | null
  /** What the person answered, where only they can allow it. */
  readonly consent: Consent | null
  readonly chosen: readonly Chosen[]
  /** What stays here of it. Null: what is proposed. */
  readonly kept: Kept | null
}

/** What was chosen, read and made ready without what stays here, with the notice's answer to each kind of information; nothing is written yet. */
export async function readyToShare(
  deps: GateDeps,
  opened: OpenForShare,
  asked: ShareAsked,
): Promise<Answer<Ready, 'organisation' | 'occasion' | 'facts' | 'nothing'>> {
  const today = dateIn(deps.clock())
  const { edition } = deps.inForce().released
  const about = await shareableIn(deps, opened, asked.organisation)
  if (about === null) return { ok: false, why: 'organisation' }
  const path = pathFor(edition, opened.activity, about.kind)
  const isOurs = asked.occasion === ourQuestion
  if (!goesFor(path, asked.occasion) || (isOurs && !isWithin(opened.activity, 'personal-details'))) return { ok: false, why: 'occasion' }
  const categories = [...new Set(asked.chosen.map(({ part }) => part.category))]
  if ((categories.length === 0) !== isOurs) return { ok: false, why: 'nothing' }
  const given = [...about.circumstances, ...shownBy(asked.occasion, { ...asked, consentAnswer: asked.consent?.answer ?? null })]
  const to = { ...recipientOf(about), given }
  const isNamed = isOurs || mayBeNamed(opened, to)
  const sharing = { ...to, categories: isNamed ? [...new Set([...categories, 'personal-details' as const])] : categories }
  // What is refused is refused before anything is read for it, and on record.
  const kinds = opened.wouldShare(sharing)
  for (const { category, decision } of kinds) {
    if (decision.outcome !== 'refused' || !isWithin(opened.activity, category)) continue
    const refused = await opened.share({ ...sharing, type: share.name, category, detail: { organisation: about.id } })
    if (!refused.ok) return refused
  }
  // With a question of ours nothing goes that they could want kept.
  const isHeard = isOurs || areWishesSettled(edition, opened.activity, asked)
  if (isOurs === isBlank(asked.question) || !hasFacts(path, asked.occasion, asked) || !isHeard) return { ok: false, why: 'facts' }
  const read = await readChosen(opened, asked.chosen, today)
  if (!read.ok) return read
  if (read.items.length === 0 && !isOurs) return { ok: false, why: 'nothing' }
  const around = await aroundOf(opened)
  const leaving = leavingOf(read.items, around, asked.kept)
  const named = isNamed ? around.own[0] : undefined
  if (isOurs && named === undefined) return { ok: false, why: 'nothing' }
  return { ok: true, asked, about, sharing, kinds, leaving, what: read.what, isNamed, named, today }
}

/** What was asked for, ready to be stored: nothing of it is written yet. */
export type Ready = {
  readonly asked: ShareAsked
  readonly about: Shareable
  readonly sharing: Parameters<OpenForShare['wouldShare']>[0]
  readonly kinds: readonly SharedKind[]
  readonly leaving: Leaving
  readonly what: readonly Chosen[]
  /** The sheet says whose information it is. */
  readonly isNamed: boolean
  readonly named: KnownPerson | undefined
  readonly today: Temporal.PlainDate
}

/** Whether the notice lets such a recipient have the person's name: else the sheet does not say it. */
function mayBeNamed(opened: OpenForShare, to: Omit<Parameters<OpenForShare['wouldShare']>[0], 'categories'>): boolean {
  if (!isWithin(opened.activity, 'personal-details')) return false
  return opened.wouldShare({ ...to, categories: ['personal-details'] }).every(({ decision }) => decision.outcome === 'permitted')
}
