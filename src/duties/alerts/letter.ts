import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { mayHave } from '#gate/opened.ts'
import { withFolderAside } from '#media/set-aside.ts'
import { cautionaryAlert } from '#records/cautionary-alert/cautionary-alert.ts'
import { personalDetails } from '#records/person/person.ts'
import { wordOf } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import { forWork, within } from '#store/bounds.ts'
import { type Alert, isOverdue, type OpenForAlerts } from './alerts.ts'

/** The written notice of a safety alert. `reason`: in the words that were written for the person, which name nobody else. */
export type AlertLetter = {
  readonly landlord: string
  readonly person: string
  readonly on: Temporal.PlainDate
  readonly alert: string
  readonly since: Temporal.PlainDate
  readonly reviewBy: Temporal.PlainDate
  readonly reason: string
  readonly contact: string
}
/** It writes the PDF into the folder and answers its bytes; null where it could not be set. */
export type AlertTools = { readonly writeAlertLetter: (letter: AlertLetter, folder: string) => Promise<Uint8Array | null> }

/** The letter as a PDF. `not-told`: the person is not told, or the alert is over or was not looked at again. */
export async function alertLetter(
  deps: Pick<GateDeps, 'inForce' | 'clock'> & { readonly tools: AlertTools & { readonly setAsideIn: string } },
  opened: OpenForAlerts,
  alert: Alert,
): Promise<Answer<{ readonly pdf: Uint8Array }, 'not-told' | 'unset'>> {
  const { code, since, reviewBy, told, toldWhy, endedOn } = alert
  const today = dateIn(deps.clock())
  if (told !== 'letter' || toldWhy === null || endedOn !== null || isOverdue(alert, today)) return { ok: false, why: 'not-told' }
  const details = mayHave(opened, 'personal-details') ? await opened.read(personalDetails) : null
  if (details?.ok === false) return details
  const [name] = details?.rows ?? []
  const { landlord } = deps.inForce().released.edition
  const { dataProtection } = landlord.contacts
  const letter: AlertLetter = {
    landlord: landlord.name,
    person: [name?.firstName, name?.middleName, name?.lastName].filter((word) => word != null && word !== '').join(' '),
    on: today,
    alert: wordOf(cautionaryAlert.fields.code, code),
    since: Temporal.PlainDate.from(since),
    reviewBy: Temporal.PlainDate.from(reviewBy),
    reason: toldWhy,
    contact: `${dataProtection.team}: ${dataProtection.email}, ${dataProtection.phone}`,
  }
  const pdf = await within(forWork, () => withFolderAside(deps.tools.setAsideIn, (folder) => deps.tools.writeAlertLetter(letter, folder)))
  return pdf === null ? { ok: false, why: 'unset' } : { ok: true, pdf }
}
