import { knowsPictures } from '#duties/pictures/add.ts'
import type { Place } from '#notice/card.ts'
import type { Edition } from '#notice/edition.ts'

type Door = { readonly href: string; readonly text: string; readonly isOpen?: (edition: Edition) => boolean }

const right = (id: string) => `/contact?about=${id}#raise-a-concern`

/** Every place where somebody can do something about their information. A landlord's text names the place, and its address stands here alone. */
const doors: Readonly<Record<Place, Door>> = {
  copy: { href: '/your-copy', text: 'Ask for a copy of your information' },
  correct: { href: right('correct'), text: 'Put something right' },
  erase: { href: right('erase'), text: 'Ask us to delete something' },
  restrict: { href: right('restrict'), text: 'Ask us to pause' },
  object: { href: right('object'), text: 'Say no to a use' },
  move: { href: right('move'), text: 'Take your information with you' },
  withdraw: { href: right('withdraw'), text: 'Take back what you agreed to' },
  complain: { href: '/contact#raise-a-concern', text: 'Complain to us' },
  contact: { href: '/contact', text: 'Contact us' },
  feedback: { href: '/feedback?about=notice', text: 'Tell us which words are unclear' },
  pictures: { href: '/pictures', text: 'See the pictures we show, and have one taken down', isOpen: knowsPictures },
  'how-long': { href: '/notice/how-long', text: 'See every period' },
  'who-gets-what': { href: '/notice/who-gets-what', text: 'See everyone, and what they get' },
  uses: { href: '/notice/uses', text: 'See every use' },
  rights: { href: '/notice/rights', text: 'See all your rights' },
}

/** The address of a place that every edition has. */
export function addressOf(place: Place): string {
  return doors[place].href
}

/** The page of a place under this edition; where that is not offered, the way to us. */
export function placeOf(edition: Edition, place: Place): { readonly href: string; readonly text: string; readonly isThere: boolean } {
  const door = doors[place]
  return door.isOpen?.(edition) === false ? { ...doors.contact, isThere: false } : { href: door.href, text: door.text, isThere: true }
}
