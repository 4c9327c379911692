import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { filesOfShare } from '#duties/shares/preview.ts'
import { mustRingBack, noteReceipt, releaseShare, type Share, stopShare } from '#duties/shares/settle.ts'
import { theOne } from '#gate/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { InsetText, LinkLine, Section, SummaryList, WarningText } from '../../components/index.ts'
import { ask, askedWhen, choice, form, seenVersion, text, unasked } from '../../form/index.ts'
import { actionButton, formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, dayAndTime, facts, itemIn, type OnOpening } from '../kit.ts'
import { Leaves, type SheetSection, sectionsIn } from './leaves.tsx'

type OnShare = { readonly item: Share; readonly sections: readonly SheetSection[] }

const ways = {
  file: {
    value: 'file',
    text: 'As an encrypted file',
    hint: 'You download it and send it to their safe address. The passphrase goes by telephone.',
  },
  paper: { value: 'paper', text: 'On paper', hint: 'You print it, and hand it over or post it.' },
  spoken: { value: 'spoken', text: 'By telephone', hint: 'You read it out, to the number in our register.' },
} as const

const way = choice({ label: 'How does it go?', missing: 'Choose how it goes', options: [ways.file, ways.paper, ways.spoken] })

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

const releasing = ({ isVictim }: Share) =>
  form({ version: seenVersion, way, ...(isVictim === 'yes' ? victim : { victimTold: unasked(null), victimToldWhy: unasked(null) }) })

const stopping = form({
  version: seenVersion,
  why: text({ label: 'Why is it not shared?', least: 3, most: 1000, rows: 3, missing: 'Enter why it is not shared' }),
})

const receipt = form({
  version: seenVersion,
  receivedOn: ask(share.fields.receivedOn, {
    label: 'When did they confirm that they have it?',
    missing: 'Enter the day on which they confirmed it',
  }),
})

/** One line of the ledger: what leaves, that it leaves or does not, and that it has arrived. */
export function oneShareRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps } = deps
  const record = atOpening(deps, share.category)
  const at = '/desk/openings/:id/shares/:item'
  const load = async ({ opened, request }: OnOpening<'documents'>) => {
    const found = theOne(await opened.read(shares, itemIn(request)))
    if (!found.ok) return found
    const files = found.item.outcome === 'replaced' ? ({ ok: true, files: [] } as const) : await filesOfShare(opened, found.item)
    return files.ok ? { ok: true as const, item: found.item, sections: await sectionsIn(files.files) } : files
  }

  formAbout(app, record, {
    at,
    load,
    form: ({ item }) => releasing(item),
    known: ({ item: { version } }) => ({ version, way: 'file' as const }),
    button: ({ item }) => (mustRingBack(item) ? 'I rang them back: share it now' : 'Share it now'),
    draw: (shown, whole, visit) => ({
      title: `Share with ${shown.item.organisation ?? 'somebody'}`,
      lead: leadOf(shown.item),
      version: shown.item.version,
      body: <Whole shown={shown} whole={whole} visit={visit} />,
    }),
    act: ({ opened, signed }, { version, ...released }, { item }) =>
      releaseShare(
        gateDeps,
        opened,
        signed.colleague,
        { ...item, version },
        { ...released, confirmedHow: mustRingBack(item) ? rang(item) : null },
      ),
    wrong: {
      organisation: { field: 'way', message: 'This organisation is not in the register any more' },
      unconfirmed: { field: 'way', message: 'The register has no number to ring back. Ask the data protection team to enter one' },
      consent: { field: 'way', message: 'The person has not agreed yet' },
      victim: { field: 'victimTold', message: 'Choose whether the person has been told' },
    },
    said: 'It is shared, and on record.',
  })
  formAbout(app, record, {
    at: `${at}/stop`,
    back: at,
    load: async ({ opened, request }) => theOne(await opened.read(shares, itemIn(request))),
    form: () => stopping,
    known: ({ item: { version } }) => ({ version }),
    button: 'Do not share it',
    draw: (_, whole, { at: opening, request }) => ({
      title: 'Do not share it',
      lead: 'Tell whoever asked only that we cannot help with this request: not whether we know the person, and not what they answered.',
      back: { href: `${opening}/shares/${itemIn(request)}`, text: 'Back to what leaves' },
      body: whole,
    }),
    act: ({ opened, signed }, { version, why }, { item }) => stopShare(gateDeps, opened, signed.colleague, { ...item, version }, why),
    wrong: {},
    leadsTo: ({ at: opening, request }) => `${opening}/shares/${itemIn(request)}`,
    said: 'It is not shared. The reason is on record.',
  })
  formAbout(app, record, {
    at: `${at}/receipt`,
    back: at,
    load: async ({ opened, request }) => theOne(await opened.read(shares, itemIn(request))),
    form: () => receipt,
    known: ({ item: { version } }) => ({ version }),
    button: 'Save',
    draw: (_, whole, { at: opening, request }) => ({
      title: 'They have it',
      back: { href: `${opening}/shares/${itemIn(request)}`, text: 'Back to what was shared' },
      body: whole,
    }),
    act: ({ opened }, { version, receivedOn }, { item }) => noteReceipt(opened, { ...item, version }, receivedOn),
    wrong: {},
    leadsTo: ({ at: opening, request }) => `${opening}/shares/${itemIn(request)}`,
    said: 'The receipt is on record.',
  })

  function Whole({
    shown: { item, sections },
    whole,
    visit,
  }: {
    readonly shown: OnShare
    readonly whole: JSX.Element
    readonly visit: OnOpening<'documents'>
  }): JSX.Element {
    const here = `${visit.at}/shares/${item.id}`
    const isOpen = item.outcome === null
    return (
      <>
        {item.outcome === 'left' ? (
          <Left item={item} here={here} fetch={actionButton(record, visit, `${here}/fetch`, 'Download the encrypted file')} />
        ) : null}
        {isOpen && item.needsConsent ? <AskThem here={here} /> : null}
        <SummaryList rows={facts(share, item, [...lines])} />
        {sections.length === 0 ? null : (
          <Section id="leaves" heading={isOpen ? 'What leaves' : 'What was prepared'}>
            <Leaves sections={sections} />
            {isOpen ? <LinkLine href={`${here}/words`} text="Change what stays here" /> : null}
          </Section>
        )}
        {isOpen && !item.needsConsent ? (
          <Section id="share" heading="Share it">
            {mustRingBack(item) ? <RingBack item={item} /> : null}
            {whole}
          </Section>
        ) : null}
        {isOpen ? <LinkLine href={`${here}/stop`} text="Do not share it" /> : null}
      </>
    )
  }
}

const lines = [
  'organisation',
  'told',
  'why',
  'occasion',
  'asker',
  'authoriser',
  'reference',
  'isVictim',
  'victimTold',
  'victimToldWhy',
  'wishes',
  'wishesWhy',
  'consentAnswer',
  'consentOn',
  'bases',
  'interest',
  'preparedBy',
  'outcomeWhy',
  'receivedOn',
] as const

function rang({ callBack }: Share): string | null {
  return callBack === null ? null : `Rang back ${callBack}`
}

function leadOf({ outcome, leftAt, needsConsent }: Share): string {
  if (outcome === 'left') return leftAt === null ? 'It was shared.' : `It was shared on ${dayAndTime(leftAt)}.`
  if (outcome !== null) return outcome === 'replaced' ? 'It was prepared anew, and never left.' : 'It was not shared.'
  return needsConsent ? 'It waits for the person’s agreement.' : 'Nothing has left yet. This is exactly what would leave.'
}

/** Only the person can allow it. */
function AskThem({ here }: { readonly here: string }): JSX.Element {
  return (
    <>
      <WarningText>Ask the person first. Nothing leaves until they agree.</WarningText>
      <LinkLine href={`${here}/answer`} text="Note what they answered" />
    </>
  )
}

/** The number in our register, and no other, is rung before anything leaves. */
function RingBack({ item: { callBack } }: { readonly item: Share }): JSX.Element {
  if (callBack === null)
    return <WarningText>The register has no number to ring back. The data protection team has to enter one first.</WarningText>
  return (
    <InsetText>
      Ring them back first, on the number in our register: <strong>{callBack}</strong>. Never use a number that they gave. Ask whether this
      request is theirs.
    </InsetText>
  )
}

/** How what was shared gets to them. */
function Left({ item, here, fetch }: { readonly item: Share; readonly here: string; readonly fetch: JSX.Element }): JSX.Element {
  return (
    <Section id="on-its-way" heading="Send it">
      {item.way === 'file' ? (
        <>
          <p class="govuk-body">
            The file opens only with this passphrase. Tell it them by telephone, at the number in our register
            {item.callBack === null ? '' : `, ${item.callBack}`}. Never send both the same way.
          </p>
          <InsetText>{item.passphrase ?? 'It can no longer be shown.'}</InsetText>
          {fetch}
        </>
      ) : (
        <LinkLine href={`${here}/sheet`} text={item.way === 'paper' ? 'Open the sheet, to print it' : 'Open the sheet, to read it out'} />
      )}
      {item.receivedOn === null ? <LinkLine href={`${here}/receipt`} text="They have it" /> : null}
      <LinkLine href={`${here}/evidence`} text="Evidence of it, as one file" />
    </Section>
  )
}
