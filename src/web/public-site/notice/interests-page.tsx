import type { JSX } from 'preact'
import type { Assessment, ReleasedEdition } from '#notice/edition.ts'
import { type Frame, InsetText, Page, SummaryList, Tag } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { dateWords } from '../plain-words.ts'

/** The balancing assessments (L5): what was weighed, and whether the landlord adopted it. A proposal is never shown as the landlord's words. */
export function InterestsPage(props: { readonly frame: Frame; readonly released: ReleasedEdition }): JSX.Element {
  const { edition, example } = props.released
  const { shortName } = edition.landlord
  const proposed = edition.assessments.filter(({ adopted }) => adopted === undefined).length
  return (
    <Page frame={props.frame} title="How interests were weighed" back={{ href: '/notice', text: 'Privacy notice' }}>
      <p class="app-lead">
        Some uses rest on a legitimate interest. The law then asks for a balancing assessment: what is gained, and what it means for your
        privacy. You can object to each of these uses.
      </p>
      {proposed === 0 ? null : (
        <InsetText>
          {proposed} of the {edition.assessments.length} assessments below are proposals. They are not {shortName}’s words.{' '}
          {example === true
            ? 'They count as adopted only because this is an invented example. For real people nothing would rest on them.'
            : `Nothing rests on a proposal: until ${shortName} adopts it, our system refuses every use that needs it.`}
        </InsetText>
      )}
      {edition.assessments.length === 0 ? <p class="govuk-body">No use in this edition rests on a legitimate interest.</p> : null}
      {edition.assessments.map((assessment) => (
        <section id={`weighed-${assessment.id}`}>
          <h2 class="govuk-heading-m">{assessment.title}</h2>
          <SummaryList
            rows={[
              { key: 'Adopted', value: <Adopted assessment={assessment} example={example === true} /> },
              { key: 'The interest', value: assessment.interest },
              { key: 'Why it is needed', value: assessment.necessity },
              { key: 'What it can do to you', value: assessment.impact },
              { key: 'What protects you', value: assessment.safeguards },
              { key: 'The balance', value: assessment.balance },
            ]}
          />
        </section>
      ))}
      <Help about="notice" />
    </Page>
  )
}

function Adopted({ assessment, example }: { readonly assessment: Assessment; readonly example: boolean }): JSX.Element {
  const { adopted } = assessment
  if (adopted === undefined)
    return <Tag tone="yellow">{example ? 'Proposed, counts in this example only' : 'Proposed, nothing rests on it'}</Tag>
  return (
    <>
      By {adopted.by} on {dateWords(adopted.on)}: {adopted.outcome}. Looked at again by {dateWords(adopted.reviewBy)}.
    </>
  )
}
