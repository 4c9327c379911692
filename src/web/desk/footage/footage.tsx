import type { FastifyInstance } from 'fastify'
import { type Filming, filmedPiece, filming, unshownIn } from '#duties/cameras/footage.ts'
import { mayKeepLonger } from '#duties/holds/holds.ts'
import { filmed, footage } from '#records/footage/footage.ts'
import { Button, FilmPlayer, InsetText, LinkLine, SummaryList } from '../../components/index.ts'
import { form } from '../../form/index.ts'
import { loaded, page, pathOf } from '../../pages/index.ts'
import { camerasAt } from '../cameras/cameras.tsx'
import { whomFor } from '../disclosures/for-whom.ts'
import { atOpening, cameraWords, type DeskDeps, dayAndTime, facts, itemIn, type OnOpening, timeOfDay } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { OpenBecause } from '../record/head.tsx'
import { playedRoute } from '../stretch.ts'
import { KeptClips, Pieces } from './footage-held.tsx'
import { footageReason } from './reason.tsx'
import { notASpan, spanAsked } from './span.ts'

const when = form(spanAsked, notASpan)
/** More would hide the film below them; whoever asks for a part of it is told of that part. */
const mostGaps = 20

/** What a camera filmed: why it is opened, what is held of a time, and one piece with its player, watched stretch by stretch (CV3). */
export function footageRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const at = '/desk/openings/:id/footage'
  const record = atOpening(deps, 'cctv-footage')
  footageReason(app, deps)

  app.get(
    at,
    record.enter((visit) => loaded(record, { load: ({ opened }) => filming(opened) }, visit, (shown) => list(visit, shown))),
  )
  // To be watched here and nowhere else: the browser's own player, which a keyboard works.
  page(app, record, {
    at: `${at}/:item`,
    load: ({ opened, request }) => filmedPiece(opened, itemIn(request)),
    draw({ camera, piece }, { at, opened }) {
      const filmedBy = cameraWords(camera)
      const clips = whomFor(opened.activity)
      const gaps = unshownIn(piece).slice(0, mostGaps)
      const unshown = gaps.map(({ from, to }) => ({ key: 'No picture', value: `${timeOfDay(from)} to ${timeOfDay(to)}` }))
      const body = (
        <>
          <SummaryList rows={facts(footage, piece, [{ key: 'Camera', value: filmedBy }, 'startedAt', 'endedAt', ...unshown])} />
          <FilmPlayer label={`Filmed by ${filmedBy} from ${dayAndTime(piece.startedAt)}`} src={`${at}/footage/${piece.id}/film`} />
          <InsetText>Every part you watch is logged. Nobody else may see it.</InsetText>
          {clips !== undefined && opened.allows('cctv-footage') ? (
            <LinkLine href={`${at}/${clips.path}/${clips.begins}?piece=${piece.id}`} text={clips.makes} />
          ) : null}
          {mayKeepLonger(opened) ? <LinkLine href={`${at}/holds/new?type=footage&item=${piece.id}`} text="Keep this longer" /> : null}
        </>
      )
      return { title: 'Camera footage', back: { href: at, text: 'Back to the footage' }, body }
    },
  })
  playedRoute(app, record, `${at}/:item/film`, ({ request, opened }, range) => opened.hear(filmed, { id: itemIn(request), ...range }))

  function list(visit: OnOpening<'cctv-footage'>, { camera, rows, kept }: Filming) {
    const { opening, request, reply, at } = visit
    const sent = pathOf(request) === request.url ? undefined : when.read(request.query, record.today())
    const wrong = sent?.ok === false ? sent : undefined
    if (wrong !== undefined) reply.code(422)
    const asked = sent?.ok === true ? sent.value : null
    const [oldest] = rows
    const clips = whomFor(opening.activity)
    const activity = namesFrom(deps.editions.current().edition).activity(opening.activity)
    const body = (
      <>
        <OpenBecause {...{ at, activity, opening, token: visit.signed.token }} special={null} note="We log who watched, and which part." />
        {clips === undefined ? null : <LinkLine href={`${at}/${clips.path}`} text={clips.heading} />}
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
        {kept === null ? null : <KeptClips kept={kept} rows={rows} at={at} />}
      </>
    )
    return record.send(
      visit,
      { title: `Filmed by ${cameraWords(camera)}`, back: { href: camerasAt, text: 'Cameras' }, body },
      wrong?.errors,
    )
  }
}
