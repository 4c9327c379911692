import type { JSX } from 'preact'
import type { Inside } from '#duties/visits/roll-call.ts'
import { dateIn } from '#shared/clock.ts'
import { clockTime, counted, legible, longDate } from '../kit.ts'

/** More than this many stand in two columns on paper, so that one sheet holds them. */
const inOneColumn = 20

/**
 * Who is inside one office: how many, then those who need help, then the others, each with a box to tick. Drawn here for the page and for the list
 * that a device keeps, so that both look the same.
 */
export function Names({ inside }: { readonly inside: readonly Inside[] }): JSX.Element {
  const help = inside.filter(({ needsHelp }) => needsHelp)
  const others = inside.filter(({ needsHelp }) => !needsHelp)
  const today = others.filter(({ earlierDay }) => !earlierDay)
  // Nobody who needs help counts as gone because of the time.
  const before = others.filter(({ earlierDay }) => earlierDay)
  return (
    <div class={inside.length > inOneColumn ? 'app-roll app-roll--long' : 'app-roll'}>
      <ul class="app-counts">
        <Count of={help.length + today.length} words="inside" />
        <Count of={help.length} words={help.length === 1 ? 'needs help' : 'need help'} stands={help.length > 0} />
        {/* Only a script can count it. */}
        <li class="app-counts__count--ticked" hidden data-ticked-line>
          <strong>0</strong> ticked
        </li>
      </ul>
      {inside.length === 0 ? <p class="app-empty">Nobody has signed in today who has not left.</p> : null}
      <Group heading="Need help to get out" people={help} stands />
      <Group heading={help.length === 0 ? 'Inside' : 'Everybody else'} people={today} />
      <Group heading="Signed in on an earlier day, so probably gone" people={before} />
    </div>
  )
}

function Count(props: { readonly of: number; readonly words: string; readonly stands?: boolean }): JSX.Element {
  return (
    <li class={props.stands === true ? 'app-counts__count--help' : undefined}>
      <strong>{props.of.toLocaleString('en-GB')}</strong> {props.words}
    </li>
  )
}

function Group(props: { readonly heading: string; readonly people: readonly Inside[]; readonly stands?: boolean }): JSX.Element | null {
  const { heading, people, stands = false } = props
  if (people.length === 0) return null
  return (
    <>
      <h3 class="govuk-heading-s">
        {heading} ({people.length})
      </h3>
      <ul class={stands ? 'app-roll__people app-roll__people--help' : 'app-roll__people'}>
        {people.map((each) => (
          <Person {...each} />
        ))}
      </ul>
    </>
  )
}

/** The whole line is the box's label, to be hit with a thumb. */
function Person({ visit, name, host, arrivedAt, earlierDay, needsHelp }: Inside): JSX.Element {
  const time = clockTime(arrivedAt)
  const since = earlierDay ? `${time} on ${longDate(dateIn(arrivedAt))}` : time
  return (
    <li class="govuk-checkboxes__item app-roll__person">
      <input class="govuk-checkboxes__input" type="checkbox" id={`visit-${visit}`} data-visit={visit} autocomplete="off" />
      <label class="govuk-label govuk-checkboxes__label" for={`visit-${visit}`}>
        <span class="app-roll__name">{legible(name)}</span>{' '}
        <span class="app-meta">
          {needsHelp ? 'Needs help. ' : ''}
          {host === null ? '' : `Visiting ${host}, `}
          {host === null ? 'Since' : 'since'} {since}
        </span>
      </label>
    </li>
  )
}

/** The answer first. */
export function alarmWords(names: readonly string[]): string {
  const [only] = names
  if (only === undefined) return 'No fire alarm is running.'
  return names.length === 1 ? `A fire alarm is running at ${only}.` : `Fire alarms are running at ${counted(names.length, 'office')}.`
}
