import { type LedgerAsked, mostLines } from '#duties/shares/ledger.ts'
import type { OrganisationName } from '#facts/organisation-names.ts'
import type { Edition } from '#notice/edition.ts'
import { recipientWords } from '#records/share/share.ts'
import { form, optionalDay, picked } from '../../form/index.ts'

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

export function isFull(lines: readonly unknown[]): boolean {
  return lines.length >= mostLines.shown
}
