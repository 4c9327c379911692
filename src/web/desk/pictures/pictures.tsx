import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { because, ofEvents, thumbnail } from '#duties/pictures/add.ts'
import { album, type OnIt, type PictureSeen, type Placement } from '#duties/pictures/album.ts'
import { lookAgain } from '#duties/pictures/look-again.ts'
import { stopPicture } from '#duties/pictures/take-down.ts'
import type { MediaShape } from '#gate/media.ts'
import { firstPage } from '#gate/work-list.ts'
import { picture, pictures } from '#records/picture/picture.ts'
import { placement } from '#records/placement/placement.ts'
import { wordOf } from '#records/words-of.ts'
import { Link, LinkLine, RecordTable, Section, SummaryList, WarningText } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { action, actionButton, formPage, page } from '../../pages/pages.tsx'
import { sendPicture } from '../../picture-answer.ts'
import { atDesk, type DeskParts, idIn, legible, longDate, shortDate } from '../kit.ts'
import { addPictureRoutes } from './add-picture.tsx'
import { FindSomebody, picturePeopleRoutes } from './picture-people.tsx'
import { picturesAt, removedWords, toPictures, wantedPictures } from './picture-words.ts'
import { showPictureRoutes } from './show-picture.tsx'

const pageAsked = z.strictObject({ after: z.uuid().optional() })
const sized = z.object({ size: z.enum(['whole', 'small']) })
/** Pictures of a page. */
const most = 24

export const again = form({
  because: text({
    label: 'Or: why is it shown again?',
    hint: 'For example: every picture was pressed within a minute, and those on this one were asked. Name nobody.',
    rows: 3,
    most: 200,
    missing: 'Write why it is shown again',
  }),
})

/** The pictures at the desk: add one, note who is on it, show it somewhere, take it down everywhere (PH1 to PH4). */
export function pictureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const all = { ...parts.gateParts, gate: parts.gate }
  const book = album(all)
  const looking = lookAgain(all)
  const desk = atDesk(parts, wantedPictures)
  addPictureRoutes(app, parts)
  showPictureRoutes(app, parts)
  picturePeopleRoutes(app, parts)

  page(app, desk, {
    at: picturesAt,
    back: '/desk',
    load: ({ request, signed }) =>
      book.list(signed.colleague, { after: parseQuery(pageAsked, request.query).after ?? firstPage, limit: most }),
    draw: ({ rows }) => ({ title: 'Pictures', current: picturesAt, body: <Cards rows={rows} /> }),
  })
  formPage(app, desk, {
    at: `${picturesAt}/:id`,
    back: picturesAt,
    load: ({ request, signed }) => book.look(signed.colleague, idIn(request)),
    posts: `${picturesAt}/:id/shown-again`,
    form: again,
    button: { text: 'Show it again', look: 'secondary' },
    draw(seen, whole, visit) {
      const { head, people, stopped } = seen
      const at = `${picturesAt}/${head.id}`
      const body = (
        <>
          <Facts seen={seen} at={at} />
          <People people={people}>
            {stopped || head.kind === 'home' ? null : <FindSomebody at={at}>{desk.token(visit)}</FindSomebody>}
          </People>
          <Places seen={seen} at={at} />
          {head.stoppedBy === 'unknown' ? (
            <LookAgain>
              {actionButton(desk, visit, `${at}/stays-down`, 'It stays down')}
              <div class="app-short">{whole}</div>
            </LookAgain>
          ) : null}
          {stopped ? null : (
            <TakeDown>{actionButton(desk, visit, `${at}/take-down`, { text: 'Take it down everywhere', look: 'warning' })}</TakeDown>
          )}
        </>
      )
      return { title: legible(head.shows), current: picturesAt, back: toPictures, body }
    },
    act: ({ request, signed }, { because }) => looking.showAgain(signed.colleague, idIn(request), because),
    wrong: {},
    leadsTo: ({ request }) => `${picturesAt}/${idIn(request)}`,
    said: 'It is shown again where it was.',
  })
  action(app, desk, {
    at: `${picturesAt}/:id/take-down`,
    back: picturesAt,
    act: ({ request, signed }) => stopPicture(all, { by: signed.colleague, source: 'the-person' }, idIn(request)),
    leadsTo: ({ request }) => `${picturesAt}/${idIn(request)}`,
    said: 'It is down from our own pages. Every other place is a task, or past.',
  })
  action(app, desk, {
    at: `${picturesAt}/:id/stays-down`,
    back: picturesAt,
    act: ({ request, signed }) => looking.keepDown(signed.colleague, idIn(request)),
    leadsTo: ({ request }) => `${picturesAt}/${idIn(request)}`,
    said: 'It stays down.',
  })

  app.get(
    `${picturesAt}/:id/:size`,
    desk.enter(async ({ request, reply, signed }) => {
      const parsed = sized.safeParse(request.params)
      if (!parsed.success) throw new HttpFault(404, 'a picture is shown whole or small')
      const id = idIn(request)
      const opened = await parts.gate.open(signed.colleague, { activity: ofEvents, person: id, because })
      if (!opened.ok) return reply.code(403).send()
      const derived = parsed.data.size === 'small' ? { derived: thumbnail } : {}
      const answer = await opened.hear<MediaShape>(pictures, { id, from: 0, to: Number.MAX_SAFE_INTEGER, ...derived })
      return answer.ok ? sendPicture(reply, answer.stretch) : reply.code(answer.why === 'refused' ? 403 : 404).send()
    }),
  )
  // Where a take-down's task leads: to the picture that is shown there.
  app.get(
    `${picturesAt}/placements/:id`,
    desk.enter(async ({ request, reply }) => {
      const id = await book.pictureShownAt(idIn(request))
      if (id === undefined) throw new HttpFault(404, 'nothing is shown there')
      return reply.redirect(`${picturesAt}/${id}`, 303)
    }),
  )
}

/** The pictures that may still be shown. One that somebody on it stops is found by its task, and not here. */
function Cards({ rows }: { readonly rows: readonly PictureSeen['head'][] }): JSX.Element {
  const next = rows.length < most ? undefined : rows.at(-1)?.id
  return (
    <>
      <p class="app-lead">Each with where it is shown and who is on it. What somebody said no to is not listed: its tasks lead there.</p>
      <LinkLine href={`${picturesAt}/new`} text="Add a picture" />
      {rows.length === 0 ? <p class="govuk-body app-empty">There are no pictures.</p> : null}
      <ul class="app-card-grid">
        {rows.map(({ id, shows, takenOn, mediaId }) => (
          <li class="app-card">
            {mediaId === null ? null : <img class="app-picture" src={`${picturesAt}/${id}/small`} alt="" />}
            <p class="govuk-body">
              <Link href={`${picturesAt}/${id}`}>{legible(shows)}</Link>
              <span class="app-meta"> {shortDate(takenOn)}</span>
            </p>
          </li>
        ))}
      </ul>
      {next === undefined ? null : (
        <p class="govuk-body">
          <Link href={`${picturesAt}?after=${next}`} rel="next">
            More pictures
          </Link>
        </p>
      )}
    </>
  )
}

function Facts({ seen: { head, stopped }, at }: { readonly seen: PictureSeen; readonly at: string }): JSX.Element {
  return (
    <>
      {stopped ? (
        <WarningText>Somebody on it does not want it shown. It may be shown nowhere, and our own pages show it no more.</WarningText>
      ) : null}
      {head.mediaId === null ? null : <img class="app-picture" src={`${at}/whole`} alt={legible(head.shows)} width="640" />}
      <SummaryList
        rows={[
          { key: 'Kind', value: wordOf(picture.fields.kind, head.kind) },
          { key: 'Taken', value: longDate(head.takenOn) },
          { key: 'Event', value: head.event ?? 'None' },
          ...(head.shownAgainBecause === null ? [] : [{ key: 'Shown again', value: head.shownAgainBecause }]),
          { key: 'Its file', value: removedWords(head.removed) },
        ]}
      />
    </>
  )
}

/** `children`: how somebody is noted, where that can be. */
function People(props: { readonly people: readonly OnIt[]; readonly children: JSX.Element | null }): JSX.Element {
  return (
    <Section id="people" heading="Who is on it">
      <RecordTable
        class="app-short"
        caption="Who is noted to be on it"
        captionHidden
        columns={[
          { heading: 'Person', cell: (one: OnIt) => one.name ?? 'Somebody whose record is closed for this' },
          { heading: 'Named as', cell: (one: OnIt) => one.shownAs ?? 'Not named' },
        ]}
        rows={props.people}
        empty="Nobody is noted to be on it, and nobody is named."
      />
      {props.children}
    </Section>
  )
}

function Places({ seen, at }: { readonly seen: PictureSeen; readonly at: string }): JSX.Element {
  const mediumOf = ({ medium, ours }: Placement) => `${wordOf(placement.fields.medium, medium)}, ${ours ? 'ours' : 'another’s'}`
  return (
    <Section id="places" heading="Where it is shown">
      <RecordTable
        caption="Where it is or was shown"
        captionHidden
        columns={[
          { heading: 'Where', cell: (each: Placement) => legible(each.place) },
          { heading: 'In', cell: mediumOf },
          { heading: 'From', cell: (each: Placement) => shortDate(each.shownFrom) },
          { heading: 'Until', cell: (each: Placement) => (each.shownUntil === null ? 'No end' : shortDate(each.shownUntil)) },
          { heading: 'Now', cell: stateOf },
        ]}
        rows={seen.placements}
        empty="It has been shown nowhere."
      />
      {seen.stopped ? null : <LinkLine href={`${at}/places/new`} text="Show it somewhere" />}
    </Section>
  )
}

function stateOf({ endedOn, endedHow, askedOn }: Placement): string {
  if (endedOn !== null && endedHow === 'past') return `Out in print: past since ${shortDate(endedOn)}`
  if (endedOn !== null) return endedHow === 'over' ? `Over since ${shortDate(endedOn)}` : `Taken down on ${shortDate(endedOn)}`
  return askedOn === null ? 'Shown' : `To be taken down, since ${shortDate(askedOn)}: see your tasks`
}

/** What a colleague says of a picture that somebody whom nobody knows had taken down: it stays down, or why it is shown again (PH4). */
function LookAgain({ children }: { readonly children: readonly JSX.Element[] }): JSX.Element {
  return (
    <Section id="look-again" heading="Does it stay down?">
      <p class="govuk-body app-short">
        Somebody pressed “Take it down” on our website. They need not say who they are, so believe them unless you know better.
      </p>
      {children}
    </Section>
  )
}

function TakeDown({ children }: { readonly children: JSX.Element }): JSX.Element {
  return (
    <Section id="take-down" heading="Take it down">
      <p class="govuk-body">
        When somebody on it says that they do not want to appear, to the photographer or to you. Our own pages show it no more at once;
        every other place becomes a task. It cannot be shown again.
      </p>
      {children}
    </Section>
  )
}
