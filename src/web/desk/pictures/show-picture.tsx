import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { album } from '#duties/pictures/album.ts'
import { placement } from '#records/placement/placement.ts'
import { ask, choice, day, form, optionalDay, text } from '../../form/index.ts'
import { formAbout } from '../../pages/pages.tsx'
import { atDesk, type DeskParts, idIn } from '../kit.ts'
import { picturesAt, wantedPictures } from './picture-words.ts'

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

/** Showing a picture somewhere (PH1), as far as its kind's rule lets it. */
export function showPictureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const book = album({ ...parts.gateParts, gate: parts.gate })

  formAbout(app, atDesk(parts, wantedPictures), {
    at: `${picturesAt}/:id/places/new`,
    back: picturesAt,
    load: ({ request }) => ({ ...done, at: `${picturesAt}/${idIn(request)}` }),
    form: () => showing,
    button: 'Show it there',
    draw: ({ at }, whole) => ({
      title: 'Show the picture somewhere',
      current: picturesAt,
      back: { href: at, text: 'The picture' },
      body: whole,
    }),
    act: ({ request, signed }, { whose, ...where }) => book.place(signed.colleague, idIn(request), { ...where, ours: whose === 'ours' }),
    wrong: {
      stopped: { field: 'medium', message: 'Somebody on it does not want it shown: it may be shown nowhere' },
      'nobody-agreed': {
        field: 'medium',
        message: 'Note who is on it first: a picture of people needs the permission of somebody on it',
      },
    },
    leadsTo: (_, __, { at }) => at,
    said: 'It is noted where the picture is shown.',
  })
}
