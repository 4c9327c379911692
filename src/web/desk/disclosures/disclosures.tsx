import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Answer, gone } from '#decisions/done-or-refused.ts'
import { cameraOpen } from '#duties/cameras/footage.ts'
import type { Camera } from '#duties/cameras/register.ts'
import { alsoGiven } from '#duties/disclosures/also-given.ts'
import { type Deciding, type Disclosure, decideDisclosure, isAvailable, type SecondLookAnswer } from '#duties/disclosures/decide.ts'
import { fetchDisclosure } from '#duties/disclosures/fetch.ts'
import { decideForPerson } from '#duties/disclosures/for-the-person.ts'
import { isOpenFor } from '#gate/opened.ts'
import { theOne } from '#gate/read/the-one.ts'
import { disclosure, disclosures } from '#records/disclosure/disclosure.ts'
import { wordOf } from '#records/words-of.ts'
import { FilmPlayer, InsetText, Link, LinkLine, SummaryList } from '../../components/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { actionButton, formAbout, listPage, loaded } from '../../pages/index.ts'
import { type DeskDeps, dayAndTime, itemIn } from '../kit.ts'
import { lineEvidenceRoutes } from '../line-evidence.tsx'
import { playedRoute } from '../stretch.ts'
import { disclosureRows, receiptOf, stateOf } from './disclosure-words.ts'
import { type ForWhom, whom } from './for-whom.ts'
import { atDisclosures, notGivenHere, type OnDisclosures, prepareRoutes } from './prepare.tsx'
import { decidingOf, RingBack, secondLook, wrongAtSecondLook } from './second-look.tsx'
import { toWhomRoutes } from './to-whom.tsx'

/**
 * What leaves of footage, for the police and courts (CV4) and for the person whom it shows (CV5): preparing a clip for a written request, the second
 * look, and handing it over sealed.
 */
export function disclosureRoutes(app: FastifyInstance, deps: DeskDeps): void {
  toWhomRoutes(app, deps)
  prepareRoutes(app, deps)
  clipRoutes(app, deps, whom.outside)
  clipRoutes(app, deps, whom.person)
}

function clipRoutes(app: FastifyInstance, deps: DeskDeps, { path, isFor, ...words }: ForWhom): void {
  const at = `/desk/openings/:id/${path}`
  const record = atDisclosures(deps, words)
  const standing = (visit: OnDisclosures) => standingFor(visit, isFor)

  listPage(app, record, {
    at,
    up: { href: '/desk/openings/:id', text: 'Back to the footage' },
    async load({ opened, at }) {
      const answer = await opened.read(disclosures)
      if (!answer.ok) return answer
      const newest = answer.rows.filter(isFor).toSorted((one, other) => other.collectedAt.localeCompare(one.collectedAt))
      return { ok: true, rows: newest.map((row) => ({ ...row, href: `${at}/${path}/${row.id}` })) }
    },
    title: words.heading,
    lead: words.lead,
    caption: 'Clips, newest first',
    columns: [
      { heading: 'Prepared', cell: ({ href, collectedAt }) => <Link href={href}>{dayAndTime(collectedAt)}</Link> },
      { heading: 'Requested by', cell: (row) => row.organisation ?? wordOf(disclosure.fields.recipient, row.recipient) },
      { heading: 'Filmed from', cell: ({ fromAt }) => dayAndTime(fromAt) },
      { heading: 'State', cell: stateOf },
    ],
    empty: words.empty,
  })
  formAbout(app, record, {
    at: `${at}/:item`,
    load: standing,
    form: ({ row }) => secondLook(row),
    known: ({ row }) => ({ version: row.version }),
    button: 'Save',
    draw({ row, camera }, whole, visit) {
      const { at, opened, signed } = visit
      const own = `${at}/${path}/${row.id}`
      const isOpen = isAvailable(row, deps.gateDeps.clock())
      const looks = row.preparedById !== null && row.preparedById !== signed.colleague.id && opened.allows('cctv-footage')
      const body = (
        <>
          <SummaryList rows={disclosureRows(row, camera)} />
          <FilmPlayer label="The clip as it would be shared" src={`${own}/film`} />
          {words.isLine && row.leftAt !== null ? <LinkLine href={`${own}/evidence`} text="Evidence of it, as one file" /> : null}
          {isOpen ? <Leaving row={row}>{actionButton(record, visit, `${own}/fetch`, 'Download the encrypted file')}</Leaving> : null}
          {row.outcome === 'stopped' || isOpen ? null : looks ? (
            <>
              <RingBack row={row} />
              {whole}
            </>
          ) : (
            <InsetText>{words.waits}</InsetText>
          )}
        </>
      )
      return { title: words.title, back: { href: `${at}/${path}`, text: words.heading }, body }
    },
    act: (visit, { version, ...answers }, { row }) => decides(deps, visit, { ...row, version }, decidingOf(row, answers)),
    wrong: wrongAtSecondLook,
    said: ({ outcome }) => (outcome === 'released' ? 'The clip is approved, and can be downloaded once.' : 'The clip will not be shared.'),
  })
  app.post(
    `${at}/:item/fetch`,
    record.sends,
    record.enter((visit) =>
      loaded(record, { load: standing }, visit, async ({ row, camera }) => {
        const others = words.isLine ? ({ ok: true, others: [] } as const) : await alsoGiven(visit.opened, row)
        if (!others.ok) return visit.refuse(others.refusal)
        const receipt = receiptOf(row, camera, { landlord: deps.editions.current().edition.landlord.name, ...others })
        const answer = await fetchDisclosure(deps.gateDeps, visit.opened, row, receipt)
        if (!answer.ok && answer.why === 'refused') return visit.refuse(answer.refusal)
        if (!answer.ok) throw new HttpFault(409, 'it was fetched before, or its time is over')
        return visit.reply
          .headers({ 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="disclosure.zip"' })
          .send(answer.archive)
      }),
    ),
  )
  if (words.isLine)
    lineEvidenceRoutes(app, deps, record, {
      at: `${at}/:item`,
      type: disclosure,
      async load(visit) {
        const found = await standing(visit)
        return found.ok ? { ok: true, item: found.row } : found
      },
    })
  playedRoute(app, record, `${at}/:item/film`, ({ request, opened }, range) => opened.hear(disclosures, { id: itemIn(request), ...range }))
}

async function decides(deps: DeskDeps, { opened, signed }: OnDisclosures, row: Disclosure, deciding: Deciding): Promise<SecondLookAnswer> {
  const { gate, gateDeps } = deps
  if (isOpenFor(opened, 'rights-requests')) {
    return decideForPerson({ ...gateDeps, gate }, opened, signed.colleague, row, deciding.outcome)
  }
  if (isOpenFor(opened, 'crime-prevention')) return decideDisclosure(gateDeps, opened, signed.colleague, row, deciding)
  throw notGivenHere()
}

/** The disclosure that the address names, with its camera. */
async function standingFor(
  visit: OnDisclosures,
  isFor: ForWhom['isFor'],
): Promise<Answer<{ readonly row: Disclosure; readonly camera: Camera }, 'gone'>> {
  const found = theOne(await visit.opened.read(disclosures, itemIn(visit.request)))
  if (!found.ok) return found
  if (!isFor(found.item)) return gone
  const register = await cameraOpen(visit.opened)
  return register.ok ? { ok: true, row: found.item, camera: register.camera } : register
}

/** `children`: the way to fetch it. */
function Leaving({ row, children }: { readonly row: Disclosure; readonly children: JSX.Element }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">Hand it over</h2>
      <p class="govuk-body">
        The file opens only with this passphrase. Send the file, and give them the passphrase by another route, such as a phone call.
      </p>
      <InsetText>{row.passphrase ?? 'It can no longer be shown.'}</InsetText>
      <p class="govuk-body">It can be downloaded once{row.availableUntil === null ? '' : `, until ${dayAndTime(row.availableUntil)}`}.</p>
      {children}
    </>
  )
}
