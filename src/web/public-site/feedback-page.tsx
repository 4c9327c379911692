import type { JSX } from 'preact'
import { z } from 'zod'
import { Button, type Frame, Link, Page, Textarea } from '../components/index.ts'
import type { Parsed } from '../forms.ts'
import { neededText } from '../typed-text.ts'
import { NotTaken } from './not-taken.tsx'

export const about = z.string().regex(/^[a-z0-9-]{1,80}$/)

export const feedbackShape = z.strictObject({
  about,
  text: neededText(1, 2000, 'Write what is unclear'),
})

type Refused = Extract<Parsed<unknown>, { ok: false }>

/** "Is this page unclear?" `subject`: the question or title it is about. */
export function FeedbackPage(props: {
  readonly frame: Frame
  readonly about: string
  readonly subject: string
  readonly token: string
  /** Where to write, where a message cannot be taken in here; else null. */
  readonly writeTo: string | null
  readonly refused?: Refused | undefined
}): JSX.Element {
  const error = props.refused?.errors.find((each) => each.field === 'text')?.message
  return (
    <Page
      frame={props.frame}
      title="Is this page unclear?"
      heading="in-form"
      back={{ href: '/notice', text: 'Privacy notice' }}
      errors={props.refused?.errors}
    >
      {props.writeTo === null ? (
        <form method="post" action="/feedback" novalidate>
          <input type="hidden" name="_csrf" value={props.token} />
          <input type="hidden" name="about" value={props.about} />
          <Textarea
            name="text"
            isPageHeading
            labelClass="govuk-label--xl"
            label="What is unclear?"
            hint={
              <>
                You are writing about “{props.subject}”. We use this only to mend our words. Please leave out names, addresses and anything
                about your health: we do not need to know who you are.
              </>
            }
            rows={6}
            value={props.refused?.values.text}
            error={error}
          />
          <Button>Send</Button>
        </form>
      ) : (
        <>
          <h1 class="govuk-heading-xl">What is unclear?</h1>
          <NotTaken typed={props.refused?.values.text} />
          <p class="govuk-body">
            Write to <Link href={`mailto:${props.writeTo}`}>{props.writeTo}</Link>.
          </p>
        </>
      )}
    </Page>
  )
}
