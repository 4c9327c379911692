import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { flows, noticeRows } from '#notice/public-words.ts'
import { type Frame, InsetText, Link, LinkLine, Page } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { JumpList } from '../jump-list.tsx'
import { dateWords } from '../plain-words.ts'
import { flowRow } from './flow-groups.ts'
import { FlowWithTable } from './flow-table.tsx'
import { minutesInWords, withMinutes } from './reading-time.ts'
import { Rights } from './rights.tsx'
import { Complain } from './rights-page.tsx'
import { SectionBody } from './section-page.tsx'
import { UseTable } from './use-table.tsx'
import { LawfulBases } from './uses-page.tsx'

type NoticeProps = {
  readonly frame: Frame
  readonly edition: Edition
  /** The day whose law stands beside what the landlord wrote. */
  readonly today: Temporal.PlainDate
  /** An edition that is no longer in force. */
  readonly older: boolean
}

/** All of an edition on one page: questions with answers, the table of uses, the picture, rights, how to complain. */
export function NoticePage(props: NoticeProps): JSX.Element {
  return withMinutes((minutes) => <Whole {...props} minutes={minutes} />)
}

function Whole({ frame, edition, today, older, minutes }: NoticeProps & { readonly minutes: number }): JSX.Element {
  const { landlord } = edition
  return (
    <Page
      frame={frame}
      title={older ? `${edition.title}, ${edition.dated}` : edition.title}
      back={older ? { href: '/notice/editions', text: 'Older notices' } : { href: '/notice/full', text: 'The full notice' }}
      width="reading"
    >
      {older ? (
        <InsetText>
          This edition is not in force. <Link href={`/notice/editions/compare?from=${edition.id}`}>See what changed since</Link>, or{' '}
          <Link href="/notice">read the one in force</Link>.
        </InsetText>
      ) : null}
      <p class="app-lead">{landlord.description}</p>
      <ul class="app-facts">
        <li>About {minutesInWords(minutes)} to read</li>
        <li>
          Last changed on <time dateTime={edition.lastUpdated}>{dateWords(edition.lastUpdated)}</time>
        </li>
        <li>
          <Link href={`mailto:${landlord.contacts.dataProtection.email}`}>{landlord.contacts.dataProtection.email}</Link>
        </li>
      </ul>
      <Contents edition={edition} />
      {edition.notice.map((article) => (
        <section id={article.id}>
          <h2 class="govuk-heading-l">{article.question}</h2>
          <SectionBody edition={edition} article={article} today={today} />
        </section>
      ))}
      <UsesAndFlows edition={edition} />
      <h2 class="govuk-heading-l" id="rights">
        What can you ask us to do?
      </h2>
      <Rights edition={edition} headingLevel={3} />
      <Complain edition={edition} today={today} />
      <Help about="notice" />
    </Page>
  )
}

function UsesAndFlows({ edition }: { readonly edition: Edition }): JSX.Element {
  const { shortName } = edition.landlord
  return (
    <>
      <h2 class="govuk-heading-l" id="every-use">
        What do we use, why, and for how long?
      </h2>
      <p class="govuk-body">Each row is one use. Which rows are about you depends on how you know us.</p>
      <JumpList summary="Go to one use" items={edition.activities.map(({ id, title }) => ({ href: `#use-${id}`, text: title }))} />
      <UseTable rows={noticeRows(edition)} caption="Every use we make of personal information" />
      <LawfulBases activities={edition.activities} />
      <h2 class="govuk-heading-l" id="flows">
        Where does it come from, and where does it go?
      </h2>
      <FlowWithTable
        id="all"
        title={`Where ${shortName} gets information from, and who it goes to`}
        flows={[flowRow(`${shortName}: ${edition.activities.length} uses`, flows(edition))]}
      />
      <LinkLine href="/notice/who-gets-what" text="See each use by itself" />
    </>
  )
}

function Contents(props: { readonly edition: Edition }): JSX.Element {
  const { edition } = props
  return (
    <nav class="app-contents app-full" aria-label="On this page">
      <div>
        <h2 class="govuk-heading-s">On this page</h2>
        <ul class="govuk-list app-contents__many">
          {edition.notice.map((article) => (
            <li>
              <Link href={`#${article.id}`}>{article.question}</Link>
            </li>
          ))}
          <li>
            <Link href="#every-use">What do we use, why, and for how long?</Link>
          </li>
          <li>
            <Link href="#flows">Where does it come from, and where does it go?</Link>
          </li>
          <li>
            <Link href="#rights">What can you ask us to do?</Link>
          </li>
          <li>
            <Link href="#complain">How can you complain?</Link>
          </li>
        </ul>
      </div>
      {edition.layers.length === 0 ? null : (
        <div>
          <h2 class="govuk-heading-s">Shorter notices for one subject</h2>
          <ul class="govuk-list">
            {edition.layers.map((layer) => (
              <li>
                <Link href={`/notice/layers/${layer.id}`}>{layer.title}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </nav>
  )
}
