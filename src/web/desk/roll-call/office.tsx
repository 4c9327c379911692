import type { JSX } from 'preact'
import { alarmHours } from '#duties/visits/alarms.ts'
import type { RollCall } from '#duties/visits/roll-call.ts'
import type { Office } from '#duties/visits/sees.ts'
import { dateIn } from '#shared/clock.ts'
import { Details } from '../../components/index.ts'
import { clockTime, longDate } from '../kit.ts'
import { Names } from './names.tsx'

/** The roll call as it was read. */
export type Now = RollCall & { readonly version: string; readonly readAt: Temporal.Instant }

/** An office, with who is inside while its alarm runs. `now`: null while none runs. `button`: what declares the alarm, or ends it. */
export function OfficePart(props: { readonly office: Office; readonly now: Now | null; readonly button: JSX.Element }): JSX.Element {
  const { office, now, button } = props
  return (
    <section
      class={now === null ? 'app-office' : 'app-office app-office--alarm'}
      aria-labelledby={`office-${office.id}`}
      data-office={office.id}
      data-alarm={now === null ? '' : now.alarm.id}
      data-ends={now?.alarm.endsAt.toString()}
      data-drawn={now === null ? '' : `"${now.version}"`}
    >
      <h2 class="govuk-heading-l" id={`office-${office.id}`}>
        {office.name}
      </h2>
      {now === null ? null : (
        <p class="govuk-body">
          Alarm declared by {now.alarm.declaredBy} at {clockTime(now.alarm.declaredAt)}. List as at{' '}
          <span data-as-at>{clockTime(now.readAt)}</span>.
        </p>
      )}
      <div data-list>{now === null ? null : <Names inside={now.inside} />}</div>
      {now === null ? button : <Ending now={now} button={button} />}
      <Choice office={office} />
      <p class="app-device" data-device role="status" hidden />
    </section>
  )
}

/** Asked by the script, where the landlord has several offices. */
function Choice({ office }: { readonly office: Office }): JSX.Element {
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small app-on-screen" data-choice hidden>
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id={`keep-${office.id}`} data-keep autocomplete="off" />
        <label class="govuk-label govuk-checkboxes__label" for={`keep-${office.id}`}>
          Keep this office’s list on this device
        </label>
      </div>
    </div>
  )
}

/** In two steps, so that a thumb that slips does not take the list away. */
function Ending({ now, button }: { readonly now: Now; readonly button: JSX.Element }): JSX.Element {
  return (
    <>
      <p class="govuk-body app-on-paper">
        Printed on {longDate(dateIn(now.readAt))}. Visitors only, no colleagues. Shred this sheet once the alarm is over.
      </p>
      <Details class="app-on-screen" summary="The alarm is over">
        <p class="govuk-body">Once the alarm has ended, nobody can see the list. It ends by itself at {clockTime(now.alarm.endsAt)}.</p>
        {button}
      </Details>
    </>
  )
}

/** What declaring an alarm does, and what it does not do. */
export function Declaring(): JSX.Element {
  return (
    <>
      <p class="govuk-body">
        When a fire alarm sounds, declare it here. Fire wardens and reception then see who is inside, until the alarm is ended or{' '}
        {alarmHours} hours have passed. That you declared it goes on record.
      </p>
      <p class="govuk-body">
        <strong>This does not sound an alarm or call the fire service. Dial 999.</strong>
      </p>
    </>
  )
}
