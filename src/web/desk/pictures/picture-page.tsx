import type { JSX } from 'preact'
import type { OnIt, PictureSeen, Placement } from '#duties/pictures/album.ts'
import { picture } from '#records/picture/picture.ts'
import { placement } from '#records/placement/placement.ts'
import { wordOf } from '#records/words-of.ts'
import { LinkLine, RecordTable, Section, SummaryList, WarningText } from '../../components/index.ts'
import { facts, legible, shortDate } from '../kit.ts'
import { removedWords } from './picture-words.ts'

/** The picture, and what is known of it. */
export function Facts({ seen: { head, stopped }, at }: { readonly seen: PictureSeen; readonly at: string }): JSX.Element {
  return (
    <>
      {stopped ? (
        <WarningText>Somebody in it does not want it shown. It may not be shown anywhere, and is no longer on our own pages.</WarningText>
      ) : null}
      {head.mediaId === null ? null : <img class="app-picture" src={`${at}/whole`} alt={legible(head.shows)} width="640" />}
      <SummaryList
        rows={facts(picture, head, [
          'kind',
          'takenOn',
          { key: picture.fields.event.label.colleague, value: head.event ?? 'None' },
          { key: 'Shown again', value: head.shownAgainBecause },
          { key: 'Metadata removed', value: removedWords(head.removed) },
        ])}
      />
    </>
  )
}

/** `children`: how somebody is noted, where that can be. */
export function People(props: { readonly people: readonly OnIt[]; readonly children: JSX.Element | null }): JSX.Element {
  return (
    <Section id="people" heading="Who is in it">
      <RecordTable
        class="app-short"
        caption="People linked to the picture"
        columns={[
          { heading: 'Person', cell: (one) => one.name ?? 'Somebody whose record you cannot open for this' },
          { heading: 'Named as', cell: (one) => one.shownAs ?? 'Not named' },
        ]}
        rows={props.people}
        empty="Nobody has been linked to it."
      />
      {props.children}
    </Section>
  )
}

/** Where it is or was shown, and showing it elsewhere as long as nobody stops it. */
export function Places({ seen, at }: { readonly seen: PictureSeen; readonly at: string }): JSX.Element {
  const mediumOf = ({ medium, ours }: Placement) => `${wordOf(placement.fields.medium, medium)}, ${ours ? 'our own' : 'somebody else’s'}`
  return (
    <Section id="places" heading="Where it is shown">
      <RecordTable
        caption="Where it is or was shown"
        columns={[
          { heading: 'Where', cell: (each) => legible(each.place) },
          { heading: 'Medium', cell: mediumOf },
          { heading: 'From', cell: (each) => shortDate(each.shownFrom) },
          { heading: 'Until', cell: (each) => (each.shownUntil === null ? 'No end' : shortDate(each.shownUntil)) },
          { heading: 'Status', cell: stateOf },
        ]}
        rows={seen.placements}
        empty="It has not been shown anywhere."
      />
      {seen.stopped ? null : <LinkLine href={`${at}/places/new`} text="Add a place where it is shown" />}
    </Section>
  )
}

function stateOf({ endedOn, endedHow, askedOn }: Placement): string {
  if (endedOn !== null && endedHow === 'past') return `Already in print on ${shortDate(endedOn)}: cannot be recalled`
  if (endedOn !== null) return endedHow === 'over' ? `Ended ${shortDate(endedOn)}` : `Taken down on ${shortDate(endedOn)}`
  return askedOn === null ? 'Shown' : `Take-down requested ${shortDate(askedOn)}: see your tasks`
}
