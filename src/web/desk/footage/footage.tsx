import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Answer, gone } from '#decisions/done-or-refused.ts'
import type { Camera } from '#duties/cameras/register.ts'
import { type Hold, mayKeepLonger } from '#duties/holds/holds.ts'
import type { Opened } from '#gate/opened.ts'
import { theOne } from '#gate/the-one.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { cameras } from '#records/camera/camera.ts'
import { filmed, filmedTimes } from '#records/footage/footage.ts'
import { holds } from '#records/hold/hold.ts'
import { Button, Link, LinkLine, RecordTable } from '../../components/index.ts'
import { form } from '../../form/index.ts'
import { loaded, page } from '../../pages/index.ts'
import { camerasAt } from '../cameras/cameras.tsx'
import { atOpening, cameraWords, type DeskDeps, dayAndTime, itemIn, type OnOpening } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { OpenBecause } from '../record/head.tsx'
import { playedRoute } from '../stretch.ts'
import { KeptClips } from './kept-clips.tsx'
import { footageReason } from './reason.tsx'
import { isWithin, notASpan, spanAsked, spanOf } from './span.ts'
import { type Piece, Watched } from './watch.tsx'

const when = form(spanAsked, notASpan)

/** What a camera filmed: why it is opened, what is held of a time, and one piece with its player, watched stretch by stretch (CV3). */
export function footageRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const at = '/desk/openings/:id/footage'
  const record = atOpening(deps, 'cctv-footage')
  footageReason(app, deps)

  app.get(
    at,
    record.enter((visit) => loaded(record, { load: filming }, visit, (shown) => list(visit, shown))),
  )
  page(app, record, {
    at: `${at}/:item`,
    async load({ opened, request }): Promise<Answer<{ readonly camera: Camera; readonly piece: Piece }, 'gone'>> {
      const register = await cameraOpen(opened)
      if (!register.ok) return register
      const answer = theOne(await opened.read(filmedTimes, itemIn(request)))
      if (!answer.ok) return answer
      return answer.item.mediaId === null ? gone : { ok: true, camera: register.camera, piece: answer.item }
    },
    draw: ({ camera, piece }, visit) => ({
      title: 'Camera footage',
      back: { href: visit.at, text: 'Back to the footage' },
      body: <Watched camera={camera} piece={piece} visit={visit} />,
    }),
  })
  playedRoute(app, record, `${at}/:item/film`, ({ request, opened }, range) => opened.hear(filmed, { id: itemIn(request), ...range }))

  function list(visit: OnOpening<'cctv-footage'>, { camera, rows, kept }: Filming) {
    const { opening, request, reply, at } = visit
    const sent = isAsked(request.query) ? when.read(request.query, record.today()) : undefined
    const wrong = sent?.ok === false ? sent : undefined
    if (wrong !== undefined) reply.code(422)
    const asked = sent?.ok === true ? sent.value : null
    const [oldest] = rows
    const activity = namesFrom(deps.editions.current().edition).activity(opening.activity)
    const body = (
      <>
        <OpenBecause {...{ at, activity, opening, token: visit.signed.token }} special={null} note="We log who watched, and which part." />
        {opening.activity === 'crime-prevention' ? (
          <LinkLine href={`${at}/disclosures`} text="Footage shared with the police and courts" />
        ) : null}
        <h2 class="govuk-heading-m">When?</h2>
        <p class="govuk-body">
          {oldest === undefined
            ? 'No footage from this camera is held.'
            : `The oldest footage held is from ${dayAndTime(oldest.startedAt)}.`}
        </p>
        <form method="get" action={`${at}/footage`} novalidate>
          {when.fields(asked ?? {}, wrong)}
          <Button>Find</Button>
        </form>
        {asked === null ? null : <Pieces asked={asked} rows={rows} at={at} />}
        {kept === null ? null : <KeptClips holds={kept} filmed={rows} at={at} />}
      </>
    )
    return record.send(
      visit,
      { title: `Filmed by ${cameraWords(camera)}`, back: { href: camerasAt, text: 'Cameras' }, body },
      wrong?.errors,
    )
  }
}

/** A camera with what is held of it. `kept`: what of that is kept longer; null where the colleague may not see why. */
type Filming = { readonly camera: Camera; readonly rows: readonly Piece[]; readonly kept: readonly Hold[] | null }

async function filming({ opened }: OnOpening<'cctv-footage'>): Promise<Answer<Filming, 'gone'>> {
  const register = await cameraOpen(opened)
  if (!register.ok) return register
  const held = await opened.read(filmedTimes)
  if (!held.ok) return held
  const kept = mayKeepLonger(opened) ? await opened.read(holds) : null
  const rows = held.rows.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
  return { ok: true, camera: register.camera, rows, kept: kept?.ok === true ? kept.rows : null }
}

/** The camera whose record is open, as the register has it. */
export async function cameraOpen(opened: Opened<ActivityWith<'cctv-footage'>>): Promise<Answer<{ readonly camera: Camera }, 'gone'>> {
  const answer = theOne(await opened.read(cameras, opened.person))
  return answer.ok ? { ok: true, camera: answer.item } : answer
}

function isAsked(query: unknown): boolean {
  return typeof query === 'object' && query !== null && Object.keys(query).length > 0
}

/** What is held of the day and times that are asked for. */
function Pieces(props: {
  readonly asked: Parameters<typeof spanOf>[0]
  readonly rows: readonly Piece[]
  readonly at: string
}): JSX.Element {
  const { asked, rows, at } = props
  const times = spanOf(asked)
  const watch = ({ id, startedAt, mediaId }: Piece) =>
    mediaId === null ? (
      `${dayAndTime(startedAt)} (no film)`
    ) : (
      <Link href={`${at}/footage/${id}`}>
        {dayAndTime(startedAt)}
        <span class="govuk-visually-hidden">: watch</span>
      </Link>
    )
  return (
    <RecordTable
      captionShown
      caption={`Filmed on ${asked.on} between ${asked.from} and ${asked.to}`}
      columns={[
        { heading: 'From', cell: watch },
        { heading: 'To', cell: ({ endedAt }) => dayAndTime(endedAt) },
      ]}
      rows={'span' in times ? rows.filter((row) => isWithin(row, times.span)) : []}
      empty="No footage of that time is held. Footage is deleted when its retention period ends, unless it is on hold."
    />
  )
}
