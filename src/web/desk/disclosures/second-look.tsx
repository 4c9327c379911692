import type { JSX } from 'preact'
import type { Deciding, Disclosure } from '#duties/disclosures/decide.ts'
import { mustRingBack, type Settled } from '#duties/shares/settle.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { InsetText, WarningText } from '../../components/index.ts'
import { ask, askedWhen, choice, type Filled, form, seenVersion, text, unasked } from '../../form/index.ts'

const isReleased = ({ outcome }: Filled) => outcome === 'released'

/** A victim has a written notice of what was asked for and why, at the latest as it goes. */
const victim = {
  victimTold: askedWhen(
    isReleased,
    ask(disclosure.fields.victimTold, {
      label: 'Has the victim been told in writing what was asked for and why?',
      hint: 'Give it to them, or send it in a way that is safe for them.',
      missing: 'Choose whether the victim has been told',
    }),
  ),
  victimToldWhy: askedWhen(
    (filled) => isReleased(filled) && filled.victimTold === 'exempt',
    text({ label: 'If not: why?', least: 3, most: 1000, rows: 2, missing: 'Enter why the victim is not told' }),
  ),
}
const noVictim = { victimTold: unasked(null), victimToldWhy: unasked(null) }

/** The second look, with what has to be settled before the clip may leave. */
export const secondLook = (row: Disclosure) =>
  form({
    version: seenVersion,
    outcome: choice({
      label: 'Have you watched all of it, and may it be shared?',
      hint: 'It must show only what was requested, with other people hidden.',
      missing: 'Choose whether it may be shared',
      options: [
        {
          value: 'released',
          text: isRungBack(row) ? 'Yes, and I rang them back: approve it for one download' : 'Yes, approve it for one download',
        },
        { value: 'stopped', text: 'No, do not share it' },
      ],
    }),
    ...(row.isVictim === 'yes' ? victim : noVictim),
  })

type Said = Pick<Deciding, 'outcome'> & Omit<Settled, 'confirmedHow'>

/** What was decided, as it is put on record. */
export function decidingOf(row: Disclosure, { outcome, ...settled }: Said): Deciding {
  const confirmedHow = isRungBack(row) && row.callBack !== null ? `Rang back ${row.callBack}` : null
  return { outcome, settled: outcome === 'released' ? { ...settled, confirmedHow } : null }
}

function isRungBack({ recipient, occasion }: Disclosure): boolean {
  return occasion !== null && mustRingBack({ recipient, occasion })
}

/** The number in our register, and no other, is rung before a clip leaves. */
export function RingBack({ row }: { readonly row: Disclosure }): JSX.Element | null {
  if (!isRungBack(row)) return null
  if (row.callBack === null)
    return (
      <WarningText>
        The register has no number to ring back. The data protection team has to enter one, and the clip be prepared anew.
      </WarningText>
    )
  return (
    <InsetText>
      Ring them back first, on the number in our register: <strong>{row.callBack}</strong>. Never use a number that they gave. Ask whether
      this request is theirs.
    </InsetText>
  )
}

export const wrongAtSecondLook = {
  own: { field: 'outcome', message: 'Ask another colleague to decide: you prepared it' },
  absent: { field: 'outcome', message: 'Its film can no longer be opened, so there is nothing to share' },
  'no-request': { field: 'outcome', message: 'Their request is no longer open, so it cannot go: choose that it is not shared' },
  hollow: { field: 'outcome', message: 'It does not show all that was asked for, so it cannot be shared: prepare it again' },
  organisation: {
    field: 'outcome',
    message: 'Whoever asked is not in the register any more, so it cannot go: choose that it is not shared',
  },
  unconfirmed: { field: 'outcome', message: 'The register has no number to ring back. Ask the data protection team to enter one' },
  victim: { field: 'victimTold', message: 'Choose whether the victim has been told' },
} as const
