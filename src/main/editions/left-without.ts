import { makeEngine } from '#decisions/engine.ts'
import { askable } from '#duties/identity/check.ts'
import { takesIn } from '#duties/inbox/inbox.ts'
import { knowsMarketing } from '#duties/objections/no-marketing.ts'
import { knowsPictures } from '#duties/pictures/add.ts'
import type { Edition } from '#notice/edition.ts'
import { rolesFor } from '#notice/grants-of.ts'
import { release } from '#notice/release.ts'
import type { Category, Source } from '#notice/vocabulary.ts'
import type { Clock } from '#shared/clock.ts'

/** A page or a form that a notice leaves no way to offer; `instead`: what a visitor is told or has to do. */
export type LeftWithout = { readonly where: string; readonly instead: string }

type Notice = { readonly edition: Edition; readonly takes: (kind: 'feedback' | 'concern') => boolean }
type Offer = LeftWithout & { readonly offered: (notice: Notice) => boolean }

/** Every page that needs something of a notice, and what it needs. The pages make the same checks. */
const offers: readonly Offer[] = [
  {
    where: 'the forms on `/contact` and `/your-copy`',
    instead:
      'the pages give the team’s addresses; `rights-requests` would have to collect `documents`, `personal-details` and `contact-details` from the `website`',
    offered: ({ takes }) => takes('concern'),
  },
  {
    where: 'the form on `/feedback`',
    instead: 'the page gives the address for wording; `rights-requests` would have to collect `documents` from the `website`',
    offered: ({ takes }) => takes('feedback'),
  },
  {
    where: '`/no-marketing`',
    instead: 'the page is not there; it needs the activity `marketing`',
    offered: ({ edition }) => knowsMarketing(edition),
  },
  {
    where: '`/pictures`',
    instead: 'the page is not there; it needs the activity `community-events`',
    offered: ({ edition }) => knowsPictures(edition),
  },
  {
    where: 'identity checks at the desk',
    instead: 'the page says so; some role of `identity-verification` would have to use two of date of birth, home and tenure',
    offered: ({ edition }) => askable(edition, rolesFor(edition, 'identity-verification', 'use')).length > 0,
  },
  {
    where: 'holds placed at the desk',
    instead: 'nothing can be kept past its date; some activity would have to collect `documents` from a `colleague`',
    offered: ({ edition }) => edition.activities.some(({ id }) => collects(edition, id, 'documents', 'colleague')),
  },
  {
    where: 'recordings from the telephone system',
    instead: 'they are refused; `call-recording` would have to collect `call-recordings` from the `telephone-system`',
    offered: ({ edition }) => collects(edition, 'call-recording', 'call-recordings', 'telephone-system'),
  },
  {
    where: 'footage from camera recorders',
    instead: 'it is refused; `cctv` would have to collect `cctv-footage` from a `camera`',
    offered: ({ edition }) => collects(edition, 'cctv', 'cctv-footage', 'camera'),
  },
]

/** Parts of the software that a landlord's notice cannot use. That is no fault of the notice, and the landlord should know before releasing it. */
export function leftWithout(edition: Edition, clock: Clock): readonly LeftWithout[] {
  const released = release(edition)
  const { decide } = makeEngine(released)
  const notice: Notice = { edition, takes: (kind) => takesIn({ inForce: () => ({ released, decide }), clock }, kind) }
  return offers.filter(({ offered }) => !offered(notice)).map(({ where, instead }) => ({ where, instead }))
}

function collects(edition: Edition, activity: string, category: Category, source: Source): boolean {
  const entry = edition.activities.find(({ id }) => id === activity)
  const granted = entry?.colleagues.some(({ acts, categories }) => acts.includes('collect') && categories.includes(category)) ?? false
  return granted && (entry?.sources.includes(source) ?? false)
}
