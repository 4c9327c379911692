import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Camera } from '#duties/cameras/register.ts'
import { type Hold, mayKeepLonger } from '#duties/holds/holds.ts'
import type { Opened } from '#gate/opened.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { cameras } from '#records/camera/camera.ts'
import { filmed, filmedTimes, footage } from '#records/footage/footage.ts'
import { holds } from '#records/hold/hold.ts'
import { Button, Link, LinkLine, RecordTable } from '../../components/index.ts'
import { form } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { page } from '../../pages/pages.tsx'
import { camerasAt } from '../cameras/cameras.tsx'
import { atOpening, cameraWords, type DeskParts, dayAndTime, itemIn, type OnOpening } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { OpenBecause } from '../record/head.tsx'
import { rangeOf, sendHeard } from '../stretch.ts'
import { KeptClips } from './kept-clips.tsx'
import { footageReason } from './reason.tsx'
import { isWithin, notASpan, spanAsked, spanOf } from './span.ts'
import { type Piece, Watched } from './watch.tsx'

const when = form(spanAsked, notASpan)

/** What a camera filmed: why it is opened, what is held of a time, and one piece with its player, watched stretch by stretch (CV3). */
export function footageRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = '/desk/openings/:id/footage'
  const record = atOpening(parts, 'cctv-footage')
  footageReason(app, parts)

  app.get(
    at,
    record.enter((visit) => list(visit)),
  )
  page(app, record, {
    at: `${at}/:item`,
    back: '/desk',
    async load({ opened, request }): Promise<Answer<{ readonly camera: Camera; readonly piece: Piece }, 'gone'>> {
      const register = await cameraOpen(opened)
      if (!register.ok) return register
      const answer = await opened.read(filmedTimes, itemIn(request))
      if (!answer.ok) return answer
      if (answer.heldBack !== null) return { ok: false, why: 'refused', refusal: answer.heldBack.refusal }
      const [piece] = answer.rows
      if (piece === undefined || piece.mediaId === null) return { ok: false, why: 'gone' }
      return { ok: true, camera: register.camera, piece }
    },
    draw: ({ camera, piece }, { opened, at }) => ({
      title: 'Camera footage',
      back: { href: at, text: 'Back to what it filmed' },
      body: (
        <Watched
          camera={camera}
          piece={piece}
          at={at}
          keepable={mayKeepLonger(opened)}
          disclosable={opened.activity === 'crime-prevention' && opened.allows('cctv-footage')}
        />
      ),
    }),
  })
  app.get(
    `${at}/:item/film`,
    record.enter(async ({ request, reply, opened }) =>
      sendHeard(reply, await opened.hear(filmed, { id: itemIn(request), ...rangeOf(request.headers.range) })),
    ),
  )

  async function list(visit: OnOpening<'cctv-footage'>): Promise<unknown> {
    const { opened, opening, request, reply, at, refuse, signed } = visit
    const register = await cameraOpen(opened)
    if (!register.ok) return refuse(register.refusal)
    const held = await opened.read(filmedTimes)
    if (!held.ok) return refuse(held.refusal)
    const sent = isAsked(request.query) ? when.read(request.query, record.today()) : undefined
    const wrong = sent?.ok === false ? sent : undefined
    if (wrong !== undefined) reply.code(422)
    const asked = sent?.ok === true ? sent.value : null
    const rows = held.rows.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
    const [oldest] = rows
    const activity = namesFrom(parts.editions.current().edition).activity(opening.activity)
    const body = (
      <>
        <OpenBecause {...{ at, activity, opening, token: signed.token }} special={null} note="Who watched, and which part, is on record." />
        {opening.activity === 'crime-prevention' ? (
          <LinkLine href={`${at}/disclosures`} text="What was given to the police and others" />
        ) : null}
        <h2 class="govuk-heading-m">When?</h2>
        <p class="govuk-body">
          {oldest === undefined ? 'Nothing that it filmed is held.' : `The oldest that is held is of ${dayAndTime(oldest.startedAt)}.`}
        </p>
        <form method="get" action={`${at}/footage`} novalidate>
          {when.fields(asked ?? {}, wrong)}
          <Button>Find</Button>
        </form>
        {asked === null ? null : <Pieces asked={asked} rows={rows} at={at} />}
        {await keptClips(visit, rows)}
      </>
    )
    const title = `Filmed by ${cameraWords(register.camera)}`
    return record.send(visit, { title, back: { href: camerasAt, text: 'Cameras' }, body }, wrong?.errors)
  }
}

/** The camera whose record is open, as the register has it. */
export async function cameraOpen(opened: Opened<ActivityWith<'cctv-footage'>>) {
  const answer = await opened.read(cameras, opened.person)
  if (!answer.ok) return answer
  const [camera] = answer.rows
  if (camera === undefined) throw new HttpFault(404, 'no camera is open')
  return { ok: true, camera } as const
}

function isAsked(query: unknown): boolean {
  return typeof query === 'object' && query !== null && Object.keys(query).length > 0
}

/** What of it is kept longer; nothing where the colleague may not see why. */
async function keptClips({ opened, at }: OnOpening<'cctv-footage'>, rows: readonly Piece[]): Promise<JSX.Element | null> {
  const answer = mayKeepLonger(opened) ? await opened.read(holds) : null
  if (answer?.ok !== true) return null
  const ofFootage = ({ recordType }: Hold) => recordType === null || recordType === footage.name
  const standing = answer.rows.filter((each) => each.liftedOn === null && ofFootage(each))
  return <KeptClips holds={standing} filmed={rows} at={at} />
}

/** What is held of the day and times that are asked for. */
function Pieces(props: {
  readonly asked: Parameters<typeof spanOf>[0]
  readonly rows: readonly Piece[]
  readonly at: string
}): JSX.Element {
  const { asked, rows, at } = props
  const times = spanOf(asked)
  return (
    <RecordTable
      caption={`Filmed on ${asked.on} between ${asked.from} and ${asked.to}`}
      columns={[
        { heading: 'From', cell: (piece: Piece) => <Watch piece={piece} at={at} /> },
        { heading: 'To', cell: (piece: Piece) => dayAndTime(piece.endedAt) },
      ]}
      rows={'span' in times ? rows.filter((row) => isWithin(row, times.span)) : []}
      empty="Nothing is held of that time. Footage goes after its months unless it is kept for a reason."
    />
  )
}

function Watch({ piece, at }: { readonly piece: Piece; readonly at: string }): JSX.Element {
  if (piece.mediaId === null) return <>{dayAndTime(piece.startedAt)} (no film is held)</>
  return (
    <Link href={`${at}/footage/${piece.id}`}>
      {dayAndTime(piece.startedAt)}
      <span class="govuk-visually-hidden">: watch</span>
    </Link>
  )
}
