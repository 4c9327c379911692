import type { JSX } from 'preact'
import type { Answer } from '#notice/ask/ask.ts'
import type { Edition } from '#notice/edition.ts'
import { type Frame, Link, LinkLine, Page } from '../components/index.ts'
import { AskBox } from './ask-box.tsx'
import { Help } from './help.tsx'

type Told = {
  /** What was asked, to be shown in the box again. */
  readonly asked: string
  readonly answer: Answer
  /** What the running system counts for it; undefined where there is nothing, or where it cannot be read at the moment. */
  readonly figure: string | undefined
}

const back = { href: '/notice', text: 'Privacy notice' }

/** The box by itself, and the answer to what was typed into it. Nothing of a question is kept. */
export function AskPage(props: { readonly frame: Frame; readonly edition: Edition; readonly told: Told | undefined }): JSX.Element {
  const { frame, edition, told } = props
  return (
    <Page frame={frame} title="Ask the notice" back={back}>
      {told === undefined ? (
        <p class="govuk-body">
          Ask in your own words: how long something is kept, who sees it, who gets it, why, or what you can do. We do not keep your
          question.
        </p>
      ) : (
        <Answered {...told} edition={edition} />
      )}
      <AskBox asked={told?.asked} />
      <LinkLine href="/notice/full" text="Read the full notice" />
      <Help about="notice" />
    </Page>
  )
}

function Answered({ answer, figure, edition }: Told & { readonly edition: Edition }): JSX.Element {
  const { words, clause, certain } = answer
  const article = edition.notice.find(({ id }) => id === answer.section)
  return (
    <section class="app-answer" aria-labelledby="answer">
      <h2 class="govuk-heading-m" id="answer">
        {clause === null ? 'No answer in the notice' : certain ? 'The answer' : 'The nearest answer'}
      </h2>
      <p class="app-lead app-answer__words">{words}</p>
      {figure === undefined ? null : <p class="app-card__figure">{figure}</p>}
      {clause === null ? (
        <LinkLine href="/contact" text="Contact us" />
      ) : (
        <p class="govuk-body">
          {article === undefined ? null : (
            <>
              All of it: <Link href={`/notice/full/${article.id}`}>{article.question}</Link> ·{' '}
            </>
          )}
          <Link href={`/promises#clause-${clause}`}>Clause {clause}: are we keeping it?</Link>
        </p>
      )}
      {clause === null || certain ? null : (
        <p class="govuk-body">
          If this is not what you asked, ask in other words, or <Link href="/contact">ask us</Link>.
        </p>
      )}
    </section>
  )
}
