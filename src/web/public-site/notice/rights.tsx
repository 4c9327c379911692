import type { JSX } from 'preact'
import type { Errand } from '#notice/card.ts'
import type { Edition } from '#notice/edition.ts'
import { Link } from '../../components/index.ts'
import { addressOf, errandOf } from '../errands.ts'

/** What UK GDPR gives to everyone (Articles 7(3), 15–18, 20–22), each with the way to ask. */
const rights: readonly { readonly id: Errand; readonly title: string; readonly says: string; readonly also?: Errand }[] = [
  { id: 'copy', title: 'See what we hold', says: 'Ask for a copy of the information we hold about you. We answer within one month.' },
  { id: 'correct', title: 'Put it right', says: 'Tell us what is wrong or missing, and we correct it.' },
  { id: 'erase', title: 'Have it deleted', says: 'Ask us to delete what we no longer have a good reason to keep.' },
  { id: 'restrict', title: 'Make us pause', says: 'Ask us to keep something but not use it while a question is settled.' },
  { id: 'object', title: 'Object', says: 'Say no to a use that rests on our interests, or to any marketing.', also: 'marketing' },
  { id: 'move', title: 'Take it with you', says: 'Get what you gave us in a form that another organisation can read.' },
  { id: 'withdraw', title: 'Change your mind', says: 'Where we asked for your agreement, take it back at any time. You lose no service.' },
]

export function Rights({ edition, headingLevel }: { readonly edition: Edition; readonly headingLevel: 2 | 3 }): JSX.Element {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <ul class="app-card-grid app-full">
      {rights.map((right) => (
        <li class="app-card" id={`right-${right.id}`}>
          <Heading class="app-card__title">
            <Link href={addressOf(right.id)}>{right.title}</Link>
          </Heading>
          <p>{right.says}</p>
          {right.also === undefined ? null : <Also {...errandOf(edition, right.also)} />}
        </li>
      ))}
    </ul>
  )
}

function Also({ href, text, isThere }: ReturnType<typeof errandOf>): JSX.Element | null {
  if (!isThere) return null
  return (
    <p>
      <Link href={href}>{text}</Link>
    </p>
  )
}

/** The subject that a right's link puts before the message. */
export function rightTitle(id: string | undefined): string | undefined {
  return rights.find((right) => right.id === id)?.title
}
