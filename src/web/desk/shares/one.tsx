import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { handoversOf } from '#duties/handovers/hand-over.ts'
import { releaseToPage } from '#duties/shares/at-a-page.ts'
import { hasStopped } from '#duties/shares/choices.ts'
import { waitsForView } from '#duties/shares/line-task.ts'
import { ourQuestion } from '#duties/shares/paths.ts'
import { filesOfShare } from '#duties/shares/preview.ts'
import { awaitsAnswer, mustRingBack, releaseShare, type Share } from '#duties/shares/settle.ts'
import { mayHave } from '#gate/opened.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { LinkLine, Section, SummaryList } from '../../components/index.ts'
import { actionButton, formAbout } from '../../pages/index.ts'
import { waitsIn } from '../handovers/handed-over.tsx'
import { atOpening, type DeskDeps, dayAndTime, facts, itemIn, type OnOpening } from '../kit.ts'
import { AtThePage, noPage, type OnPage, stopButton, toSendAndSay } from './at-page.tsx'
import { Leaves, type SheetSection, sectionsIn } from './leaves.tsx'
import { AsksOfficer, AskThem, Left, NeededBy, RingBack, Stopped } from './on-its-way.tsx'
import { releasing } from './releasing.ts'

/** `stopped`: something in it goes to nobody any more. */
type OnShare = OnPage & { readonly sections: readonly SheetSection[]; readonly stopped: boolean }

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
    const stopped = found.item.outcome === null && (await hasStopped(gateDeps, opened, found.item))
    return { ok: true as const, item: found.item, sections: await sectionsIn(files.files), handovers, stopped, now: gateDeps.clock() }
  }

  formAbout(app, record, {
    at,
    load,
    form: ({ item }) => releasing(item),
    known: ({ item: { version } }) => ({ version, way: 'file' as const }),
    button: ({ item }) => (mustRingBack(item) ? 'I rang them back: share it now' : 'Share it now'),
    draw: (shown, whole, visit) => ({
      title: titleOf(shown.item),
      lead: shown.stopped ? 'Nothing has left. It can no longer leave as it is.' : leadOf(shown.item),
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
      view: { field: 'way', message: 'The data protection officer has not given a view yet' },
      outdated: { field: 'way', message: 'Something in it has ended, or its review is overdue. Prepare it anew' },
      against: { field: 'againstViewWhy', message: 'Enter why it is shared against that view' },
      ...noPage('way'),
    },
    leadsTo: (visit, { waits }, { item }) => {
      const here = `${visit.at}/shares/${item.id}`
      return waits === null ? here : toSendAndSay(waits, item, here, deps.signIn.origin)
    },
    said: 'It is shared, and on record.',
  })

  function Whole({
    shown: { item, sections, handovers, now, stopped },
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
        {isOnItsWay(item, { handovers, now }) ? (
          item.way === 'page' ? (
            <AtThePage shown={{ item, handovers, now }} here={here} stop={stopButton(record, visit, here)} />
          ) : (
            <Left item={item} here={here} fetch={actionButton(record, visit, `${here}/fetch`, 'Download the encrypted file')} />
          )
        ) : null}
        {isReferred(visit, item) ? (
          <LinkLine href={`${visit.at}/support-contacts/new?referral=${item.id}`} text="They work with this service" />
        ) : null}
        {awaitsAnswer(item) ? <LinkLine href={`${here}/came-back`} text="Note what they answered" /> : null}
        {(isOpen || awaitsAnswer(item)) && item.neededBy !== null ? <NeededBy item={item} today={dateIn(now)} /> : null}
        {isOpen && item.needsConsent ? <AskThem here={here} /> : null}
        {isOpen && waitsForView(item) ? <AsksOfficer /> : null}
        {stopped ? <Stopped here={here} /> : null}
        <SummaryList rows={facts(share, item, [...lines, ...(item.occasion === ourQuestion ? cameBack : [])])} />
        {sections.length === 0 ? null : (
          <Section id="leaves" heading={isOpen && !stopped ? 'What leaves' : 'What was prepared'}>
            <Leaves sections={sections} />
            {isOpen && !stopped ? <LinkLine href={`${here}/words`} text="Change what stays here" /> : null}
          </Section>
        )}
        {isOpen && !stopped && !item.needsConsent && !waitsForView(item) ? (
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
  'question',
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
  'view',
  'viewWhy',
  'viewBy',
  'againstViewWhy',
  'bases',
  'interest',
  'preparedBy',
  'outcomeWhy',
  'receivedOn',
] as const

const cameBack = ['cameBack', 'cameBackOn'] as const

function titleOf({ occasion, organisation }: Share): string {
  return occasion === ourQuestion ? `Ask ${organisation ?? 'them'} for a reference` : `Share with ${organisation ?? 'somebody'}`
}

/** Whether it still has to get to them. Whoever answered our question has it; what waits at a page all the same can be stopped there. */
function isOnItsWay(item: Share, { handovers, now }: Pick<OnPage, 'handovers' | 'now'>): boolean {
  return item.outcome === 'left' && (item.cameBackOn === null || waitsIn(handovers, now) !== undefined)
}

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
