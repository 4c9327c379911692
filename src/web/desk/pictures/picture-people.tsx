import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { done } from '#decisions/done-or-refused.ts'
import { album } from '#duties/pictures/album.ts'
import { type Found, find, findingActivity } from '#gate/find.ts'
import { Button, Link, RecordTable } from '../../components/index.ts'
import { choice, form, optionalText } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { formAbout } from '../../pages/pages.tsx'
import { fromColleagues } from '../../who-may-send.ts'
import { asksForSomebody } from '../find/asking.ts'
import { type AtDesk, atDesk, type DeskParts, idIn } from '../kit.ts'
import { picturesAt, wantedPictures } from './picture-words.ts'

const addressed = z.object({ person: z.uuid() })

export const finding = asksForSomebody('Note somebody: their name, address or payment reference')

const noting = form(
  {
    named: choice({
      label: 'How are they shown?',
      missing: 'Choose whether their name is shown',
      options: [
        { value: 'no', text: 'Without their name', hint: 'It is noted that they are on it, so that they can stop it.' },
        {
          value: 'yes',
          text: 'With their name',
          hint: 'Only with their permission in force. When they take it back, the picture comes down.',
        },
      ],
    }),
    shownAs: optionalText({ label: 'If with their name: the name as it is shown', most: 200 }),
  },
  ({ named, shownAs }) => (named === 'yes' && shownAs === null ? [{ field: 'shownAs', message: 'Write the name as it is shown' }] : []),
)

/** Who is on a picture (PH2): noted, and named only by their permission. */
export function picturePeopleRoutes(app: FastifyInstance, parts: DeskParts): void {
  const book = album({ ...parts.gateParts, gate: parts.gate })
  const [desk, naming] = [atDesk(parts, wantedPictures), atDesk(parts, { ...wantedPictures, activity: 'publicity' })]
  const toPicture = ({ request }: Pick<AtDesk, 'request'>) => ({ href: `${picturesAt}/${idIn(request)}`, text: 'The picture' })

  app.post(
    `${picturesAt}/:id/people`,
    fromColleagues,
    desk.enter(async (visit) => {
      const { request, reply, signed } = visit
      const back = toPicture(visit)
      const sent = finding.read(request.body, desk.today())
      if (!sent.ok) return reply.redirect(back.href, 303)
      const activity = findingActivity(parts.gateParts, signed.colleague)
      const answer = await find(parts.gateParts, signed.colleague, activity, sent.value.words)
      if (!answer.ok) return atDesk(parts, { activity, categories: ['personal-details'] }).refuse(visit, answer.refusal, 'view', back.href)
      const body = <People at={back.href} people={answer.people} words={sent.value.words} />
      return desk.send(visit, { title: 'Who is on the picture?', current: picturesAt, back, body })
    }),
  )

  formAbout(
    app,
    {
      ...desk,
      // A name rests on another activity than the picture does.
      refuse: (visit, refusal, act) =>
        (typed(visit.request.body).named === 'yes' ? naming : desk).refuse(visit, refusal, act, toPicture(visit).href),
    },
    {
      at: `${picturesAt}/:id/people/:person`,
      back: picturesAt,
      load: ({ request }) => ({ ...done, person: personIn(request) }),
      form: () => noting,
      button: 'Note it',
      draw: (_, whole, visit) => ({
        title: 'Is their name shown with it?',
        current: picturesAt,
        back: toPicture(visit),
        body: whole,
      }),
      act: ({ request, signed }, { named, shownAs }, { person }) =>
        book.note(signed.colleague, idIn(request), person, named === 'yes' ? shownAs : null),
      wrong: {
        home: { field: 'named', message: 'Nobody can be noted on a picture of a home: add it as another kind' },
        already: { field: 'named', message: 'They are noted on it already' },
      },
      leadsTo: (visit) => toPicture(visit).href,
      said: 'It is noted that they are on it.',
    },
  )
}

function personIn({ params }: { readonly params: unknown }): string {
  const parsed = addressed.safeParse(params)
  if (!parsed.success) throw new HttpFault(404, 'the address names nobody')
  return parsed.data.person
}

/** The way to note somebody, on the picture's page. `children`: its token. */
export function FindSomebody({ at, children }: { readonly at: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <form method="post" action={`${at}/people`} novalidate>
      {children}
      {finding.fields({}, undefined)}
      <Button class="govuk-button--secondary">Find</Button>
    </form>
  )
}

/** Who may be meant. */
function People(props: { readonly at: string; readonly people: readonly Found[]; readonly words: string }): JSX.Element {
  return (
    <RecordTable
      class="app-short"
      caption="People found"
      captionHidden
      columns={[
        { heading: 'Name', cell: (each: Found) => <Link href={`${props.at}/people/${each.person}`}>{each.name}</Link> },
        { heading: 'Born', cell: (each: Found) => each.bornIn ?? 'Not held' },
      ]}
      rows={props.people}
      empty={`We looked for “${props.words}”. Go back and try another spelling, or fewer words.`}
    />
  )
}
