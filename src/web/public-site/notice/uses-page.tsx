import type { JSX } from 'preact'
import { basesOfUse } from '#notice/basis-for.ts'
import type { Edition, EditionActivity } from '#notice/edition.ts'
import { basisWords, noticeRows } from '#notice/public-words.ts'
import { type Frame, Link, LinkLine, Page, Select } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { JumpList } from '../jump-list.tsx'
import { Moved, placesOfUses } from './moved.tsx'
import { type Narrowed, placeOfUse, positionIn, tableOf, usesLeft } from './narrowed.ts'
import type { Self } from './reader.ts'
import { minutesInWords, withMinutes } from './reading-time.ts'
import { UseTable } from './use-table.tsx'
import { WhoAreYou } from './who-are-you.tsx'

type UsesProps = { readonly frame: Frame; readonly edition: Edition; readonly narrowed: Narrowed }
type WithMinutes = UsesProps & { readonly minutes: number }

/** So many rows, of a hundred and more words each, are shown unasked. */
const mostRowsUnasked = 8

/** The uses of personal information that are left, narrowed by who the reader is, what it is for, and the kind: a few are told in full, many by name. */
export function UsesPage(props: UsesProps): JSX.Element {
  const isShort = usesLeft(props.edition, props.narrowed).length <= mostRowsUnasked
  return isShort ? <UsesTablePage {...props} /> : withMinutes((minutes) => <UsesByName {...props} minutes={minutes} />)
}

/** Every use that is left, a row each, with all that the notice says of it. */
export function UsesTablePage(props: UsesProps): JSX.Element {
  return withMinutes((minutes) => <UsesInFull {...props} minutes={minutes} />)
}

const title = 'What we use, why, and for how long'

function UsesByName({ frame, edition, narrowed, minutes }: WithMinutes): JSX.Element {
  const uses = usesLeft(edition, narrowed)
  return (
    <Page frame={frame} title={title} back={{ href: '/notice', text: 'Privacy notice' }}>
      <p class="app-lead">
        <Left edition={edition} count={uses.length} /> Choose one to read all of it, or say what is about you.
      </p>
      <Narrow edition={edition} narrowed={narrowed} purposes={narrowed.purpose === undefined ? [] : edition.purposes} />
      <Moved places={placesOfUses(edition)} />
      {edition.purposes.map((purpose) => (
        <UsesOfPurpose
          edition={edition}
          narrowed={{ ...narrowed, purpose }}
          label={purpose.label}
          uses={uses.filter((each) => each.purpose === purpose.id)}
        />
      ))}
      <LinkLine href={tableOf(edition, narrowed)} text={`Show all ${uses.length} in a table`} />
      <p class="app-meta">About {minutesInWords(minutes)} to read</p>
      <Help about="uses" />
    </Page>
  )
}

function UsesOfPurpose(props: {
  readonly edition: Edition
  readonly narrowed: Narrowed
  readonly label: string
  readonly uses: readonly EditionActivity[]
}): JSX.Element | null {
  const { edition, narrowed, label, uses } = props
  if (uses.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-s app-uses-for">
        <Link href={tableOf(edition, narrowed)}>{label}</Link> ({uses.length})
      </h2>
      <ul class="govuk-list">
        {uses.map((use) => (
          <li>
            <Link href={placeOfUse(edition, use.id)}>{use.title}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function UsesInFull({ frame, edition, narrowed, minutes }: WithMinutes): JSX.Element {
  const uses = usesLeft(edition, narrowed)
  const shown = new Set(uses.map(({ id }) => id))
  return (
    <Page frame={frame} title={title} back={{ href: '/notice/uses', text: 'Every use, by name' }}>
      <p class="app-meta">About {minutesInWords(minutes)} to read</p>
      <Narrow edition={edition} narrowed={narrowed} purposes={edition.purposes} />
      <p class="govuk-body">
        <Left edition={edition} count={uses.length} /> Each row is one use.
      </p>
      <JumpList summary="Go to one use" items={uses.map((each) => ({ href: `#use-${each.id}`, text: each.title }))} />
      <UseTable rows={noticeRows(edition).filter(({ activity }) => shown.has(activity))} caption="Uses of personal information" />
      <LawfulBases activities={uses} />
      <Help about="uses" />
    </Page>
  )
}

function Left({ edition, count }: { readonly edition: Edition; readonly count: number }): JSX.Element {
  const all = edition.activities.length
  if (count === all) return <>{all} uses.</>
  return (
    <>
      {count} of {all} uses. <Link href="/notice/uses">Show all</Link>.
    </>
  )
}

/** What the reader can narrow it by. `purposes`: none where the page itself is a list of them. */
function Narrow(props: Pick<UsesProps, 'edition' | 'narrowed'> & Pick<Edition, 'purposes'>): JSX.Element {
  const { edition, narrowed, purposes } = props
  const selves: readonly Self[] = edition.relationships.map(({ id, label, says }, index) => ({
    id,
    says: says ?? label,
    at: `${index + 1}`,
  }))
  const items = (list: readonly { readonly label: string }[], every: string) => [
    { value: '', text: every },
    ...list.map(({ label }, index) => ({ value: `${index + 1}`, text: label.charAt(0).toUpperCase() + label.slice(1) })),
  ]
  return (
    <WhoAreYou action="/notice/uses" selves={selves} reader={narrowed.reader} button="Show these">
      <div class="app-filter-row">
        {purposes.length === 0 ? null : (
          <Select
            name="purpose"
            label="What it is for"
            items={items(purposes, 'Anything')}
            value={positionIn(purposes, narrowed.purpose)}
          />
        )}
        <Select
          name="kind"
          label="Kind of information"
          items={items(edition.categories, 'Every kind')}
          value={positionIn(edition.categories, narrowed.category)}
        />
      </div>
    </WhoAreYou>
  )
}

export function LawfulBases({ activities }: { readonly activities: readonly EditionActivity[] }): JSX.Element | null {
  if (activities.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">What the lawful bases mean</h2>
      <dl class="app-bases govuk-body">
        {[...new Set(activities.flatMap(basesOfUse))]
          .map((id) => basisWords(id))
          .map((basis) => (
            <>
              <dt>{basis.label}</dt>
              <dd>{basis.sentence}</dd>
            </>
          ))}
      </dl>
    </>
  )
}
