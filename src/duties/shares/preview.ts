import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import { wordIn } from '#gate/field.ts'
import type { Colleague } from '#gate/judge.ts'
import { share, shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { type FileOfAnswer, filesIn } from '../rights/answer/archive.ts'
import { aroundOf } from './around.ts'
import { chosenIn, readChosen } from './choices.ts'
import { closedTo } from './closed-to.ts'
import { type Kept, keptIn, leavingOf, type Named } from './leaves.ts'
import type { OpenForShare, ShareDeps } from './open.ts'
import { isOccasion } from './paths.ts'
import { type PrepareAnswer, prepareShare } from './prepare.ts'
import type { Consent } from './ready.ts'
import { replaceShare, type Share, stopShare } from './settle.ts'

const { fields } = share

/** The files of a line, exactly as they leave, for whoever may see what stands in them; none where it waits for the person's agreement. */
export async function filesOfShare(
  opened: OpenForShare,
  { id, passphrase, mediaId, what }: Share,
): Promise<Answer<{ readonly files: readonly FileOfAnswer[] }, 'gone'>> {
  if (passphrase === null || mediaId === null) return { ok: true, files: [] }
  const closed = await closedTo(opened, { what })
  if (closed !== null) return refusedBy(closed)
  const heard = await opened.hear(shares, { id, from: 0, to: Number.MAX_SAFE_INTEGER })
  if (heard.ok) return { ok: true, files: await filesIn(heard.stretch, passphrase) }
  return heard.why === 'refused' ? heard : { ok: false, why: 'gone' }
}

/** A text with others named in it, as it is stored. */
export type Reading = {
  readonly named: readonly Named[]
  readonly texts: readonly { readonly id: string; readonly text: string }[]
  readonly kept: Kept
}

/** Whom the texts of a line name, and which of them stay here. */
export async function readingOf(
  { inForce, clock }: Pick<ShareDeps, 'inForce' | 'clock'>,
  opened: OpenForShare,
  row: Share,
): Promise<Answer<Reading>> {
  const read = await readChosen(opened, chosenIn(inForce().released.edition, opened.activity, row.what), dateIn(clock()))
  if (!read.ok) return read
  const { named, texts, kept } = leavingOf(read.items, await aroundOf(opened), keptIn(row.kept))
  return { ok: true, named, texts, kept }
}

/** Prepares a line anew, with something else staying here. The line that it was is closed: it never leaves. */
export async function prepareAgain(
  deps: ShareDeps,
  opened: OpenForShare,
  colleague: Colleague,
  row: Share,
  { kept, consent = consentIn(row) }: { readonly kept: Kept | null; readonly consent?: Consent | null },
): Promise<PrepareAnswer> {
  const { occasion, isVictim, interest } = row
  if (row.outcome !== null) return { ok: false, why: 'stale' }
  if (!isOccasion(occasion)) return { ok: false, why: 'organisation' }
  const prepared = await prepareShare(deps, opened, colleague, {
    ...{
      organisation: row.organisationId ?? row.recipient,
      occasion,
      asker: row.asker,
      authoriser: row.authoriser,
      reference: row.reference,
    },
    ...{
      isVictim: wordIn(fields.isVictim, isVictim),
      interest: wordIn(fields.interest, interest),
      why: row.why ?? '',
      question: row.question,
      requestedOn: row.requestedOn,
      neededBy: row.neededBy,
    },
    ...{ wishes: wordIn(fields.wishes, row.wishes), wishesWhy: row.wishesWhy, consent },
    view: row.view === null ? null : { view: row.view, viewWhy: row.viewWhy, viewBy: row.viewBy, viewOn: row.viewOn },
    ...{ chosen: chosenIn(deps.inForce().released.edition, opened.activity, row.what), kept },
  })
  if (!prepared.ok) return prepared
  const replaced = await replaceShare(deps, opened, colleague, row)
  if (replaced.ok) return prepared
  // Somebody went on with the line as it was: of the two, one leaves at most.
  const read = await opened.read(shares, prepared.id)
  for (const fresh of read.ok ? read.rows : []) await stopShare(deps, opened, colleague, fresh, 'Somebody went on with the one before.')
  return replaced
}

function consentIn({ consentAnswer, consentOn, consentHow }: Share): Consent | null {
  const answer = wordIn(fields.consentAnswer, consentAnswer)
  return answer === null || consentOn === null ? null : { answer, on: consentOn, how: consentHow ?? '' }
}

/** The person answered: if they agreed it is prepared, with what they agreed to; if they said no it is not shared. */
export async function noteConsent(
  deps: ShareDeps,
  opened: OpenForShare,
  colleague: Colleague,
  row: Share,
  consent: Consent,
): Promise<PrepareAnswer> {
  if (row.outcome !== null || !row.needsConsent) return { ok: false, why: 'stale' }
  if (consent.answer !== 'refused') return prepareAgain(deps, opened, colleague, row, { kept: keptIn(row.kept), consent })
  const values = { consentAnswer: consent.answer, consentOn: consent.on, consentHow: consent.how }
  const stopped = await stopShare(deps, opened, colleague, row, 'The person did not agree.', values)
  return stopped.ok ? { ok: true, id: row.id, consent: true } : stopped
}
