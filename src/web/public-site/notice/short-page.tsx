import type { JSX } from 'preact'
import type { CardFigures } from '#duties/promises/card-figures.ts'
import type { Card } from '#notice/card.ts'
import { cardsFor } from '#notice/cards.ts'
import type { Edition } from '#notice/edition.ts'
import type { Relationship } from '#notice/vocabulary.ts'
import { type Frame, Link, LinkLine, Page } from '../../components/index.ts'
import { AskBox } from '../ask-box.tsx'
import { errandOf } from '../errands.ts'
import { Help } from '../help.tsx'
import { dateWords } from '../plain-words.ts'
import { Moved, placesOfNotice } from './moved.tsx'
import { selvesOf } from './reader.ts'
import { minutesInWords, withMinutes } from './reading-time.ts'
import { WhoAreYou } from './who-are-you.tsx'

type ShortProps = {
  readonly frame: Frame
  readonly edition: Edition
  /** What the reader says they are; empty: not said. */
  readonly reader: readonly Relationship[]
  /** Null where they cannot be read at the moment. */
  readonly figures: CardFigures | null
}

/** The notice in a few minutes: one answer on each card, with one thing to do and one figure of last night or today. */
export function ShortPage(props: ShortProps): JSX.Element {
  return withMinutes((minutes) => <Short {...props} minutes={minutes} />)
}

function Short({ frame, edition, reader, figures, minutes }: ShortProps & { readonly minutes: number }): JSX.Element {
  return (
    <Page frame={frame} title={edition.title} heading={`Your information, in ${minutesInWords(minutes)}`}>
      <p class="app-meta">
        Last changed on <time dateTime={edition.lastUpdated}>{dateWords(edition.lastUpdated)}</time> ·{' '}
        <Link href="/notice/full">the full notice</Link>
      </p>
      <AskBox />
      <WhoAreYou action="/notice" selves={selvesOf(edition)} reader={reader} button="Show what is about me" />
      <Moved places={placesOfNotice(edition)} />
      {reader.length === 0 ? null : <ForYou edition={edition} reader={reader} />}
      {figures === null ? <p class="app-meta">Last night’s figures are unavailable at the moment.</p> : null}
      <ul class="app-card-grid app-cards app-full">
        {cardsFor(edition, reader).map((card) => (
          <OneCard edition={edition} card={card} figure={figures?.get(card.id)} />
        ))}
      </ul>
      <AskUs contact={edition.landlord.contacts.dataProtection} />
      {reader.length > 0 ? null : <Layers layers={edition.layers} />}
      <LinkLine class="govuk-link app-screen-only" href="/notice/uses" text="Every use" />
      <Help about="notice" />
    </Page>
  )
}

function OneCard(props: { readonly edition: Edition; readonly card: Card; readonly figure: string | undefined }): JSX.Element {
  const { edition, card, figure } = props
  const errand = errandOf(edition, card.can.errand)
  return (
    <li class="app-card" id={`card-${card.id}`}>
      <h2 class="app-card__title">
        <Link href={`/notice/full/${card.section}`}>{card.title}</Link>
      </h2>
      <p>{card.says}</p>
      {figure === undefined ? null : <p class="app-card__figure">{figure}</p>}
      <p>
        <Link href={errand.href}>{errand.isThere ? (card.can.words ?? errand.text) : errand.text}</Link>
      </p>
    </li>
  )
}

/** Whoever has the page on paper can ask too. */
function AskUs({ contact: { team, email, phone } }: { readonly contact: Edition['landlord']['contacts']['dataProtection'] }): JSX.Element {
  return (
    <p class="govuk-body">
      {team}: <Link href={`mailto:${email}`}>{email}</Link>, {phone}
    </p>
  )
}

/** The short notices, side by side to take little room. */
function Layers({ layers }: Pick<Edition, 'layers'>): JSX.Element | null {
  if (layers.length === 0) return null
  return (
    <nav class="app-short-notices" aria-labelledby="short-notices">
      <h2 class="govuk-heading-s" id="short-notices">
        Short notices for one home or subject
      </h2>
      <ul class="app-short-notices__list">
        {layers.map(({ id, title }) => (
          <li>
            <Link href={`/notice/layers/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The short notices and the uses that are about the reader. */
function ForYou({ edition, reader }: Pick<ShortProps, 'edition' | 'reader'>): JSX.Element {
  const layers = edition.layers.filter(({ relationships }) => relationships.some((each) => reader.includes(each)))
  const query = selvesOf(edition)
    .filter(({ id }) => reader.includes(id))
    .map(({ at }) => `for=${at}`)
    .join('&')
  return (
    <nav aria-label="More about you">
      <ul class="govuk-list">
        {layers.map(({ id, title }) => (
          <li>
            <Link href={`/notice/layers/${id}`}>{title}</Link>
          </li>
        ))}
        <li>
          <Link href={`/notice/uses?${query}`}>Every use about you</Link>
        </li>
        <li>
          <Link href="/notice">Show it for everybody</Link>
        </li>
      </ul>
    </nav>
  )
}
