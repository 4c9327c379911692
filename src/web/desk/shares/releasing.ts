import type { Share } from '#duties/shares/settle.ts'
import { share } from '#records/share/share.ts'
import { ask, askedWhen, choice, form, seenVersion, text, unasked } from '../../form/index.ts'

const ways = {
  file: {
    value: 'file',
    text: 'As an encrypted file',
    hint: 'You download it and send it to their safe address. The passphrase goes by telephone.',
  },
  page: {
    value: 'page',
    text: 'They fetch it from a page',
    hint: 'You get a link to send, and a code to speak at the number in our register. Programs that check mail cannot use it up.',
  },
  paper: { value: 'paper', text: 'On paper', hint: 'You print it, and hand it over or post it.' },
  spoken: { value: 'spoken', text: 'By telephone', hint: 'You read it out, to the number in our register.' },
} as const

const way = choice({ label: 'How does it go?', missing: 'Choose how it goes', options: [ways.file, ways.page, ways.paper, ways.spoken] })

/** A victim has a written notice of what was asked for and why, at the latest as it goes (Police, Crime, Sentencing and Courts Act 2022, as Victims and Prisoners Act 2024 has it). */
const victim = {
  victimTold: ask(share.fields.victimTold, {
    label: 'Has the person been told in writing what was asked for and why?',
    hint: 'They are the victim. Give it to them, or send it in a way that is safe for them.',
    missing: 'Choose whether the person has been told',
  }),
  victimToldWhy: askedWhen(
    ({ victimTold }) => victimTold === 'exempt',
    text({ label: 'If not: why?', least: 3, most: 1000, rows: 2, missing: 'Enter why the person is not told' }),
  ),
}

const againstView = text({
  label: 'The data protection officer is against it. Why is it shared all the same?',
  least: 10,
  most: 1000,
  rows: 3,
  missing: 'Enter why it is shared against that view',
})

/** What is asked as it leaves: how it goes, and what this line needs besides. */
export const releasing = ({ isVictim, view }: Share) =>
  form({
    version: seenVersion,
    way,
    ...(isVictim === 'yes' ? victim : { victimTold: unasked(null), victimToldWhy: unasked(null) }),
    againstViewWhy: view === 'against' ? againstView : unasked(null),
  })
