import { knowsMarketing } from '#duties/objections/no-marketing.ts'
import { knowsPictures } from '#duties/pictures/add.ts'
import { changesAt } from '#duties/readers/letters.ts'
import type { Errand } from '#notice/card.ts'
import type { Edition } from '#notice/edition.ts'

type ErrandPage = { readonly href: string; readonly text: string; readonly isOpen?: (edition: Edition) => boolean }

const right = (id: string) => `/contact?about=${id}#raise-a-concern`

/** The page of each errand. A landlord's text names the errand, and its address stands here alone. */
const pages: Readonly<Record<Errand, ErrandPage>> = {
  copy: { href: '/your-copy', text: 'Ask for a copy of your information' },
  correct: { href: right('correct'), text: 'Put something right' },
  erase: { href: right('erase'), text: 'Ask us to delete something' },
  restrict: { href: right('restrict'), text: 'Ask us to pause' },
  object: { href: right('object'), text: 'Say no to a use' },
  marketing: { href: '/no-marketing', text: 'Say no to marketing', isOpen: knowsMarketing },
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
  editions: { href: '/notice/editions', text: 'Read every edition, and what changed' },
  changes: { href: changesAt, text: 'Be told when this notice changes' },
}

/** The address of an errand that every edition offers. */
export function addressOf(errand: Errand): string {
  return pages[errand].href
}

/** The page of an errand under this edition; where that is not offered, the way to us. */
export function errandOf(edition: Edition, errand: Errand): { readonly href: string; readonly text: string; readonly isThere: boolean } {
  const page = pages[errand]
  return page.isOpen?.(edition) === false ? { ...pages.contact, isThere: false } : { href: page.href, text: page.text, isThere: true }
}
