import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Camera } from '#duties/cameras/register.ts'
import { type Disclosure, decideDisclosure, isAvailable } from '#duties/disclosures/decide.ts'
import { fetchDisclosure } from '#duties/disclosures/fetch.ts'
import { disclosure, disclosures } from '#records/disclosure/disclosure.ts'
import { wordOf } from '#records/words-of.ts'
import { FilmPlayer, InsetText, Link, SummaryList } from '../../components/index.ts'
import { choice, form, seenVersion } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { actionButton, formAbout, listPage, loaded } from '../../pages/index.ts'
import { cameraOpen } from '../footage/footage.tsx'
import { type DeskParts, dayAndTime, itemIn } from '../kit.ts'
import { playedRoute } from '../stretch.ts'
import { atDisclosures, type OnDisclosures } from './at-disclosures.ts'
import { disclosureRows, receiptOf, stateOf } from './disclosure-words.ts'
import { prepareRoutes } from './prepare.tsx'

const heading = 'Given to the police and others'
const howPrepared = 'To prepare one, find the footage and choose “Give part of it” beside the film.'

const secondLook = ({ outcome }: Disclosure) =>
  form({
    version: seenVersion,
    outcome: choice({
      label: 'You watched all of it. May it leave?',
      hint: 'It has to be what the request needs and no more, with other people hidden.',
      missing: 'Choose whether it may leave',
      options: [
        { value: 'released', text: outcome === null ? 'Yes, release it' : 'Yes, let it be fetched once more' },
        { value: 'stopped', text: 'No, it does not leave' },
      ],
    }),
  })

/** What leaves of footage (CV4): preparing a clip for a written request, the second look, and handing it over sealed. */
export function disclosureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = '/desk/openings/:id/disclosures'
  const record = atDisclosures(parts)
  prepareRoutes(app, parts)

  listPage(app, record, {
    at,
    up: { href: '/desk/openings/:id', text: 'Back to what it filmed' },
    async load({ opened, at }) {
      const answer = await opened.read(disclosures)
      if (!answer.ok) return answer
      const newest = answer.rows.toSorted((one, other) => other.collectedAt.localeCompare(one.collectedAt))
      return { ok: true, rows: newest.map((row) => ({ ...row, href: `${at}/disclosures/${row.id}` })) }
    },
    title: heading,
    lead: `A clip leaves only on a written request, with other people hidden, and after a second look. ${howPrepared}`,
    caption: 'Clips, newest first',
    columns: [
      { heading: 'Prepared', cell: ({ href, collectedAt }) => <Link href={href}>{dayAndTime(collectedAt)}</Link> },
      { heading: 'For', cell: (row) => row.organisation ?? wordOf(disclosure.fields.recipient, row.recipient) },
      { heading: 'Filmed from', cell: ({ fromAt }) => dayAndTime(fromAt) },
      { heading: 'State', cell: stateOf },
    ],
    empty: 'Nothing that this camera filmed was asked for.',
  })
  formAbout(app, record, {
    at: `${at}/:item`,
    load: standing,
    form: ({ row }) => secondLook(row),
    known: ({ row }) => ({ version: row.version }),
    button: 'Save',
    draw({ row, camera }, whole, visit) {
      const { at, opened, signed } = visit
      const own = `${at}/disclosures/${row.id}`
      const isOpen = isAvailable(row, parts.gateParts.clock())
      const looks = row.preparedById !== null && row.preparedById !== signed.colleague.id && opened.allows('cctv-footage')
      const body = (
        <>
          <SummaryList rows={disclosureRows(row, camera)} />
          <FilmPlayer label="The clip as it would leave" src={`${own}/film`} />
          {isOpen ? <Leaving row={row}>{actionButton(record, visit, `${own}/fetch`, 'Fetch the sealed file')}</Leaving> : null}
          {row.outcome === 'stopped' || isOpen ? null : looks ? (
            whole
          ) : (
            <InsetText>Another colleague has to look at it before it leaves: a senior manager has it among their tasks.</InsetText>
          )}
        </>
      )
      return { title: 'Disclosure of footage', back: { href: `${at}/disclosures`, text: heading }, body }
    },
    act: ({ opened, signed }, { outcome, version }, { row }) =>
      decideDisclosure(parts.gateParts, opened, signed.colleague, { ...row, version }, outcome),
    wrong: {
      own: { field: 'outcome', message: 'Another colleague has to look: you prepared it' },
      absent: { field: 'outcome', message: 'Its film cannot be opened any more, so there is nothing to release' },
      hollow: { field: 'outcome', message: 'It does not show all that was asked for, so it cannot be released: prepare it again' },
    },
    said: ({ outcome }) => (outcome === 'released' ? 'The clip is released, and can be fetched once.' : 'The clip does not leave.'),
  })
  app.post(
    `${at}/:item/fetch`,
    record.sends,
    record.enter((visit) =>
      loaded(record, { load: standing }, visit, async ({ row, camera }) => {
        const receipt = receiptOf(row, camera, parts.editions.current().edition.landlord.name)
        const answer = await fetchDisclosure(parts.gateParts, visit.opened, row, receipt)
        if (!answer.ok && answer.why === 'refused') return visit.refuse(answer.refusal)
        if (!answer.ok) throw new HttpFault(409, 'it was fetched before, or its time is over')
        return visit.reply
          .headers({ 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="disclosure.zip"' })
          .send(answer.archive)
      }),
    ),
  )
  playedRoute(app, record, `${at}/:item/film`, ({ request, opened }, range) => opened.hear(disclosures, { id: itemIn(request), ...range }))
}

type Standing = { readonly row: Disclosure; readonly camera: Camera }

/** The disclosure that the address names, with its camera. */
async function standing({ opened, request }: OnDisclosures): Promise<Answer<Standing, 'gone'>> {
  const answer = await opened.read(disclosures, itemIn(request))
  if (!answer.ok) return answer
  const [row] = answer.rows
  if (row === undefined) return { ok: false, why: 'gone' }
  const register = await cameraOpen(opened)
  return register.ok ? { ok: true, row, camera: register.camera } : register
}

/** `children`: the way to fetch it. */
function Leaving({ row, children }: { readonly row: Disclosure; readonly children: JSX.Element }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">Hand it over</h2>
      <p class="govuk-body">
        The file opens only with this passphrase. Send the file, and tell them the passphrase another way, such as by telephone.
      </p>
      <InsetText>{row.passphrase ?? 'It cannot be shown any more.'}</InsetText>
      <p class="govuk-body">It can be fetched once, until {row.availableUntil === null ? 'its day' : dayAndTime(row.availableUntil)}.</p>
      {children}
    </>
  )
}
