import type { JSX } from 'preact'
import type { Camera } from '#duties/cameras/register.ts'
import { lackOf, type WhyNotFilming } from '#duties/cameras/standing.ts'
import { Button } from '../components/button.tsx'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { SummaryList, type SummaryRow } from '../components/summary-list.tsx'
import { Tag } from '../components/tag.tsx'
import type { Refusal } from '../forms.ts'
import { CameraDates, CameraFields } from './camera-fields.tsx'
import { cameraDates } from './camera-form.ts'
import { legible } from './legible.ts'
import { longDate } from './values.ts'

export const camerasAt = '/desk/cameras'

type Common = { readonly frame: Frame; readonly bar: JSX.Element; readonly today: Temporal.PlainDate }

/** The register: every camera, with whether what it films may be kept. */
export function CamerasPage(
  props: Common & { readonly cameras: readonly Camera[]; readonly registers: boolean; readonly said: string | undefined },
): JSX.Element {
  const { cameras, today } = props
  const lacking = cameras.filter((each) => lackOf(each, today, today) !== null).length
  return (
    <Page frame={props.frame} title="Cameras" width="desk" bar={props.bar}>
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <p class="app-lead">
        {cameras.length === 0
          ? 'No camera stands in the register, so nothing that any camera films is kept.'
          : `${cameras.length} in the register${lacking === 0 ? '; what each films may be kept.' : `; of ${lacking} nothing new is kept.`}`}
      </p>
      {props.registers ? (
        <p class="govuk-body">
          <Link href={`${camerasAt}/new`}>Register a camera</Link>
        </p>
      ) : null}
      <RecordTable
        caption="Cameras by place"
        captionHidden
        columns={[
          { heading: 'Camera', cell: (each: Camera) => <Link href={`${camerasAt}/${each.id}`}>{legible(each.name)}</Link> },
          { heading: 'Place', cell: (each: Camera) => legible(each.site) },
          { heading: 'To be reviewed', cell: (each: Camera) => longDate(Temporal.PlainDate.from(each.reviewOn)) },
          { heading: 'What it films', cell: (each: Camera) => <Films camera={each} today={today} /> },
        ]}
        rows={cameras.toSorted((one, other) => placeOf(one).localeCompare(placeOf(other)))}
        empty="No camera is registered."
      />
    </Page>
  )
}

function placeOf({ site, name }: Camera): string {
  return `${site ?? ''} ${name ?? ''}`
}

const lackWords: Readonly<Record<WhyNotFilming, string>> = {
  removed: 'Taken down',
  unassessed: 'Not assessed',
  'assessment-overdue': 'Assessment overdue',
  'review-overdue': 'Review overdue',
}

function Films(props: { readonly camera: Camera; readonly today: Temporal.PlainDate }): JSX.Element {
  const lack = lackOf(props.camera, props.today, props.today)
  if (lack === null) return <>Kept</>
  return (
    <>
      Not kept <Tag tone={lack === 'removed' ? 'grey' : 'red'}>{lackWords[lack]}</Tag>
    </>
  )
}

/** One camera as the register has it, the way to what it filmed, and its review. */
export function CameraPage(
  props: Common & {
    readonly token: string
    readonly camera: Camera
    readonly registers: boolean
    readonly refused?: Refusal | undefined
    readonly said: string | undefined
  },
): JSX.Element {
  const { camera, token } = props
  return (
    <Page
      frame={props.frame}
      title={legible(camera.name)}
      width="desk"
      bar={props.bar}
      back={{ href: camerasAt, text: 'Cameras' }}
      errors={props.refused?.errors}
    >
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <SummaryList rows={factsOf(camera, props.today)} />
      <p class="govuk-body">
        <Link href={`${camerasAt}/${camera.id}/open`}>Open what it filmed</Link>
      </p>
      {props.registers ? (
        <>
          <h2 class="govuk-heading-m">Review this camera</h2>
          <form method="post" action={`${camerasAt}/${camera.id}`} novalidate>
            <input type="hidden" name="_csrf" value={token} />
            <input type="hidden" name="version" value={props.refused?.values.version ?? camera.version} />
            <CameraFields
              values={props.refused?.values ?? valuesOf(camera)}
              refused={props.refused}
              only={['purpose', 'signs', 'assessment']}
            />
            <CameraDates values={props.refused?.values ?? valuesOf(camera)} refused={props.refused} />
            <Button>Save the review</Button>
          </form>
        </>
      ) : null}
    </Page>
  )
}

function factsOf(camera: Camera, today: Temporal.PlainDate): readonly SummaryRow[] {
  const day = (date: string | null, none: string) => (date === null ? none : longDate(Temporal.PlainDate.from(date)))
  return [
    { key: 'Reference', value: camera.reference },
    { key: 'Place', value: [camera.site, camera.postcode].filter((word) => word !== null).join(', ') },
    { key: 'Purpose', value: legible(camera.purpose) },
    { key: 'Signs', value: legible(camera.signs) },
    { key: 'Assessment', value: camera.assessment ?? 'None named' },
    { key: 'Assessed', value: day(camera.assessedOn, 'Not yet') },
    { key: 'Assessment to be reviewed', value: day(camera.assessmentReviewOn, 'No day is set') },
    { key: 'Camera to be reviewed', value: day(camera.reviewOn, 'No day is set') },
    ...(camera.removedOn === null ? [] : [{ key: 'Taken down', value: day(camera.removedOn, '') }]),
    { key: 'What it films', value: <Films camera={camera} today={today} /> },
  ]
}

function valuesOf(camera: Camera): Readonly<Record<string, string>> {
  const dates = cameraDates.flatMap(({ name }) => {
    const date = camera[name] === null ? null : Temporal.PlainDate.from(camera[name])
    return date === null
      ? []
      : [
          [`${name}-day`, `${date.day}`],
          [`${name}-month`, `${date.month}`],
          [`${name}-year`, `${date.year}`],
        ]
  })
  const { purpose, signs, assessment } = camera
  return { purpose: purpose ?? '', signs: signs ?? '', assessment: assessment ?? '', ...Object.fromEntries(dates) }
}

/** Registering a camera. */
export function NewCameraPage(
  props: Omit<Common, 'today'> & { readonly token: string; readonly refused?: Refusal | undefined },
): JSX.Element {
  const values = props.refused?.values ?? {}
  return (
    <Page
      frame={props.frame}
      title="Register a camera"
      width="desk"
      bar={props.bar}
      back={{ href: camerasAt, text: 'Cameras' }}
      errors={props.refused?.errors}
    >
      <p class="app-lead">What a camera films is kept only once it is registered and assessed.</p>
      <form method="post" action={`${camerasAt}/new`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <CameraFields values={values} refused={props.refused} />
        <CameraDates values={values} refused={props.refused} />
        <Button>Register the camera</Button>
      </form>
    </Page>
  )
}
