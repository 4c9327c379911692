import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { withFolderAside } from '#media/set-aside.ts'
import { rightsAnswer } from '#records/rights-answer/rights-answer.ts'
import { rightsSearches } from '#records/rights-search/rights-search.ts'
import { dateIn } from '#shared/clock.ts'
import { newPassphrase } from '#shared/passphrase.ts'
import { forWork, within } from '#store/bounds.ts'
import { besideOf } from '../../subject-access/beside.ts'
import { askForFootage } from '../../subject-access/footage-request.ts'
import { gatherPack, type PackTaker } from '../../subject-access/gather.ts'
import { copiedFor } from '../copied.ts'
import type { Decided } from '../decided.ts'
import { type SettledRequest, settled } from '../identified.ts'
import { type RequestLook, type RightsDeps, rightsRequestsOf, type Seen } from '../requests.ts'
import { type DecidedCopy, decidedOf } from '../review/decided-of.ts'
import { secondFor } from '../review/second-reader.ts'
import { certificateOf } from '../search/certificate.ts'
import { calledOtherwise, type KnownAround, knownAround } from '../search/known-around.ts'
import { looksTold } from '../search/looks.ts'
import { placesWith, searchedAs } from '../search/rows.ts'
import type { OpenedRequest } from './answers.ts'
import { asChecked, sealFiles } from './archive.ts'
import { contentsOf, stopsOf, totalOf } from './contents.ts'
import { decisionsOf } from './decisions.ts'
import { keptManifest } from './manifest.ts'
import { ownNames } from './own-names.ts'
import { putMedia } from './put-media.ts'
import { type ReadingOf, stringsOf } from './reading.ts'
import type { AnswerTools, Verdict, Written } from './tools.ts'

export type AnswerDeps = RightsDeps & { readonly tools: AnswerTools; readonly readingOf?: ReadingOf }

/**
 * `early`: not every text is read. `unread`: a text has changed since it was read. `stopped`: something withheld stands in what was made, or a part of
 * it could not be read. `unset`: the document could not be set. `unfilled`: a place found something about somebody who is not on file, and nothing of it was
 * added to the copy, which would say that nothing is held.
 */
export type MakeAnswer = Answer<{ readonly id: string }, 'stale' | 'gone' | 'early' | 'unread' | 'stopped' | 'unset' | 'unfilled'>

const names = { archive: 'answer.zip', files: 'files' }

/**
 * Makes the answer to a request whose texts are all read: the letter with the copy, for people and for machines, in an encrypted archive of which
 * every byte is then read again. What is withheld stands nowhere in it, or nothing of it is kept but where it stood.
 */
export async function makeAnswer(deps: AnswerDeps, colleague: Colleague, seen: Seen): Promise<MakeAnswer> {
  const look = await rightsRequestsOf(deps).look(colleague, seen.id)
  if (!look.ok) return look
  const request = settled(look.request)
  if (request === null || request.version !== seen.version) return { ok: false, why: 'stale' }
  if (request.state !== 'read') return { ok: false, why: 'early' }
  const opened = await deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request.id })
  if (!opened.ok) return opened
  // Before anything is read: what is decided while the answer is made makes it another version.
  const decisions = await decisionsOf(opened, request, { today: dateIn(deps.clock()), reasons: secondFor(deps) })
  if (!decisions.ok) return decisions
  const around = await knownAround(deps, colleague, request)
  if (!around.ok) return around
  const reading = await (deps.readingOf?.(colleague, request) ?? decidedOf(deps, colleague, request))
  if (!reading.ok) return reading
  // Much can be held about somebody: it takes as long as it takes.
  return within(forWork, () => inFolder(deps, { colleague, opened, look, request, around, reading, decisions: decisions.version }))
}

/** What an answer is made from. */
type Making = {
  readonly colleague: Colleague
  readonly opened: OpenedRequest
  readonly look: RequestLook
  readonly request: SettledRequest
  readonly around: Extract<KnownAround, { readonly ok: true }>
  readonly reading: DecidedCopy
  readonly decisions: string
}

function inFolder(deps: AnswerDeps, making: Making): Promise<MakeAnswer> {
  const { colleague, look, request, reading } = making
  return withFolderAside(deps.tools.setAsideIn, async (folder): Promise<MakeAnswer> => {
    const written = await write(deps, making, join(folder, names.files))
    if (!written.ok) return written
    if (reading.unread() > 0) return { ok: false, why: 'unread' }
    if (written.pdf === null) return { ok: false, why: 'unset' }
    const put = await putMedia(deps, colleague, request, { media: reading.media(), folder: join(folder, names.files) })
    if (!put.ok) return put.why === 'refused' ? put : { ok: false, why: 'unread' }
    const archive = join(folder, names.archive)
    const passphrase = newPassphrase()
    const files = [...written.files, ...put.files]
    await sealFiles(join(folder, names.files), files, passphrase, archive)
    const own = await ownNames(deps.gate, colleague, request, look)
    if (!own.ok) return own
    const { withheld, given } = stringsOf(reading.passages(), calledOtherwise(making.around))
    const verdict = await deps.tools.check({ path: archive, password: passphrase, withheld, given: [...given, ...own.names] })
    const kept = await keep(deps, making, { written: { ...written, files }, verdict, passphrase, archive })
    if (!kept.ok) return kept
    if (!verdict.clean) return { ok: false, why: 'stopped' }
    const made = await rightsRequestsOf(deps).step(colleague, request, { what: 'made', on: dateIn(deps.clock()) })
    if (made.ok || made.why === 'refused') return made.ok ? kept : made
    return { ok: false, why: made.why === 'gone' ? 'gone' : 'stale' }
  })
}

async function write(
  deps: AnswerDeps,
  { colleague, opened, look, request, around, reading }: Making,
  folder: string,
): Promise<Answer<Written, 'unfilled'>> {
  const { gate, tools } = deps
  const { reference, receivedOn, askedBy, ofPerson } = request
  const { parts, ...copied } = copiedFor(request)
  const searches = await opened.read(rightsSearches)
  if (!searches.ok) return searches
  const told = looksTold(searches.rows)
  const beside = (opened: OpenedRequest, read?: Decided) => besideOf(deps, opened, { decided: read, looksTold: told })
  const asked = {
    ...copied,
    now: deps.clock(),
    edition: deps.inForce().released.hash,
    decided: reading.decided,
    ...(copied.hasRecord ? { beside } : {}),
  }
  const as = searchedAs(request)
  const isOwn = askedBy === 'themselves' || askedBy === 'child'
  const { edition } = deps.inForce().released
  const places = placesWith(edition, searches.rows, as).flatMap(({ row }) => row ?? [])
  const certificate = certificateOf({ edition, as, reference, rows: places, identifiers: around.identifiers }, 'person')
  const answered = { name: look.name?.name ?? '', reference, receivedOn, isOwn, isOnFile: copied.hasRecord, certificate }
  const gather = (taker: PackTaker) => gatherPack(gate, colleague, parts, asked, taker)
  const written = await tools.write(gather, answered, folder)
  if (written.ok && !copied.hasRecord && !certificate.nothingHeld && !hasAny(written)) return { ok: false, why: 'unfilled' }
  if (written.ok && ofPerson !== null) await askForFootage(deps, ofPerson, written.withheld)
  return written
}

function hasAny({ items, withheld }: Written): boolean {
  return totalOf(items) > 0 || withheld.some(({ count }) => count > 0)
}

type Made = { readonly written: Written; readonly verdict: Verdict; readonly passphrase: string; readonly archive: string }

/** Stores the archive with its passphrase; or, where it was stopped, only where. */
async function keep(
  { clock }: AnswerDeps,
  { colleague, opened, request, reading, decisions }: Making,
  { written, verdict, passphrase, archive }: Made,
): Promise<Answer<{ readonly id: string }>> {
  const at = clock()
  const id = randomUUID()
  const contents = contentsOf(written, { media: reading.media(), clips: reading.clips() })
  const values = {
    ...{ rightsRequestId: request.id, madeAt: at.toString(), madeBy: colleague.name, madeById: colleague.id, digest: verdict.digest },
    ...{ items: totalOf(contents.items), withheld: totalOf(contents.withheld), contents: JSON.stringify(contents) },
    ...{ decisions, manifest: keptManifest(reading.texts()) },
  }
  const item = { id, source: 'colleague' as const, collectedAt: at, clockFrom: null }
  const stored = verdict.clean
    ? await opened.collectMedia(
        rightsAnswer,
        { ...item, values: { ...values, passphrase, checked: 'clean' } },
        asChecked(archive, verdict.digest),
      )
    : await opened.collect(rightsAnswer, {
        ...item,
        values: { ...values, checked: 'stopped', stoppedAt: JSON.stringify(stopsOf(verdict)) },
      })
  return stored.ok ? { ok: true, id } : stored
}
