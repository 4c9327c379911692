import { picture } from '#records/picture/picture.ts'
import { picturedPerson } from '#records/pictured-person/pictured-person.ts'
import { placement } from '#records/placement/placement.ts'
import type { Household } from './invented.ts'

const events = ['Garden day', 'Summer picnic', 'Repair café'] as const

/** A few people were in a group picture at an event; where it was shown, without names. No picture itself is invented. */
export function pictured({ put, number, today }: Household): void {
  if (number % 25 !== 7) return
  const place = Math.floor(number / 25)
  const on = today.subtract({ days: 40 + place * 97 })
  const event = events[place % events.length] ?? events[0]
  const common = { activity: 'community-events', source: 'colleague', on } as const
  const values = { kind: 'group', shows: `People at the ${event.toLowerCase()}`, takenOn: on.toString(), event }
  const id = put({ ...common, type: picture, name: 'picture', values })
  const shown = { pictureId: id, medium: 'newsletter', ours: true, place: 'Your home, our newsletter', shownFrom: on.toString() }
  put({ ...common, type: placement, name: 'placement', values: shown })
  put({ ...common, type: picturedPerson, name: 'on a picture', values: { pictureId: id } })
}
