import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { handoversOf } from '#duties/handovers/hand-over.ts'
import { releaseToPage } from '#duties/shares/at-a-page.ts'
import { filesOfShare } from '#duties/shares/preview.ts'
import { mustRingBack, noteReceipt, releaseShare, type Share, stopShare } from '#duties/shares/settle.ts'
import { mayHave } from '#gate/opened.ts'
import { theOne } from '#gate/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { LinkLine, Section, SummaryList } from '../../components/index.ts'
import { ask, askedWhen, choice, form, seenVersion, text, unasked } from '../../form/index.ts'
import { actionButton, formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, dayAndTime, facts, itemIn, type OnOpening } from '../kit.ts'
import { AtThePage, noPage, type OnPage, stopButton, toSendAndSay } from './at-page.tsx'
import { Leaves, type SheetSection, sectionsIn } from './leaves.tsx'
import { AskThem, Left, NeededBy, RingBack } from './on-its-way.tsx'

type OnShare = OnPage & { readonly sections: readonly SheetSection[] }

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
  const all = { ...gateDeps, gate: deps.gate }
  const record = atOpening(deps, share.category)
  const at = '/desk/openings/:id/shares/:item'
  const load = async ({ opened, request }: OnOpening<'documents'>) => {
    const found = theOne(await opened.read(shares, itemIn(request)))
    if (!found.ok) return found
    const files = found.item.outcome === 'replaced' ? ({ ok: true, files: [] } as const) : await filesOfShare(opened, found.item)
    if (!files.ok) return files
    const handovers = await handoversOf(all, found.item.id)
    return { ok: true as const, item: found.item, sections: await sectionsIn(files.files), handovers, now: gateDeps.clock() }
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
    async act({ opened, signed: { colleague } }, { version, way: by, ...said }, { item }) {
      const asked = { ...said, confirmedHow: mustRingBack(item) ? rang(item) : null }
      if (by === 'page') {
        const waits = await releaseToPage(all, opened, colleague, { ...item, version }, asked)
        return waits.ok ? { ok: true as const, waits } : waits
      }
      const left = await releaseShare(gateDeps, opened, colleague, { ...item, version }, { ...asked, way: by })
      return left.ok ? { ok: true as const, waits: null } : left
    },
    wrong: {
      unconfirmed: { field: 'way', message: 'The register has no number to ring back. Ask the data protection team to enter one' },
      consent: { field: 'way', message: 'The person has not agreed yet' },
      victim: { field: 'victimTold', message: 'Choose whether the person has been told' },
      ...noPage('way'),
    },
    leadsTo: (visit, { waits }, { item }) => {
      const here = `${visit.at}/shares/${item.id}`
      return waits === null ? here : toSendAndSay(waits, item, here, deps.signIn.origin)
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
    shown: { item, sections, handovers, now },
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
          item.way === 'page' ? (
            <AtThePage shown={{ item, handovers, now }} here={here} stop={stopButton(record, visit, here)} />
          ) : (
            <Left item={item} here={here} fetch={actionButton(record, visit, `${here}/fetch`, 'Download the encrypted file')} />
          )
        ) : null}
        {isReferred(visit, item) ? (
          <LinkLine href={`${visit.at}/support-contacts/new?referral=${item.id}`} text="They work with this service" />
        ) : null}
        {isOpen && item.neededBy !== null ? <NeededBy item={item} today={dateIn(now)} /> : null}
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
        {item.outcome === 'left' ? <LinkLine href={`${here}/evidence`} text="Evidence of it, as one file" /> : null}
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
  'requestedOn',
  'neededBy',
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

/** Whether the service that the person was referred to can be noted here. */
function isReferred({ opened }: OnOpening<'documents'>, { occasion, outcome }: Share): boolean {
  return (
    occasion === 'referral' && outcome === 'left' && mayHave(opened, 'support-contacts') && opened.allows('support-contacts', 'collect')
  )
}

function rang({ callBack }: Share): string | null {
  return callBack === null ? null : `Rang back ${callBack}`
}

function leadOf({ outcome, leftAt, needsConsent }: Share): string {
  if (outcome === 'left') return leftAt === null ? 'It was shared.' : `It was shared on ${dayAndTime(leftAt)}.`
  if (outcome !== null) return outcome === 'replaced' ? 'It was prepared anew, and never left.' : 'It was not shared.'
  return needsConsent ? 'It waits for the person’s agreement.' : 'Nothing has left yet. This is exactly what would leave.'
}
