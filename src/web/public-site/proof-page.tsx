import type { JSX } from 'preact'
import { standingParts, standingWords } from '#evidence/witness/standing-words.ts'
import type { WitnessStanding } from '#evidence/witness/witnessed.ts'
import { dateIn } from '#shared/clock.ts'
import { longDate } from '#shared/london-time.ts'
import { type Frame, Link, Page, Section, WarningText } from '../components/index.ts'
import type { Proof } from '../deps.ts'

/** Who outside keeps the heads of the evidence, and since when; for the summary of the promises, with the way to the rest. */
export function WitnessedBy(props: { readonly standings: readonly WitnessStanding[] }): JSX.Element {
  return (
    <>
      {shortWords(props.standings)} <Link href="/promises/proof">Check that nothing was rewritten</Link>
    </>
  )
}

function shortWords(standings: readonly WitnessStanding[]): string {
  if (standings.length === 0) return 'No witness set: nobody outside keeps proof.'
  const names = standings.map(
    ({ name, last }) => `${name} (${last === null ? 'nothing yet' : `last on ${longDate(dateIn(Temporal.Instant.from(last.at)))}`})`,
  )
  return `Sealed, and witnessed by ${names.join(', ')}.`
}

/** What proves that the record of what was done was not rewritten, and how anybody checks it. */
export function ProofPage(props: { readonly frame: Frame; readonly proof: Proof }): JSX.Element {
  const { newest, standings } = props.proof
  const late = standings.filter((standing) => standing.late)
  return (
    <Page frame={props.frame} title="Proof that nothing was rewritten">
      {late.length === 0 ? null : (
        <WarningText>
          {late.length === 1 ? 'One witness has' : `${late.length} witnesses have`} had nothing from us for more than a day.
        </WarningText>
      )}
      <p class="app-lead">
        Our system puts every look, change and deletion on record, and seals that record. Each seal has a head: a long number that nobody
        can choose, made from all that was sealed before. Whoever has a head can tell whether anything before it was changed or removed
        since, by us too.
      </p>
      <Section id="who" heading="Who keeps heads">
        {standings.length === 0 ? standingWords([]).map((line) => <p class="govuk-body">{line}</p>) : null}
        {standings.map(standingParts).map(({ says, head, behind }) => (
          <p class="govuk-body">
            {says} {head === null ? null : <code class="app-fingerprint">{head}</code>} {behind}
          </p>
        ))}
      </Section>
      <Section id="newest" heading="The newest head">
        <p class="govuk-body">
          {newest === undefined ? 'Nothing is sealed yet.' : `Seal ${newest.seal}: `}
          {newest === undefined ? null : <code class="app-fingerprint">{newest.head}</code>}
        </p>
      </Section>
      <Section id="check" heading="Check it yourself">
        <p class="govuk-body">
          <Link href="/promises/heads.txt">The file of seals</Link> has the newest thousand, and says where the others are. There is no
          personal data in it. Each line has the seal, the head before it, its own head, and what was sealed.
        </p>
        <ul class="govuk-list govuk-list--bullet">
          <li>Keep a copy. A line of your copy that is not in our file later means that records were removed or changed.</li>
          <li>A head is the SHA-256 of the head before it, as 32 bytes, followed by what was sealed, as it stands in the line.</li>
          <li>The head before it is the head of the line above.</li>
        </ul>
        <p class="govuk-body">At our system, an auditor can have every head that a witness keeps compared with all that is on record.</p>
      </Section>
    </Page>
  )
}
