import type { LedgerAsked } from '#duties/shares/ledger.ts'
import type { OrganisationName } from '#facts/organisation-names.ts'
import type { LineKey } from '#gate/ledger/lines.ts'
import type { Edition } from '#notice/edition.ts'
import { recipientWords } from '#records/share/share.ts'
import { isUuid } from '#shared/uuid.ts'
import { type Filled, form, optionalDay, picked } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'

const any = { value: '', text: 'Any' } as const

/** What the ledger is looked through by. It names nobody, so it stands in the address. */
export function asking({ activities }: Pick<Edition, 'activities'>, organisations: readonly OrganisationName[]) {
  const recipients = Object.entries(recipientWords).map(([value, text]) => ({ value, text }))
  const uses = activities.filter(({ sharing }) => sharing.length > 0).map(({ id, title }) => ({ value: String(id), text: title }))
  const names = organisations.map(({ id, name }) => ({ value: id, text: name }))
  return form(
    {
      from: optionalDay({ label: 'From' }),
      until: optionalDay({ label: 'Until' }),
      recipient: picked({ label: 'Kind of recipient', missing: 'Choose a kind of recipient', options: [any, ...recipients] }),
      organisation: picked({ label: 'Organisation', missing: 'Choose an organisation', options: [any, ...names] }),
      use: picked({ label: 'Shared for', missing: 'Choose what it was shared for', options: [any, ...uses] }),
    },
    ({ from, until }) =>
      from !== null && until !== null && Temporal.PlainDate.compare(from, until) > 0
        ? [{ field: 'until-day', message: 'Enter a day that is not before the first' }]
        : [],
  )
}

export type AskedAtDesk = {
  readonly from: Temporal.PlainDate | null
  readonly until: Temporal.PlainDate | null
  readonly recipient: string
  readonly organisation: string
  readonly use: string
}

export const everything: AskedAtDesk = { from: null, until: null, recipient: '', organisation: '', use: '' }

/** The last twelve months, where no days are given. */
export function askedOf({ from, until, recipient, organisation, use }: AskedAtDesk, today: Temporal.PlainDate): LedgerAsked {
  const last = until ?? today
  const given = (word: string) => (word === '' ? null : word)
  return {
    ...{ from: from ?? last.subtract({ years: 1 }), until: last },
    ...{ recipient: given(recipient), organisationId: given(organisation), activity: given(use) },
  }
}

/**
 * What the address asks for: what is looked for, and after which line the page begins. That line is named by its moment and its id, which tell of
 * nobody.
 */
export function askedIn(query: unknown): { readonly sought: Readonly<Record<string, unknown>> | null; readonly after: LineKey | null } {
  const { after, ...sought }: Readonly<Record<string, unknown>> = typeof query === 'object' && query !== null ? { ...query } : {}
  return { sought: Object.keys(sought).length === 0 ? null : sought, after: after === undefined ? null : keyIn(after) }
}

function keyIn(after: unknown): LineKey {
  const [at = '', id = '', ...more] = typeof after === 'string' ? after.split('_') : []
  if (more.length > 0 || !isUuid(id) || !isMoment(at)) throw new HttpFault(400, 'the address names no line')
  return { at, id }
}

/** As the database writes moments. */
const moment = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/

/** Whether it is written so, and there is such a moment. */
function isMoment(text: string): boolean {
  if (!moment.test(text)) return false
  try {
    return Temporal.Instant.from(text).epochMilliseconds > Number.NEGATIVE_INFINITY
  } catch {
    return false
  }
}

/** The address of the page that begins after a line. */
export function addressAfter(ledgerAt: string, sought: Filled | null, { at, id }: LineKey): string {
  const filled = Object.entries(sought ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return `${ledgerAt}?${new URLSearchParams([...filled, ['after', `${at}_${id}`]])}`
}
