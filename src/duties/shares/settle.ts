import type { Readable } from 'node:stream'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { WordOf } from '#gate/field.ts'
import type { Colleague } from '#gate/judge.ts'
import type { PartShape } from '#gate/record-part.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { share, shares } from '#records/share/share.ts'
import { happen } from '../cases/happen.ts'
import { hasStopped } from './choices.ts'
import { closedTo, kindsSaid } from './closed-to.ts'
import { taskOfLine, waitsForView } from './line-task.ts'
import { type OpenForShare, recipientOf, type Shareable, shareableIn } from './open.ts'
import { isOccasion, isShareable, type Occasion, ourQuestion, paths, shownBy } from './paths.ts'
import { shareCase } from './share-case.ts'
import { isBeforeLeaving } from './whole-line.ts'

export type Share = PartShape<typeof share.fields, 'documents'>

/**
 * `organisation`: it has left the register since. `unconfirmed`: whoever asked has to be rung back first. `consent`: the person has not agreed yet.
 * `victim`: a victim has a written notice at the latest as it goes, or it is said why not. `view`: the data protection officer is asked first. `against`: it
 * goes against that view, and nobody says why. `outdated`: something in it has ended since, or its review is overdue.
 */
export type NotReleased = 'stale' | 'organisation' | 'unconfirmed' | 'consent' | 'victim' | 'view' | 'against' | 'outdated'
type ReleaseAnswer = Answer<unknown, NotReleased>

/** What is settled before anything leaves: how it is known who asked, and that a victim is told. */
export type Settled = {
  readonly confirmedHow: string | null
  readonly victimTold: WordOf<typeof share.fields.victimTold> | null
  readonly victimToldWhy: string | null
}
export type Releasing = Settled & {
  readonly way: NonNullable<Share['way']>
  /** Why it goes against the view of the data protection officer, where it does. */
  readonly againstViewWhy?: string | null
}

/** How long a file that was shared can be fetched, in days. */
const fetchedWithin = 14

/**
 * It leaves: the notice decides anew, on what the register shows today, and that is on record with the digest of the file before anybody can have it. An
 * agreement that lapsed since it was prepared stops it.
 */
export async function releaseShare(
  deps: GateDeps,
  opened: OpenForShare,
  colleague: Colleague,
  asRead: Share,
  asked: Releasing,
): Promise<ReleaseAnswer> {
  const { occasion } = asRead
  if (asRead.needsConsent) return { ok: false, why: 'consent' }
  const closed = await closedTo(opened, asRead)
  if (closed !== null) return refusedBy(closed)
  const now = deps.clock()
  const about = await shareableIn(deps, opened, asRead.organisationId ?? asRead.recipient)
  if (about === null || !isOccasion(occasion)) return { ok: false, why: 'organisation' }
  const why = stillToSettle(asRead, asked)
  if (why !== null) return { ok: false, why }
  if (waitsForView(asRead)) return { ok: false, why: 'view' }
  if (asRead.view === 'against' && (asked.againstViewWhy ?? '').trim() === '') return { ok: false, why: 'against' }
  if (await hasStopped(deps, opened, asRead)) return { ok: false, why: 'outdated' }
  const sharing = {
    ...toBeDecided(opened, asRead, about, occasion),
    detail: { item: asRead.id, organisation: about.id, way: asked.way, ...(asRead.digest === null ? {} : { digest: asRead.digest }) },
  }
  const values = {
    ...{ outcome: 'left', leftAt: now.toString(), leftBy: colleague.name, way: asked.way, confirmedHow: asked.confirmedHow },
    ...{ victimTold: asked.victimTold, victimToldWhy: asked.victimToldWhy },
    againstViewWhy: asRead.view === 'against' ? (asked.againstViewWhy ?? null) : null,
    availableUntil: now.add({ hours: 24 * fetchedWithin }).toString(),
  }
  return happen(deps, leaving(deps, opened, asRead, sharing), shareCase, colleague, { asRead, event: 'left', values })
}

/** What the notice is asked of a line: each kind of information that it names, to whom, on what the register shows today. */
function toBeDecided(opened: OpenForShare, row: Share, about: Shareable, occasion: Occasion) {
  return { ...recipientOf(about), categories: kindsIn(row, opened), given: [...about.circumstances, ...shownBy(occasion, row)] }
}

/** Whether all of a line that has left could leave today as well. */
export async function stillGoes(
  deps: Pick<GateDeps, 'database' | 'clock' | 'inForce'>,
  opened: OpenForShare,
  row: Share,
): Promise<boolean> {
  const { organisationId, recipient, occasion } = row
  const about = await shareableIn(deps, opened, organisationId ?? recipient)
  if (about === null || !isOccasion(occasion) || (await hasStopped(deps, opened, row))) return false
  return opened.wouldShare(toBeDecided(opened, row, about, occasion)).every(({ decision }) => decision.outcome === 'permitted')
}

/** It does not leave. `why` says so for whoever reads the ledger; `beside`: what the person answered. */
export function stopShare(
  deps: GateDeps,
  opened: OpenForShare,
  colleague: Colleague,
  asRead: Share,
  why: string,
  beside: Partial<Pick<Share, 'consentAnswer' | 'consentOn' | 'consentHow'>> = {},
): Promise<Answer<unknown, 'stale'>> {
  const values = { outcome: 'stopped', leftBy: colleague.name, outcomeWhy: why, ...beside }
  return happen(deps, noted(deps, opened, asRead), shareCase, colleague, { asRead, event: 'stopped', values })
}

/** Another line was prepared in its place. */
export function replaceShare(deps: GateDeps, opened: OpenForShare, colleague: Colleague, asRead: Share): Promise<Answer<unknown, 'stale'>> {
  return happen(deps, noted(deps, opened, asRead), shareCase, colleague, {
    asRead,
    event: 'replaced',
    values: { outcome: 'replaced', leftBy: colleague.name },
  })
}

/** The recipient has it. `before`: the day is before it left. */
export async function noteReceipt(
  opened: OpenForShare,
  { id, version, leftAt }: Share,
  receivedOn: string,
): Promise<Answer<unknown, 'stale' | 'before'>> {
  if (isBeforeLeaving({ leftAt }, Temporal.PlainDate.from(receivedOn))) return { ok: false, why: 'before' }
  return opened.noteLine(share, { id, version, values: { receivedOn }, source: 'colleague' })
}

/** Whoever we asked has answered: it is noted on the line of our question, which has left. `before`: the day is before it left. */
export async function noteCameBack(
  deps: Clocked,
  opened: OpenForShare,
  colleague: Colleague,
  asRead: Share,
  values: { readonly cameBack: string; readonly cameBackOn: string },
): Promise<Answer<unknown, 'stale' | 'before'>> {
  const { id, version } = asRead
  if (!awaitsAnswer(asRead)) return { ok: false, why: 'stale' }
  if (isBeforeLeaving(asRead, Temporal.PlainDate.from(values.cameBackOn))) return { ok: false, why: 'before' }
  const task = { ...taskOfLine({ ...asRead, ...values }, deps.clock()), by: colleague.name }
  return opened.noteLine(share, { id, version, values, source: 'colleague', task })
}

/** Whether it is a question of ours that has left and has no answer yet. */
export function awaitsAnswer({ occasion, outcome, cameBackOn }: Pick<Share, 'occasion' | 'outcome' | 'cameBackOn'>): boolean {
  return occasion === ourQuestion && outcome === 'left' && cameBackOn === null
}

/** `over`: it has not left, its time is over, or something in it goes to nobody any more. */
export type FetchAnswer = Answer<{ readonly archive: Readable }, 'over'>

/** The file of a line that has left, for whoever sends it. That it was fetched, and its bytes, are on record. */
export async function fetchShare(deps: GateDeps, opened: OpenForShare, row: Share): Promise<FetchAnswer> {
  const { id, outcome, availableUntil, what } = row
  if (outcome !== 'left' || availableUntil === null) return { ok: false, why: 'over' }
  if (Temporal.Instant.compare(availableUntil, deps.clock()) <= 0) return { ok: false, why: 'over' }
  const closed = await closedTo(opened, { what })
  if (closed !== null) return refusedBy(closed)
  if (await hasStopped(deps, opened, row)) return { ok: false, why: 'over' }
  const heard = await opened.hear(shares, { id, from: 0, to: Number.MAX_SAFE_INTEGER })
  if (heard.ok) return { ok: true, archive: heard.stretch.read() }
  return heard.why === 'refused' ? heard : { ok: false, why: 'over' }
}

/** Whether whoever asked is rung back before anything leaves: at the number in our register, never at one that they gave. */
export function mustRingBack({ recipient, occasion }: Pick<Share, 'recipient' | 'occasion'>): boolean {
  return isShareable(recipient) && paths[recipient].ringBack === true && (occasion === 'request' || occasion === 'order')
}

type Line = Pick<Share, 'recipient' | 'occasion'> & { readonly isVictim: string | null }

/** What has to be settled before the line may leave; null where all is. It is the same for what is about a person and for footage. */
export function stillToSettle(line: Line, { confirmedHow, victimTold, victimToldWhy }: Settled): 'unconfirmed' | 'victim' | null {
  if (mustRingBack(line) && (confirmedHow ?? '').trim() === '') return 'unconfirmed'
  const isTold = victimTold === 'given' || (victimTold === 'exempt' && (victimToldWhy ?? '').trim() !== '')
  return line.isVictim === 'yes' && !isTold ? 'victim' : null
}

/** The kinds of information that a line says go. Whether all are within the activity is asked before. */
function kindsIn({ what }: Pick<Share, 'what'>, { activity }: OpenForShare) {
  return kindsSaid(what).filter((category) => isWithin(activity, category))
}

type Written = Pick<OpenForShare, 'correct' | 'person'>
type Clocked = Pick<GateDeps, 'clock'>

/** A line is written by the ledger alone, with the notice's answer to what leaves on it. Where it stays hidden from the person, somebody decides by a day. */
function leaving({ clock }: Clocked, opened: OpenForShare, asRead: Share, sharing: Parameters<OpenForShare['leaveLine']>[2]): Written {
  return {
    person: opened.person,
    correct: (type, correction) =>
      opened.leaveLine(type, { ...correction, task: taskOfLine({ ...asRead, ...correction.values }, clock()) }, sharing),
  }
}

function noted({ clock }: Clocked, opened: OpenForShare, asRead: Share): Written {
  return {
    person: opened.person,
    correct: (type, correction) => opened.noteLine(type, { ...correction, task: taskOfLine({ ...asRead, ...correction.values }, clock()) }),
  }
}
