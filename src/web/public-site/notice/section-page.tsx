import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { lawTodayBeside } from '#notice/law-today.ts'
import { type Frame, Link, LinkLine, Page } from '../../components/index.ts'
import { AskBox } from '../ask-box.tsx'
import { Help } from '../help.tsx'
import { Prose } from '../prose.tsx'
import { CallExceptions } from './call-exceptions.tsx'
import { LawNotes } from './law-notes.tsx'
import { minutesInWords, withMinutes } from './reading-time.ts'
import { YouCan } from './you-can.tsx'

type Article = Edition['notice'][number]
type SectionProps = {
  readonly frame: Frame
  readonly edition: Edition
  readonly article: Article
  readonly today: Temporal.PlainDate
}

/** One question of the full notice: its answer, what the reader can do about it, the law of today, and which promises it makes. */
export function SectionPage(props: SectionProps): JSX.Element {
  return withMinutes((minutes) => <OneSection {...props} minutes={minutes} />)
}

function OneSection(props: SectionProps & { readonly minutes: number }): JSX.Element {
  const { edition, article, minutes } = props
  const next = edition.notice[edition.notice.indexOf(article) + 1]
  return (
    <Page frame={props.frame} title={article.question} back={{ href: '/notice/full', text: 'The full notice' }}>
      <p class="app-meta">About {minutesInWords(minutes)} to read</p>
      <SectionBody edition={edition} article={article} today={props.today} anchorsAt="/notice/full/" />
      <YouCan edition={edition} errands={article.can ?? []} />
      {article.clauses.length === 0 ? null : (
        <p class="app-meta">
          Are we keeping this?{' '}
          {article.clauses.map((clause, index) => (
            <>
              {index === 0 ? '' : ', '}
              <Link href={`/promises#clause-${clause}`}>{clause}</Link>
            </>
          ))}
        </p>
      )}
      {next === undefined ? null : <LinkLine rel="next" href={`/notice/full/${next.id}`} text={`Next: ${next.question}`} />}
      <Help about={article.id} />
    </Page>
  )
}

/** The answer, with its exceptions and the law of today. `anchorsAt`: where the other answers are, unless they are on the same page. */
export function SectionBody(props: Omit<SectionProps, 'frame'> & { readonly anchorsAt?: string }): JSX.Element {
  const { edition, article } = props
  return (
    <>
      <Prose markdown={article.body} headingLevel={3} anchorsAt={props.anchorsAt} />
      <CallExceptions edition={edition} clauses={article.clauses} />
      <LawNotes notes={lawTodayBeside(edition, article, props.today)} />
    </>
  )
}

/** Every question of the full notice, each on a page of its own, and what stands beside them. */
export function FullPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  const { edition } = props
  return (
    <Page frame={props.frame} title={`${edition.title}: all of it`} back={{ href: '/notice', text: 'The short notice' }}>
      <p class="app-lead">{edition.landlord.description}</p>
      <AskBox />
      <ul class="govuk-list app-contents__many">
        {edition.notice.map(({ id, question }) => (
          <li>
            <Link href={`/notice/full/${id}`}>{question}</Link>
          </li>
        ))}
        <li>
          <Link href="/notice/uses">What do we use, why, and for how long?</Link>
        </li>
        <li>
          <Link href="/notice/who-gets-what">Where does it come from, and where does it go?</Link>
        </li>
        <li>
          <Link href="/notice/rights">What can you ask us to do, and how can you complain?</Link>
        </li>
      </ul>
      {edition.layers.length === 0 ? null : <LinkLine href="/notice/layers" text="Short notices for one home or subject" />}
      <LinkLine href={`/notice/editions/${edition.id}`} text="All of it on one page" />
      <Help about="notice" />
    </Page>
  )
}
