import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { album } from '#duties/pictures/album.ts'
import { placement } from '#records/placement/placement.ts'
import { Link } from '../../components/index.ts'
import { ask, choice, day, form, optionalDay, optionalText } from '../../form/index.ts'
import { typed } from '../../forms.ts'
import { formPage } from '../../pages/index.ts'
import { asksForSomebody, findingRoute } from '../find/somebody.tsx'
import { type AtDesk, atDesk, type DeskDeps, idIn, itemIn } from '../kit.ts'
import { picturesAt, toPicture, wantedPictures } from './picture-words.ts'

export const finding = asksForSomebody('Add somebody who is in it: name, address or payment reference')

const noting = form(
  {
    named: choice({
      label: 'How are they shown?',
      missing: 'Choose whether their name is shown',
      options: [
        { value: 'no', text: 'Without their name', hint: 'We record that they are in it, so that they can have it taken down.' },
        {
          value: 'yes',
          text: 'With their name',
          hint: 'Only with their permission. If they withdraw it, the picture is taken down.',
        },
      ],
    }),
    shownAs: optionalText({ label: 'If named: the name to show', most: 200 }),
  },
  ({ named, shownAs }) => (named === 'yes' && shownAs === null ? [{ field: 'shownAs', message: 'Enter the name to show' }] : []),
)

const showing = form(
  {
    medium: ask(placement.fields.medium),
    whose: choice({
      label: 'Whose is it?',
      missing: 'Choose whose it is',
      options: [
        { value: 'ours', text: 'Our own', hint: 'On our own website, it appears on the page “Pictures we show”.' },
        { value: 'others', text: 'Somebody else’s', hint: 'We have to ask them to take it down.' },
      ],
    }),
    place: ask(placement.fields.place),
    from: day({ label: 'From when?', missing: 'Enter the date it is shown from, such as 31 3 2026' }),
    until: optionalDay({ label: 'End date (optional)' }),
  },
  ({ from, until }) =>
    until !== null && Temporal.PlainDate.compare(until, from) < 0
      ? [{ field: 'until-day', message: 'Enter a date that is not before the first, or leave it empty' }]
      : [],
)

/**
 * Who is in a picture (PH2): noted, and named only by their permission; and where it is shown (PH1), as far as its kind's rule lets it. Gives back the
 * box that somebody in it is looked for with.
 */
export function peopleAndPlaces(app: FastifyInstance, deps: DeskDeps): (visit: AtDesk) => JSX.Element {
  const book = album({ ...deps.gateDeps, gate: deps.gate })
  const [desk, naming] = [atDesk(deps, wantedPictures), atDesk(deps, { ...wantedPictures, activity: 'publicity' })]
  // A name rests on another activity than the picture does.
  const eitherDoor: typeof desk = {
    ...desk,
    refuse: (visit, ...why) => (typed(visit.request.body).named === 'yes' ? naming : desk).refuse(visit, ...why),
  }

  const search = findingRoute(app, deps, desk, {
    at: `${picturesAt}/:id/people`,
    back: `${picturesAt}/:id`,
    load: () => done,
    asking: finding,
    name: ({ person, name }, visit) => <Link href={`${toPicture(visit).href}/people/${person}`}>{name}</Link>,
    draw: (_, body, visit) => ({ title: 'Who is in the picture?', back: toPicture(visit), body }),
  })
  formPage(app, eitherDoor, {
    at: `${picturesAt}/:id/people/:item`,
    back: `${picturesAt}/:id`,
    load: ({ request }) => ({ ...done, person: itemIn(request) }),
    form: noting,
    button: 'Add them',
    draw: (_, whole, visit) => ({ title: 'Is their name shown with the picture?', back: toPicture(visit), body: whole }),
    act: ({ request, signed }, { named, shownAs }) =>
      book.note(signed.colleague, idIn(request), itemIn(request), named === 'yes' ? shownAs : null),
    wrong: {
      home: { field: 'named', message: 'No people can be linked to a picture of a home: add it as another kind' },
      already: { field: 'named', message: 'They are already linked to it' },
    },
    leadsTo: (visit) => toPicture(visit).href,
    said: 'They have been linked to the picture.',
  })
  formPage(app, desk, {
    at: `${picturesAt}/:id/places/new`,
    back: `${picturesAt}/:id`,
    load: () => done,
    form: showing,
    button: 'Add',
    draw: (_, whole, visit) => ({ title: 'Add a place where it is shown', back: toPicture(visit), body: whole }),
    act: ({ request, signed }, { whose, ...where }) => book.show(signed.colleague, idIn(request), { ...where, ours: whose === 'ours' }),
    wrong: {
      stopped: { field: 'medium', message: 'Somebody in it does not want it shown, so it may not be shown anywhere' },
      'nobody-agreed': {
        field: 'medium',
        message: 'Add who is in it first: a picture of people needs the permission of somebody in it',
      },
    },
    leadsTo: (visit) => toPicture(visit).href,
    said: 'The place has been added.',
  })
  return search
}
