import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { done } from '#decisions/done-or-refused.ts'
import { album } from '#duties/pictures/album.ts'
import { Link } from '../../components/index.ts'
import { choice, form, optionalText } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { formAbout } from '../../pages/pages.tsx'
import { asksForSomebody, findingRoute } from '../find/somebody.tsx'
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

/** Who is on a picture (PH2): noted, and named only by their permission. Gives back the box that they are looked for with. */
export function picturePeopleRoutes(app: FastifyInstance, parts: DeskParts): (visit: AtDesk) => JSX.Element {
  const book = album({ ...parts.gateParts, gate: parts.gate })
  const [desk, naming] = [atDesk(parts, wantedPictures), atDesk(parts, { ...wantedPictures, activity: 'publicity' })]
  const toPicture = ({ request }: Pick<AtDesk, 'request'>) => ({ href: `${picturesAt}/${idIn(request)}`, text: 'The picture' })

  const search = findingRoute(app, parts, desk, {
    at: `${picturesAt}/:id/people`,
    back: `${picturesAt}/:id`,
    load: () => done,
    asking: finding,
    name: ({ person, name }, visit) => <Link href={`${toPicture(visit).href}/people/${person}`}>{name}</Link>,
    draw: (_, body, visit) => ({ title: 'Who is on the picture?', current: picturesAt, back: toPicture(visit), body }),
  })
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
  return search
}

function personIn({ params }: { readonly params: unknown }): string {
  const parsed = addressed.safeParse(params)
  if (!parsed.success) throw new HttpFault(404, 'the address names nobody')
  return parsed.data.person
}
