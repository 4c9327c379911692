import type { JSX } from 'preact'
import { regulatorOn } from '#law/regulator.ts'
import { basesOfUse } from '#notice/basis-for.ts'
import type { Edition } from '#notice/edition.ts'
import { lawTodayBeside } from '#notice/law-today.ts'
import { basisWords, flows, noticeRows } from '#notice/public-words.ts'
import { type Frame, InsetText, Link, LinkLine, Page } from '../components/index.ts'
import { CallExceptions } from './call-exceptions.tsx'
import { flowRow } from './flow-groups.ts'
import { FlowWithTable } from './flow-table.tsx'
import { Help } from './help.tsx'
import { JumpList } from './jump-list.tsx'
import { LawNotes } from './law-notes.tsx'
import { dateWords, minutesToRead } from './plain-words.ts'
import { Prose } from './prose.tsx'
import { Rights } from './rights.tsx'
import { UseTable } from './use-table.tsx'

/**
 * The notice: who we are, questions with answers, the table, the picture, rights, how to complain. `older`: an edition no longer in force. `today`:
 * the day whose law stands beside what the landlord wrote.
 */
export function NoticePage(props: {
  readonly frame: Frame
  readonly edition: Edition
  readonly today: Temporal.PlainDate
  readonly older?: boolean
}): JSX.Element {
  const { edition } = props
  const { landlord } = edition
  const minutes = minutesToRead([...edition.notice.map((article) => article.body), ...edition.activities.map((activity) => activity.why)])
  return (
    <Page
      frame={props.frame}
      title={props.older === true ? `${edition.title}, ${edition.dated}` : edition.title}
      back={props.older === true ? { href: '/notice/editions', text: 'Older notices' } : undefined}
      width="reading"
    >
      {props.older === true ? (
        <InsetText>
          This edition is not in force. <Link href={`/notice/editions/compare?from=${edition.id}`}>See what changed since</Link>, or{' '}
          <Link href="/notice">read the one in force</Link>.
        </InsetText>
      ) : null}
      <p class="app-lead">{landlord.description}</p>
      <ul class="app-facts">
        <li>About {minutes === 1 ? 'one minute' : `${minutes} minutes`} to read</li>
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
          <Prose markdown={article.body} headingLevel={3} />
          <CallExceptions edition={edition} clauses={article.clauses} />
          <LawNotes notes={lawTodayBeside(edition, article, props.today)} />
        </section>
      ))}
      <h2 class="govuk-heading-l" id="every-use">
        What do we use, why, and for how long?
      </h2>
      <p class="govuk-body">Each row is one use. Which rows are about you depends on how you know us.</p>
      <JumpList
        summary="Go to one use"
        items={edition.activities.map((activity) => ({ href: `#use-${activity.id}`, text: activity.title }))}
      />
      <UseTable rows={noticeRows(edition)} caption="Every use we make of personal information" />
      <h3 class="govuk-heading-m">What the lawful bases mean</h3>
      <dl class="app-bases govuk-body">
        {[...new Set(edition.activities.flatMap(basesOfUse))]
          .map((id) => basisWords(id))
          .map((basis) => (
            <>
              <dt>{basis.label}</dt>
              <dd>{basis.sentence}</dd>
            </>
          ))}
      </dl>
      <h2 class="govuk-heading-l" id="flows">
        Where does it come from, and where does it go?
      </h2>
      <FlowWithTable
        id="all"
        title={`Where ${landlord.shortName} gets information from, and who it goes to`}
        flows={[flowRow(`${landlord.shortName}: ${edition.activities.length} uses`, flows(edition))]}
      />
      <LinkLine href="/notice/who-gets-what" text="See each use by itself" />
      <h2 class="govuk-heading-l" id="rights">
        What can you ask us to do?
      </h2>
      <Rights />
      <h2 class="govuk-heading-l" id="complain">
        How can you complain?
      </h2>
      <p class="govuk-body">
        <Link href="/contact#raise-a-concern">Complain to us first</Link>, so that we can put it right. You can also complain to the{' '}
        <Link href={landlord.contacts.regulator.concerns}>{regulatorOn(props.today)}</Link> at any time, or go to court.
      </p>
      <Help about="notice" />
    </Page>
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
