import type { JSX } from 'preact'
import { latelyDays, type OpenedLately } from '#duties/openings/lately.ts'
import { dateIn } from '#shared/clock.ts'
import { Card, Link, Tag, Timeline } from '../../components/index.ts'
import { clockTime, shortDate } from '../kit.ts'
import type { Names } from '../names.ts'

/** What the colleague opened last and why, each with the way back in: while it stands open on to it, and else to the question why. */
export function OpenedLast({ opened, names }: { readonly opened: readonly OpenedLately[]; readonly names: Names }): JSX.Element {
  return (
    <Card title="What you opened last">
      <Timeline
        entries={opened.map((each) => ({
          title: <Link href={each.isOpen ? `/desk/openings/${each.id}` : `/desk/people/${each.person}/open`}>{titleOf(each)}</Link>,
          tags: each.isOpen ? <Tag>Open until {clockTime(each.closesAt)}</Tag> : null,
          happened: each.openedAt.toString(),
          when: `${shortDate(dateIn(each.openedAt))}, ${clockTime(each.openedAt)}`,
          meta: `${names.activity(each.activity)}, ${each.reference}`,
        }))}
        empty={`You have opened no records in the last ${latelyDays} days. Records you open are listed here.`}
      />
      {opened.every(({ isOpen }) => isOpen) ? null : <p class="app-meta">To open a closed record again, you give a new reason.</p>}
      {opened.every(({ name, isCamera }) => name !== null || isCamera) ? null : (
        <p class="app-meta">Where a name is closed, the notice no longer shows it to you for the purpose you opened the record for.</p>
      )}
    </Card>
  )
}

function titleOf({ name, isCamera, reference }: OpenedLately): string {
  return name ?? `${isCamera ? 'Footage of a camera' : 'Name closed'}: ${reference}`
}
