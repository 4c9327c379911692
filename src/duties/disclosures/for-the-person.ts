import { randomUUID } from 'node:crypto'
import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { WordOf } from '#gate/field.ts'
import { knownByReference } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { shownBy } from '../rights/answer/deliver.ts'
import { identified } from '../rights/identified.ts'
import { isForAnother, type RightsDeps, rightsRequestsOf } from '../rights/requests.ts'
import { type Disclosure, type Outcome, type SecondLookAnswer, secondLook } from './decide.ts'
import { makeClip, type PrepareAnswer, type ToCut } from './prepare.ts'

/** Footage of a camera, opened by the data protection team for somebody who asks for a copy. */
export type OpenForPerson = Opened<'rights-requests'>

/** `requested`: the reference of their request. `others`: what whoever prepares it says about everybody else. */
export type PreparingForPerson = ToCut & { readonly requested: string; readonly others: WordOf<typeof disclosure.fields.others> }

/**
 * `no-request`: no request for a copy of this reference is open of which it is known whose data it is about. `unhidden`: others are said to be hidden,
 * and nothing hides them.
 */
export type ForPersonAnswer = PrepareAnswer | NotDone<'no-request' | 'unhidden'>

/** The law on which a copy goes to the person whom it is about. */
const power = 'UK GDPR Article 15'

/** Makes a clip for the person whom it shows, with everybody else hidden (CV5). It leaves once another colleague has looked at it. */
export async function prepareForPerson(
  deps: RightsDeps & { readonly ffmpeg: Ffmpeg | null },
  opened: OpenForPerson,
  colleague: Colleague,
  { requested, others, ...asked }: PreparingForPerson,
): Promise<ForPersonAnswer> {
  if (others === 'hidden' && asked.masks.length === 0 && asked.uploaded === null) return { ok: false, why: 'unhidden' }
  const id = randomUUID()
  const may = await mayGo(deps, colleague, requested, { item: id, footage: asked.piece })
  if (!may.ok) return may
  const askedBy = { recipient: 'the-person', organisation: null, officer: null, power, requested, others, shown: 'yes' } as const
  return makeClip(deps, opened, colleague, { ...asked, id, askedBy, source: 'colleague' })
}

/** The second look at a clip for the person: while their request is open, somebody else releases or stops it. */
export async function decideForPerson(
  deps: RightsDeps,
  opened: OpenForPerson,
  colleague: Colleague,
  asRead: Disclosure,
  outcome: Outcome,
): Promise<SecondLookAnswer> {
  const { recipient, requested, others } = asRead
  if (recipient !== 'the-person' || requested === null || others === null) return { ok: false, why: 'absent' }
  return secondLook(deps, opened, colleague, { asRead, outcome, leaves: (clip) => mayGo(deps, colleague, requested, clip) })
}

/**
 * Whether the notice lets footage go to whoever asks in this request. It is asked of the person whom the request is about, and is on their record. That
 * nobody else can be made out is what the colleague says who prepares the clip, or who looks a second time.
 */
async function mayGo(
  deps: RightsDeps,
  colleague: Colleague,
  reference: string,
  detail: EvidenceEntry['detail'],
): Promise<Answer<unknown, 'no-request'>> {
  const id = await knownByReference(deps, rightsRequest, reference)
  if (id === undefined) return { ok: false, why: 'no-request' }
  const look = await rightsRequestsOf(deps).look(colleague, id)
  if (!look.ok) return look.why === 'refused' ? look : { ok: false, why: 'no-request' }
  const request = identified(look.request)
  if (request?.rightUsed !== 'access') return { ok: false, why: 'no-request' }
  const person = await deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: request.ofPerson })
  if (!person.ok) return person
  const recipient = isForAnother(request) ? 'representative' : 'the-person'
  const given = [...shownBy(request), 'nobody-identifiable'] as const
  return person.share({ type: disclosure.name, category: 'cctv-footage', recipient, given, detail })
}
