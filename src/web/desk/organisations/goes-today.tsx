import type { JSX } from 'preact'
import { type MayGo, supportsOf } from '#duties/organisations/may-go.ts'
import type { OrganisationHead } from '#facts/recipients.ts'
import type { Edition } from '#notice/edition.ts'
import { Link, RecordTable, Section } from '../../components/index.ts'
import { shortDate } from '../kit.ts'
import { capital, joined, organisationsAt, supportWords, Today } from './organisation-words.tsx'

export function stoppedIn(goes: readonly MayGo[]): number {
  return goes.filter(({ lacks }) => lacks.length > 0).length
}

type Shown = { readonly of: Pick<OrganisationHead, 'id' | 'place'>; readonly goes: readonly MayGo[]; readonly edition: Edition }

/** What may go to an organisation today and under what, and on which day it would stop. */
export function GoesToday({ of, goes, edition }: Shown): JSX.Element {
  return (
    <Section id="today" heading="What may go to it today">
      <RecordTable
        caption="What may go to it today, by use"
        wide
        columns={[
          { heading: 'Used for', cell: ({ line }) => line.activity.title },
          { heading: 'What', cell: (each) => kindsOf(edition, each) },
          { heading: 'Today', cell: (each) => <Today {...each} /> },
          { heading: 'Rests on', cell: (each) => <RestsOn of={of} each={each} /> },
          { heading: 'Last day', cell: lastDayOf },
        ]}
        rows={goes}
        empty="The notice shares nothing with organisations of this kind."
      />
      {goes.length === 0 ? null : (
        <p class="app-meta">Each sharing is still decided by itself: why it is asked for, and what the person chose, count as well.</p>
      )}
    </Section>
  )
}

function kindsOf({ categories }: Edition, { line }: MayGo): string {
  const labels = line.sharing.categories.map((id) => categories.find((each) => each.id === id)?.label ?? id)
  return capital(joined(labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1))))
}

function lastDayOf({ lacks, until }: MayGo): string {
  if (lacks.length > 0) return 'Stopped already'
  return until === null ? 'No end' : shortDate(until)
}

function RestsOn({ of, each: { line, under } }: { readonly of: Shown['of']; readonly each: MayGo }): JSX.Element {
  const needed = supportsOf(of, line)
  if (needed.length === 0) return <>Nothing that can lapse</>
  const named = needed.flatMap((support, index): readonly (string | JSX.Element)[] => {
    const words = index === 0 ? capital(supportWords[support]) : supportWords[support]
    const signed = under.filter(({ kind }) => kind === support)
    const links = signed.map(({ id }) => <Link href={`${organisationsAt}/${of.id}/agreements/${id}`}>{words}</Link>)
    return links.length === 0 ? [words] : links
  })
  return <>{named.flatMap((one, index) => (index === 0 ? [one] : [', ', one]))}</>
}
