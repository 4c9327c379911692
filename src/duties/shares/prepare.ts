import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { SharedKind } from '#gate/share.ts'
import { withFolderAside } from '#media/set-aside.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { newPassphrase } from '#shared/passphrase.ts'
import { forWork, within } from '#store/bounds.ts'
import type { KnownPerson } from '../passages/passage.ts'
import { asChecked, sealFiles } from '../rights/answer/archive.ts'
import { aroundOf } from './around.ts'
import { type Chosen, readChosen } from './choices.ts'
import { interestIn } from './interest.ts'
import { type Kept, type Leaving, leavingOf } from './leaves.ts'
import { shownAtFirst, taskOfLine } from './line-task.ts'
import { type OpenForShare, recipientOf, representative, type Shareable, type ShareDeps, shareableIn } from './open.ts'
import { areWishesSettled, hasFacts, isHiddenFirst, neededByOf, type Occasion, pathFor, shownBy } from './paths.ts'
import { groundsOf, toldOf } from './sheet.ts'
import type { Sheet } from './tools.ts'

/** A person's answer about one share, the day and the way in which they were asked. */
export type Consent = { readonly answer: 'agreed' | 'agreed-for-them' | 'refused'; readonly on: string; readonly how: string }

/** What a colleague gives: who gets it, why, and what of the record. */
export type ShareAsked = {
  readonly organisation: string
  readonly occasion: Occasion
  readonly asker: string | null
  readonly authoriser: string | null
  readonly reference: string | null
  readonly isVictim: 'yes' | 'no' | 'not-known' | null
  readonly interest: 'ours' | 'customers' | 'colleagues' | null
  readonly why: string
  /** The day on which their question came in, where the law has it answered within a time; and the day that they said. */
  readonly requestedOn: string | null
  readonly neededBy: string | null
  readonly wishes: 'agrees' | 'against' | 'not-asked' | null
  readonly wishesWhy: string | null
  /** What the person answered, where only they can allow it. */
  readonly consent: Consent | null
  readonly chosen: readonly Chosen[]
  /** What stays here of it. Null: what is proposed. */
  readonly kept: Kept | null
}

/**
 * `organisation`: it is not in the register, or no longer used. `occasion`: nothing goes to such a recipient for it. `facts`: something that such a
 * recipient, or an adult at risk, is asked is not there. `nothing`: nothing was chosen, or it is there no more. `found`: words that stay stand somewhere
 * in what would leave. `unset`: the sheet could not be set.
 */
export type PrepareAnswer = Answer<
  { readonly id: string; readonly consent: boolean },
  'organisation' | 'occasion' | 'facts' | 'nothing' | 'found' | 'unset' | 'stale'
>

/**
 * Prepares something to be shared: the notice decides each kind of information, what was chosen is read and made ready without what stays here, every
 * byte of the file is read again, and the line of the ledger is written with it. Nothing has left yet.
 */
export async function prepareShare(deps: ShareDeps, opened: OpenForShare, colleague: Colleague, asked: ShareAsked): Promise<PrepareAnswer> {
  const ready = await readyToShare(deps, opened, asked)
  return ready.ok ? within(forWork, () => store(deps, opened, colleague, ready)) : ready
}

/** What was chosen, read and made ready without what stays here, with the notice's answer to each kind of information; nothing is written yet. */
export async function readyToShare(
  deps: GateDeps,
  opened: OpenForShare,
  asked: ShareAsked,
): Promise<Answer<Ready, 'organisation' | 'occasion' | 'facts' | 'nothing'>> {
  const today = dateIn(deps.clock())
  const about = await shareableIn(deps, opened, asked.organisation)
  if (about === null) return { ok: false, why: 'organisation' }
  const path = pathFor(deps.inForce().released.edition, opened.activity, about.kind)
  if (!path.occasions.includes(asked.occasion)) return { ok: false, why: 'occasion' }
  const categories = [...new Set(asked.chosen.map(({ part }) => part.category))]
  if (categories.length === 0) return { ok: false, why: 'nothing' }
  const given = [...about.circumstances, ...shownBy(asked.occasion, { ...asked, consentAnswer: asked.consent?.answer ?? null })]
  const to = { ...recipientOf(about), given }
  const isNamed = mayBeNamed(opened, to)
  const sharing = { ...to, categories: isNamed ? [...new Set([...categories, 'personal-details' as const])] : categories }
  // What is refused is refused before anything is read for it, and on record.
  const kinds = opened.wouldShare(sharing)
  for (const { category, decision } of kinds) {
    if (decision.outcome !== 'refused' || !isWithin(opened.activity, category)) continue
    const refused = await opened.share({ ...sharing, type: share.name, category, detail: { organisation: about.id } })
    if (!refused.ok) return refused
  }
  if (!hasFacts(path, asked.occasion, asked) || !areWishesSettled(opened.activity, asked)) return { ok: false, why: 'facts' }
  const read = await readChosen(opened, asked.chosen)
  if (!read.ok) return read
  if (read.items.length === 0) return { ok: false, why: 'nothing' }
  const around = await aroundOf(opened)
  const leaving = leavingOf(read.items, around, asked.kept)
  const named = isNamed ? around.own[0] : undefined
  return { ok: true, asked, about, sharing, kinds, leaving, isNamed, named, today }
}

type Ready = {
  readonly asked: ShareAsked
  readonly about: Shareable
  readonly sharing: Parameters<OpenForShare['wouldShare']>[0]
  readonly kinds: readonly SharedKind[]
  readonly leaving: Leaving
  /** The sheet says whose information it is. */
  readonly isNamed: boolean
  readonly named: KnownPerson | undefined
  readonly today: Temporal.PlainDate
}

function store(deps: ShareDeps, opened: OpenForShare, colleague: Colleague, ready: Ready): Promise<PrepareAnswer> {
  return withFolderAside(deps.tools.setAsideIn, async (folder): Promise<PrepareAnswer> => {
    const consent = ready.kinds.some(({ decision }) => decision.outcome === 'needs-consent')
    const id = randomUUID()
    const values = valuesOf(deps, opened, colleague, ready, consent)
    const task = taskOfLine({ ...nothingYet, ...values, personId: opened.person }, deps.clock())
    const line = { id, values, task, source: 'colleague', collectedAt: deps.clock(), clockFrom: null } as const
    const detail = { organisation: ready.about.id, item: id, ...(ready.about.under.length === 0 ? {} : { under: ready.about.under }) }
    if (consent) return told(id, await opened.writeLine(share, { item: line }, { ...ready.sharing, detail }))
    const files = await deps.tools.writeSheet(sheetOf(deps, ready), folder)
    if (files === null) return { ok: false, why: 'unset' }
    const path = join(folder, 'shared.zip')
    const passphrase = newPassphrase()
    await sealFiles(folder, files, passphrase, path)
    const withheld = ready.leaving.withheld.map((text, n) => ({ id: String(n), text, kind: 'text' as const }))
    const verdict = await deps.tools.check({ path, password: passphrase, withheld, given: [] })
    if (!verdict.clean) return { ok: false, why: 'found' }
    const { digest } = verdict
    const item = { ...line, values: { ...line.values, digest, passphrase } }
    const incoming = asChecked(path, digest)
    return told(id, await opened.writeLine(share, { item, incoming }, { ...ready.sharing, detail: { ...detail, digest } }))
  })
}

function told(id: string, answer: Awaited<ReturnType<OpenForShare['writeLine']>>): PrepareAnswer {
  return answer.ok ? { ok: true, id, consent: answer.consent } : answer
}

/** What the line says. */
export function valuesOf(
  { inForce }: Pick<GateDeps, 'inForce'>,
  { activity, role }: OpenForShare,
  colleague: Colleague,
  { asked, about, kinds, leaving, isNamed, today }: Ready,
  needsConsent: boolean,
) {
  const { chosen, kept, organisation, consent, ...given } = asked
  const { edition } = inForce().released
  return {
    ...given,
    recipient: about.kind,
    organisationId: organisation === representative ? null : organisation,
    organisation: organisation === representative ? (asked.asker ?? about.name) : about.name,
    callBack: about.callBack,
    interest: interestIn(edition, { activity, kinds, kind: about.kind, said: asked.interest }),
    what: JSON.stringify([
      ...chosen.map(({ part, id }) => [part.type.name, part.category, id]),
      ...(isNamed ? [['name', 'personal-details', 'sheet']] : []),
    ]),
    told: toldOf(edition, leaving.items),
    kept: kept === null ? null : JSON.stringify(kept),
    bases: groundsOf(edition, kinds).join('\n'),
    clauses: [...new Set(kinds.flatMap(({ decision }) => decision.clauses))].join(' '),
    agreementIds: JSON.stringify(about.under),
    ...(consent === null ? {} : { consentAnswer: consent.answer, consentOn: consent.on, consentHow: consent.how }),
    ...{ preparedBy: colleague.name, preparedById: colleague.id, preparedIn: role, needsConsent },
    neededBy: neededByOf(pathFor(edition, activity, about.kind), asked),
    ...shownAtFirst(isHiddenFirst(activity, about.kind), today),
  } as const
}

/** What only comes with what becomes of a line. */
const nothingYet = { outcome: null, leftAt: null, leftBy: null, showDecidedBy: null } as const

/** Whether the notice lets such a recipient have the person's name: else the sheet does not say it. */
function mayBeNamed(opened: OpenForShare, to: Omit<Parameters<OpenForShare['wouldShare']>[0], 'categories'>): boolean {
  if (!isWithin(opened.activity, 'personal-details')) return false
  return opened.wouldShare({ ...to, categories: ['personal-details'] }).every(({ decision }) => decision.outcome === 'permitted')
}

function sheetOf({ inForce }: ShareDeps, { asked, about, kinds, leaving, named, today }: Ready): Sheet {
  const { edition } = inForce().released
  return {
    landlord: edition.landlord.name,
    ...{ recipient: about.name, reference: asked.reference, why: asked.why, on: today },
    person:
      named === undefined
        ? 'whoever they asked about'
        : [named.names.first, named.names.middle ?? '', named.names.last].filter((word) => word !== '').join(' '),
    terms: groundsOf(edition, kinds),
    items: leaving.items,
  }
}
