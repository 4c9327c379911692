import type { JSX } from 'preact'
import { z } from 'zod'
import { Button, type Frame, Link, Page } from '../components/index.ts'
import { form, type Question, text, wrong } from '../form/index.ts'
import type { Refusal } from '../forms.ts'
import { NotTaken } from './not-taken.tsx'

export const about = z.string().regex(/^[a-z0-9-]{1,80}$/)

/** Which page it is about stands in the form, unseen. */
const whatAbout: Question<string> = {
  boxes: (name) => [name],
  read(name, filled) {
    const read = about.safeParse(filled[name])
    return read.success ? { ok: true, value: read.data } : wrong(name, 'Open this form from the page that is unclear')
  },
  shown: (name, value) => ({ [name]: value }),
  render: ({ name, filled }) => <input type="hidden" name={name} value={filled[name]} />,
}

export const feedbackAbout = (subject: string) =>
  form({
    about: whatAbout,
    text: text({
      isPageHeading: true,
      labelClass: 'govuk-label--xl',
      label: 'What is unclear?',
      hint: (
        <>
          You are writing about “{subject}”. We use this only to mend our words. Please leave out names, addresses and anything about your
          health: we do not need to know who you are.
        </>
      ),
      rows: 6,
      most: 2000,
      missing: 'Write what is unclear',
    }),
  })

/** "Is this page unclear?" `subject`: the question or title it is about. */
export function FeedbackPage(props: {
  readonly frame: Frame
  readonly about: string
  readonly subject: string
  readonly token: string
  /** Where to write, where a message cannot be taken in here; else null. */
  readonly writeTo: string | null
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { refused } = props
  return (
    <Page
      frame={props.frame}
      title="Is this page unclear?"
      heading="in-form"
      back={{ href: '/notice', text: 'Privacy notice' }}
      errors={refused?.errors}
    >
      {props.writeTo === null ? (
        <form method="post" action="/feedback" novalidate>
          <input type="hidden" name="_csrf" value={props.token} />
          {feedbackAbout(props.subject).fields(
            { about: props.about },
            refused && { ...refused, values: { ...refused.values, about: props.about } },
          )}
          <Button>Send</Button>
        </form>
      ) : (
        <>
          <h1 class="govuk-heading-xl">What is unclear?</h1>
          <NotTaken typed={refused?.values.text} />
          <p class="govuk-body">
            Write to <Link href={`mailto:${props.writeTo}`}>{props.writeTo}</Link>.
          </p>
        </>
      )}
    </Page>
  )
}
