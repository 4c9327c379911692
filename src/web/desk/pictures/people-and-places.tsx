import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { album } from '#duties/pictures/album.ts'
import { placement } from '#records/placement/placement.ts'
import { Link } from '../../components/index.ts'
import { ask, choice, day, form, optionalDay, optionalText, text } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { formPage } from '../../pages/pages.tsx'
import { asksForSomebody, findingRoute } from '../find/somebody.tsx'
import { type AtDesk, atDesk, type DeskParts, idIn, itemIn } from '../kit.ts'
import { picturesAt, toPicture, wantedPictures } from './picture-words.ts'

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

const showing = form(
  {
    medium: ask(placement.fields.medium, { label: 'In what is it shown?', missing: 'Choose in what it is shown' }),
    whose: choice({
      label: 'Whose is it?',
      missing: 'Choose whose it is',
      options: [
        { value: 'ours', text: 'Our own', hint: 'On our own website it stands on the page “Pictures we show”.' },
        { value: 'others', text: 'Another’s', hint: 'They have to be asked when it is to be taken down.' },
      ],
    }),
    place: text({
      label: 'Where exactly?',
      hint: 'The page, the issue or the account.',
      most: 200,
      missing: 'Write where it is shown',
    }),
    from: day({ label: 'From when?', missing: 'Write the day it is shown from, such as 31 3 2026' }),
    until: optionalDay({ label: 'Until when, if it ends?' }),
  },
  ({ from, until }) =>
    until !== null && Temporal.PlainDate.compare(until, from) < 0
      ? [{ field: 'until-day', message: 'Write a day that is not before the first, or leave it empty' }]
      : [],
)

/**
 * Who is on a picture (PH2): noted, and named only by their permission; and where it is shown (PH1), as far as its kind's rule lets it. Gives back the
 * box that somebody on it is looked for with.
 */
export function peopleAndPlaces(app: FastifyInstance, parts: DeskParts): (visit: AtDesk) => JSX.Element {
  const book = album({ ...parts.gateParts, gate: parts.gate })
  const [desk, naming] = [atDesk(parts, wantedPictures), atDesk(parts, { ...wantedPictures, activity: 'publicity' })]
  // A name rests on another activity than the picture does.
  const eitherDoor: typeof desk = {
    ...desk,
    refuse: (visit, ...why) => (typed(visit.request.body).named === 'yes' ? naming : desk).refuse(visit, ...why),
  }

  const search = findingRoute(app, parts, desk, {
    at: `${picturesAt}/:id/people`,
    back: `${picturesAt}/:id`,
    load: () => done,
    asking: finding,
    name: ({ person, name }, visit) => <Link href={`${toPicture(visit).href}/people/${person}`}>{name}</Link>,
    draw: (_, body, visit) => ({ title: 'Who is on the picture?', back: toPicture(visit), body }),
  })
  formPage(app, eitherDoor, {
    at: `${picturesAt}/:id/people/:item`,
    back: `${picturesAt}/:id`,
    load: ({ request }) => ({ ...done, person: itemIn(request) }),
    form: noting,
    button: 'Note it',
    draw: (_, whole, visit) => ({ title: 'Is their name shown with it?', back: toPicture(visit), body: whole }),
    act: ({ request, signed }, { named, shownAs }) =>
      book.note(signed.colleague, idIn(request), itemIn(request), named === 'yes' ? shownAs : null),
    wrong: {
      home: { field: 'named', message: 'Nobody can be noted on a picture of a home: add it as another kind' },
      already: { field: 'named', message: 'They are noted on it already' },
    },
    leadsTo: (visit) => toPicture(visit).href,
    said: 'It is noted that they are on it.',
  })
  formPage(app, desk, {
    at: `${picturesAt}/:id/places/new`,
    back: `${picturesAt}/:id`,
    load: () => done,
    form: showing,
    button: 'Show it there',
    draw: (_, whole, visit) => ({ title: 'Show the picture somewhere', back: toPicture(visit), body: whole }),
    act: ({ request, signed }, { whose, ...where }) => book.show(signed.colleague, idIn(request), { ...where, ours: whose === 'ours' }),
    wrong: {
      stopped: { field: 'medium', message: 'Somebody on it does not want it shown: it may be shown nowhere' },
      'nobody-agreed': {
        field: 'medium',
        message: 'Note who is on it first: a picture of people needs the permission of somebody on it',
      },
    },
    leadsTo: (visit) => toPicture(visit).href,
    said: 'It is noted where the picture is shown.',
  })
  return search
}
