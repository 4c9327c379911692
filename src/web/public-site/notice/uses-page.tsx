import type { JSX } from 'preact'
import { basesOfUse } from '#notice/basis-for.ts'
import type { Edition, EditionActivity } from '#notice/edition.ts'
import { basisWords, noticeRows } from '#notice/public-words.ts'
import type { Relationship } from '#notice/vocabulary.ts'
import { type Frame, Link, Page, Select } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { JumpList } from '../jump-list.tsx'
import type { Self } from './reader.ts'
import { minutesInWords, withMinutes } from './reading-time.ts'
import { UseTable } from './use-table.tsx'
import { WhoAreYou } from './who-are-you.tsx'

/** What the table is narrowed to. Empty, or absent: not by that. */
export type Narrowed = {
  readonly reader: readonly Relationship[]
  readonly purpose?: Edition['purposes'][number] | undefined
  readonly category?: Edition['categories'][number] | undefined
}

type UsesProps = { readonly frame: Frame; readonly edition: Edition; readonly narrowed: Narrowed }

/** Every use of personal information, a row each, narrowed by who the reader is, what it is for, and the kind of information. */
export function UsesPage(props: UsesProps): JSX.Element {
  return withMinutes((minutes) => <Uses {...props} minutes={minutes} />)
}

function Uses({ frame, edition, narrowed, minutes }: UsesProps & { readonly minutes: number }): JSX.Element {
  const activities = edition.activities.filter((activity) => isIn(activity, narrowed))
  const shown = new Set(activities.map(({ id }) => id))
  const all = edition.activities.length
  return (
    <Page frame={frame} title="What we use, why, and for how long" back={{ href: '/notice', text: 'Privacy notice' }}>
      <p class="app-meta">About {minutesInWords(minutes)} to read</p>
      <Narrow edition={edition} narrowed={narrowed} />
      <p class="govuk-body">
        {activities.length === all ? (
          `Each of the ${all} rows is one use.`
        ) : (
          <>
            {activities.length} of {all} uses. <Link href="/notice/uses">Show all</Link>
          </>
        )}
      </p>
      <JumpList summary="Go to one use" items={activities.map(({ id, title }) => ({ href: `#use-${id}`, text: title }))} />
      <UseTable rows={noticeRows(edition).filter(({ activity }) => shown.has(activity))} caption="Uses of personal information" />
      <LawfulBases activities={activities} />
      <Help about="uses" />
    </Page>
  )
}

function isIn(activity: EditionActivity, { reader, purpose, category }: Narrowed): boolean {
  return (
    (reader.length === 0 || activity.relationships.some((each) => reader.includes(each))) &&
    (purpose === undefined || activity.purpose === purpose.id) &&
    (category === undefined || activity.categories.includes(category.id))
  )
}

function Narrow({ edition, narrowed }: Pick<UsesProps, 'edition' | 'narrowed'>): JSX.Element {
  const selves: readonly Self[] = edition.relationships.map(({ id, label, says }, index) => ({
    id,
    says: says ?? label,
    at: `${index + 1}`,
  }))
  const items = (list: readonly { readonly label: string }[], every: string) => [
    { value: '', text: every },
    ...list.map(({ label }, index) => ({ value: `${index + 1}`, text: label.charAt(0).toUpperCase() + label.slice(1) })),
  ]
  const at = (list: readonly unknown[], entry: unknown) => (entry === undefined ? '' : `${list.indexOf(entry) + 1}`)
  return (
    <WhoAreYou action="/notice/uses" selves={selves} reader={narrowed.reader} button="Narrow the table">
      <div class="app-filter-row">
        <Select
          name="purpose"
          label="What it is for"
          items={items(edition.purposes, 'Anything')}
          value={at(edition.purposes, narrowed.purpose)}
        />
        <Select
          name="kind"
          label="Kind of information"
          items={items(edition.categories, 'Every kind')}
          value={at(edition.categories, narrowed.category)}
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
