import type { JSX } from 'preact'
import { type Answer, gone } from '#decisions/done-or-refused.ts'
import { officesOf } from '#duties/visits/sees.ts'
import type { OpenVisit, OpenVisits } from '#duties/visits/visit-book.ts'
import type { Edition } from '#notice/edition.ts'
import { dateIn } from '#shared/clock.ts'
import { SubNavigation } from '../../components/index.ts'
import { choice, type Question, unasked } from '../../form/index.ts'
import { officeName } from '../../reception/frame.tsx'
import { type AtDesk, clockTime, counted, type DeskDeps, longDate } from '../kit.ts'
import type { Wanted } from '../signed.tsx'

export const visitsAt = '/desk/visits'
export const forgottenAt = '/desk/visits/forgotten'
export const kiosksAt = '/desk/visits/kiosks'

export const wantedVisits: Wanted = { activity: 'visitor-safety', act: 'view', categories: ['visits'] }

const lists = [
  { href: visitsAt, text: 'Inside now' },
  { href: forgottenAt, text: 'Not signed out' },
  { href: kiosksAt, text: 'Tablets' },
]

/** The pages of the visitors' book, on the one at the address. */
export function visitTabs(at: string): (visit: AtDesk) => JSX.Element {
  return () => <SubNavigation label="Visitors" items={lists.map((each) => ({ ...each, current: each.href === at }))} />
}

/** Which office: asked only where the landlord has several. */
export function askedOffice(edition: Edition): Question<string> {
  const offices = officesOf(edition)
  const [only] = offices
  if (only !== undefined && offices.length === 1) return unasked(only.id)
  return choice({
    label: 'Office',
    missing: 'Choose the office',
    options: offices.map(({ id, name, address }) => ({ value: id, text: name, hint: address })),
  })
}

/** Visits as a list shows them. An office that the landlord does not have is not there. */
export function listed<V extends OpenVisit>(answer: OpenVisits<V>): Answer<{ readonly rows: readonly V[] }, 'gone'> {
  if (answer.ok) return { ok: true, rows: answer.visits }
  return answer.why === 'site' ? gone : answer
}

/** “22 November 2026, 10:02”. */
export function dayAndMinute(at: Temporal.Instant): string {
  return `${longDate(dateIn(at))}, ${clockTime(at)}`
}

/** The office of a visit or of a tablet, as people call it. */
export function officeOf({ editions }: Pick<DeskDeps, 'editions'>): (at: { readonly site: string }) => string {
  return ({ site }) => officeName(editions.current().edition, site)
}

/** “3 visitors are inside: Exeter 2, Plymouth 1.” */
export function howMany(rows: readonly { readonly office: string }[]): string {
  const [here, ...elsewhere] = Map.groupBy(rows, ({ office }) => office)
  if (here === undefined) return 'No visitor is inside.'
  const inside = `${counted(rows.length, 'visitor')} ${rows.length === 1 ? 'is' : 'are'} inside`
  if (elsewhere.length === 0) return `${inside}, in ${here[0]}.`
  return `${inside}: ${[here, ...elsewhere].map(([office, all]) => `${office} ${all.length}`).join(', ')}.`
}
