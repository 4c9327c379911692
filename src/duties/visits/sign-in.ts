import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Field } from '#gate/field.ts'
import { knownVisit } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import { collectTogether, type NewOfType, type TogetherAnswer } from '#gate/write/collect-together.ts'
import { siteAccess } from '#gate/write/intake.ts'
import { clockFrom } from '#records/clock-of.ts'
import { visit } from '#records/visit/visit.ts'
import { visitAssistance } from '#records/visit-assistance/visit-assistance.ts'
import { dateIn } from '#shared/clock.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { type Badge, badgeOf } from './badge.ts'
import type { Kiosk } from './kiosks.ts'
import { isOffice, noOffice, type VisitDeps } from './office.ts'
import { asksFor } from './sees.ts'

/** What a visitor says at reception. `needsHelp`: that they need help to get out; asked, and never needed. */
export type Entry = {
  readonly name: string
  readonly host: string
  readonly registration: string | null
  readonly needsHelp: boolean
}

/** `badge`: the token in the address of the QR code. `code`: eight letters and digits that can be typed instead. Neither is stored, only hashes. */
export type SignedIn = { readonly visit: string; readonly badge: string; readonly code: string; readonly arrivedAt: Temporal.Instant }

/** `site`: the landlord has no such office. `entry`: the name or the host is missing, or something is too long. */
export type SignInAnswer = Answer<SignedIn, 'site' | 'entry'>

type Arriving = { readonly site: string; readonly by: string; readonly entry: Entry; readonly formId: string }

/** At a kiosk: a form that is sent twice is one visit with one badge. */
export function signInAtKiosk(deps: VisitDeps, kiosk: Kiosk, entry: Entry, formId: string): Promise<SignInAnswer> {
  const { id, site, label } = kiosk
  const system = { name: 'kiosk', detail: { kiosk: id, site } } as const
  const access = siteAccess(deps, 'visitor-safety', '', 'collect', system)
  return signIn(deps, { site, by: label, entry, formId }, (items) => collectTogether(deps, access, items))
}

/** By a colleague at reception. */
export function signInByColleague(deps: VisitDeps, colleague: Colleague, site: string, entry: Entry): Promise<SignInAnswer> {
  const asked = { activity: 'visitor-safety', because: 'check' } as const
  const arriving = { site, by: colleague.name, entry, formId: randomUUID() }
  return signIn(deps, arriving, (items) => deps.gate.collectTogether(colleague, asked, items))
}

async function signIn(
  deps: VisitDeps,
  { site, by, entry, formId }: Arriving,
  collect: (items: readonly NewOfType[]) => Promise<TogetherAnswer>,
): Promise<SignInAnswer> {
  if (!isOffice(deps, site)) return noOffice
  const words = wordsOf(deps, entry)
  if (words === null) return { ok: false, why: 'entry' }
  const id = uuidOf('visit', formId)
  const badge = await badgeOf(deps, formId)
  const arrivedAt = deps.clock()
  const answer = await collect(itemsOf(deps, { id, arrivedAt, site, by, badge, words, needsHelp: entry.needsHelp }))
  if (!answer.ok) return answer
  const first = answer.isNew ? undefined : await knownVisit(deps, { badge: badge.hashes.badge })
  return { ok: true, visit: id, badge: badge.token, code: badge.code, arrivedAt: first?.arrivedAt ?? arrivedAt }
}

type Said = Omit<Entry, 'needsHelp'>

/** What the visitor said, as it is kept; null where it cannot be. */
function wordsOf({ inForce }: Pick<VisitDeps, 'inForce'>, { name, host, registration }: Entry): Said | null {
  const asked = asksFor(inForce().released.edition)
  const said = { name: tidied(name), host: tidied(host), registration: asked.registration ? tidied(registration ?? '') : '' }
  const { fields } = visit
  const fits = isShort(fields.name, said.name) && isShort(fields.host, said.host) && isShort(fields.registration, said.registration)
  if (!fits || said.name === '' || said.host === '') return null
  return { ...said, registration: said.registration === '' ? null : said.registration.toUpperCase() }
}

/** Without what cannot be seen, and with single spaces. */
function tidied(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

function isShort({ limits }: Pick<Field, 'limits'>, text: string): boolean {
  return text.length <= (limits.longest ?? 0)
}

/** What the book keeps of a yes. */
const needsHelpWords = 'Needs help to get out'

type Stored = { readonly id: string; readonly arrivedAt: Temporal.Instant; readonly site: string; readonly by: string } & {
  readonly badge: Badge
  readonly words: Said
  readonly needsHelp: boolean
}

function itemsOf({ inForce }: VisitDeps, { id, arrivedAt, site, by, badge, words, needsHelp }: Stored): readonly NewOfType[] {
  const { edition } = inForce().released
  const values = { ...words, site, arrivedAt: arrivedAt.toString(), signedInBy: by, ...badge.hashes }
  const from = { id, source: 'visit', collectedAt: arrivedAt } as const
  const items: NewOfType[] = [{ type: visit, item: { ...from, values, clockFrom: null } }]
  if (!needsHelp || !asksFor(edition).help) return items
  const starts = clockFrom(edition, visitAssistance, 'visitor-safety', {}, dateIn(arrivedAt))
  return [...items, { type: visitAssistance, item: { ...from, values: { help: needsHelpWords }, clockFrom: starts } }]
}
