import type { JSX } from 'preact'
import type { Camera } from '#duties/cameras/register.ts'
import { mayKeepLonger } from '#duties/holds/holds.ts'
import { filmTimeOf, notShown } from '#media/film-time.ts'
import { footage } from '#records/footage/footage.ts'
import { FilmPlayer, InsetText, LinkLine, SummaryList } from '../../components/index.ts'
import { cameraWords, dayAndTime, facts, type OnOpening, timeOfDay } from '../kit.ts'

export type Piece = {
  readonly id: string
  readonly startedAt: string
  readonly endedAt: string
  readonly mediaId: string | null
  readonly shows: string | null
}

/** One piece, to be watched here and nowhere else: the browser's own player, which a keyboard works. */
export function Watched(props: {
  readonly camera: Pick<Camera, 'name' | 'site'>
  readonly piece: Piece
  readonly visit: Pick<OnOpening<'cctv-footage'>, 'at' | 'opened'>
}): JSX.Element {
  const { camera, piece } = props
  const { at, opened } = props.visit
  const [from, to] = [Temporal.Instant.from(piece.startedAt), Temporal.Instant.from(piece.endedAt)]
  return (
    <>
      <SummaryList
        rows={facts(footage, piece, [{ key: 'Camera', value: cameraWords(camera) }, 'startedAt', 'endedAt', ...unshownIn(piece, from, to)])}
      />
      <FilmPlayer label={`Filmed by ${cameraWords(camera)} from ${dayAndTime(from)}`} src={`${at}/footage/${piece.id}/film`} />
      <InsetText>Each part that you watch is on record: who, when, and which part. It must not be seen by anybody else.</InsetText>
      {opened.activity === 'crime-prevention' && opened.allows('cctv-footage') ? (
        <LinkLine href={`${at}/disclosures/new?piece=${piece.id}`} text="Give part of it to the police or a court" />
      ) : null}
      {mayKeepLonger(opened) ? <LinkLine href={`${at}/holds/new?type=footage&item=${piece.id}`} text="Keep this longer" /> : null}
    </>
  )
}

/** When it has no picture, by the clock: what a player's own time does not say. */
function unshownIn({ shows }: Piece, from: Temporal.Instant, to: Temporal.Instant) {
  if (shows === null) return []
  const moment = (second: number) => timeOfDay(from.add({ milliseconds: Math.round(second * 1000) }))
  const gaps = notShown(filmTimeOf(shows), { from: 0, to: from.until(to).total('seconds') })
  return gaps.slice(0, mostTold).map((gap) => ({ key: 'No picture', value: `${moment(gap.from)} to ${moment(gap.to)}` }))
}

/** More would hide the film below them; whoever asks for a part of it is told of that part. */
const mostTold = 20
