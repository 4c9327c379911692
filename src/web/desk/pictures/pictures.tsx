import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { album, type PictureSeen } from '#duties/pictures/album.ts'
import { lookAgain } from '#duties/pictures/look-again.ts'
import { stopPicture } from '#duties/pictures/take-down.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { picture } from '#records/picture/picture.ts'
import { Link, LinkLine, Section } from '../../components/index.ts'
import { ask, form } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { action, actionButton, askedAfter, formPage, page } from '../../pages/index.ts'
import { sendPicture } from '../../picture-answer.ts'
import { atDesk, type DeskDeps, idIn, legible, shortDate } from '../kit.ts'
import { addPictureRoutes } from './add-picture.tsx'
import { peopleAndPlaces } from './people-and-places.tsx'
import { Facts, People, Places } from './picture-page.tsx'
import { picturesAt, toPictures, wantedPictures } from './picture-words.ts'

const sized = z.object({ size: z.enum(['whole', 'small']) })
/** Pictures of a page. */
const most = 24

export const again = form({ because: ask(picture.fields.shownAgainBecause, { missing: 'Enter why it should be shown again' }) })

/** The pictures at the desk: add one, note who is in it, show it somewhere, take it down everywhere (PH1 to PH4). */
export function pictureRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const book = album(all)
  const looking = lookAgain(all)
  const desk = atDesk(deps, wantedPictures)
  addPictureRoutes(app, deps)
  const findSomebody = peopleAndPlaces(app, deps)

  page(app, desk, {
    at: picturesAt,
    load: ({ request, signed }) => book.list(signed.colleague, { after: askedAfter(request) ?? firstPage, limit: most }),
    draw: ({ rows }) => ({
      title: 'Pictures',
      lead: 'Open a picture to see where it is shown and who is in it. Pictures somebody objected to are not listed; find them through your tasks.',
      body: <Cards rows={rows} />,
    }),
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
          <People people={people}>{stopped || head.kind === 'home' ? null : findSomebody(visit)}</People>
          <Places seen={seen} at={at} />
          {head.stoppedBy === 'unknown' ? (
            <Section id="look-again" heading="Should it stay down?">
              <p class="govuk-body app-short">
                Somebody pressed “Take it down” on our website. They do not have to say who they are, so believe them unless you know
                better.
              </p>
              {actionButton(desk, visit, `${at}/stays-down`, 'Keep it down')}
              <div class="app-short">{whole}</div>
            </Section>
          ) : null}
          {stopped ? null : (
            <Section id="take-down" heading="Take it down">
              <p class="govuk-body">
                Use this when somebody in the picture tells the photographer or you that they do not want to appear. It is removed from our
                own pages at once, and a task is created for every other place. It cannot be shown again.
              </p>
              {actionButton(desk, visit, `${at}/take-down`, { text: 'Take it down everywhere', look: 'warning' })}
            </Section>
          )}
        </>
      )
      return { title: legible(head.shows), back: toPictures, body }
    },
    act: ({ request, signed }, { because }) => looking.showAgain(signed.colleague, idIn(request), because),
    wrong: {},
    said: 'It is shown again where it was shown before.',
  })
  action(app, desk, {
    at: `${picturesAt}/:id/take-down`,
    back: `${picturesAt}/:id`,
    act: ({ request, signed }) => stopPicture(all, { by: signed.colleague, source: 'the-person' }, idIn(request)),
    said: 'It has been removed from our own pages. There is a task for every other place that still shows it.',
  })
  action(app, desk, {
    at: `${picturesAt}/:id/stays-down`,
    back: `${picturesAt}/:id`,
    act: ({ request, signed }) => looking.keepDown(signed.colleague, idIn(request)),
    said: 'It stays down.',
  })

  app.get(
    `${picturesAt}/:id/:size`,
    desk.enter(async ({ request, reply, signed }) => {
      const parsed = sized.safeParse(request.params)
      if (!parsed.success) throw new HttpFault(404, 'a picture is shown whole or small')
      const answer = await book.image(signed.colleague, idIn(request), parsed.data.size)
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

/** The pictures that may still be shown. One that somebody in it stops is found by its task, and not here. */
function Cards({ rows }: { readonly rows: readonly PictureSeen['head'][] }): JSX.Element {
  const next = rows.length < most ? undefined : rows.at(-1)?.id
  return (
    <>
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
      {next === undefined ? null : <LinkLine href={`${picturesAt}?after=${next}`} text="More pictures" rel="next" />}
    </>
  )
}
