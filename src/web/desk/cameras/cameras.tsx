import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { type Camera, cameraRegister } from '#duties/cameras/register.ts'
import { lackOf, type WhyNotFilming } from '#duties/cameras/standing.ts'
import { possiblePostcode } from '#exchange/postcode.ts'
import { camera as declared } from '#records/camera/camera.ts'
import { Link } from '../../components/link.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { SummaryList, type SummaryRow } from '../../components/summary-list.tsx'
import { Tag } from '../../components/tag.tsx'
import { ask } from '../../form/ask.ts'
import { type Answers, form } from '../../form/form.tsx'
import { seenVersion } from '../../form/version.tsx'
import { type Drawn, formPage, page } from '../../pages/pages.tsx'
import { atDesk } from '../doors.tsx'
import { legible } from '../legible.ts'
import { type DeskParts, idIn } from '../signed.tsx'
import { longDate } from '../values.ts'

export const camerasAt = '/desk/cameras'
const { fields } = declared

const reviewed = {
  purpose: ask(fields.purpose, { hint: 'What happened there, and why nothing less would do.', missing: 'Write why it stands there' }),
  signs: ask(fields.signs, { hint: 'Where people are told that it films.', missing: 'Write where the signs are' }),
  assessment: ask(fields.assessment, { hint: 'Where it is kept.' }),
  assessedOn: ask(fields.assessedOn, { label: 'When was it assessed? (optional)' }),
  assessmentReviewOn: ask(fields.assessmentReviewOn, { label: 'When is the assessment to be reviewed? (optional)' }),
  reviewOn: ask(fields.reviewOn, {
    label: 'When is the camera to be reviewed?',
    missing: 'Write when the camera is to be reviewed',
  }),
  removedOn: ask(fields.removedOn, { label: 'When was it taken down? (optional)' }),
}
type Reviewed = Answers<typeof reviewed>

const inOrder = ({ assessedOn, assessmentReviewOn: review }: Reviewed) =>
  assessedOn !== null && review !== null && Temporal.PlainDate.compare(review, assessedOn) < 0
    ? [{ field: 'assessmentReviewOn-day', message: 'Write a day after it was assessed' }]
    : []

const review = form({ version: seenVersion, ...reviewed }, inOrder)

export const registration = form(
  {
    name: ask(fields.name, { hint: 'Such as “Main entrance”.', missing: 'Write what to call it' }),
    reference: ask(fields.reference, { hint: 'What its recorder calls it.', missing: 'Write what its recorder calls it' }),
    site: ask(fields.site, { hint: 'The block, estate or office.', missing: 'Write where it stands' }),
    postcode: ask(fields.postcode, {
      hint: 'People who live there are told of it when they ask for a copy of their data.',
      parse(text) {
        const value = possiblePostcode(text)
        return value === null ? { ok: false, message: 'Write a UK postcode, such as EX5 2FZ' } : { ok: true, value }
      },
    }),
    ...reviewed,
  },
  inOrder,
)

/** The register of cameras (CV1): all of them, registering one, and one with its review and the way to what it filmed. */
export function cameraRoutes(app: FastifyInstance, parts: DeskParts): void {
  const register = cameraRegister({ ...parts.gateParts, gate: parts.gate })
  const desk = atDesk(parts, { activity: 'cctv', act: 'view', categories: ['cctv-footage'] })

  page(app, desk, {
    at: camerasAt,
    back: '/desk',
    load: ({ signed }) => register.all(signed.colleague),
    draw: ({ rows }, { signed }) => listOf(rows, desk.today(), register.mayRegister(signed.colleague)),
  })
  formPage(app, desk, {
    at: `${camerasAt}/new`,
    back: camerasAt,
    load: () => done,
    form: () => registration,
    button: 'Register the camera',
    draw: (_, whole) => ({
      title: 'Register a camera',
      back: { href: camerasAt, text: 'Cameras' },
      body: (
        <>
          <p class="app-lead">What a camera films is kept only once it is registered and assessed.</p>
          {whole}
        </>
      ),
    }),
    act: ({ signed }, answers) => register.register(signed.colleague, { ...answers, assetId: null }),
    wrong: { known: { field: 'reference', message: 'A camera is already registered under this reference' } },
    leadsTo: (_, { id }) => `${camerasAt}/${id}`,
    said: 'The camera stands in the register.',
  })
  formPage(app, desk, {
    at: `${camerasAt}/:id`,
    back: '/desk',
    load: ({ request, signed }) => register.look(signed.colleague, idIn(request)),
    form: () => review,
    known: ({ camera }) => camera,
    button: 'Save the review',
    draw: ({ camera }, whole, { signed }) => ({
      title: legible(camera.name),
      back: { href: camerasAt, text: 'Cameras' },
      body: (
        <>
          <SummaryList rows={factsOf(camera, desk.today())} />
          <p class="govuk-body">
            <Link href={`${camerasAt}/${camera.id}/open`}>Open what it filmed</Link>
          </p>
          {register.mayRegister(signed.colleague) ? (
            <>
              <h2 class="govuk-heading-m">Review this camera</h2>
              {whole}
            </>
          ) : null}
        </>
      ),
    }),
    act: ({ signed }, { version, ...answers }, { camera }) => register.change(signed.colleague, { id: camera.id, version }, answers),
    wrong: {},
    leadsTo: (_, __, { camera }) => `${camerasAt}/${camera.id}`,
    said: 'The entry of the register has been changed.',
  })
}

function listOf(cameras: readonly Camera[], today: Temporal.PlainDate, registers: boolean): Drawn {
  const lacking = cameras.filter((each) => lackOf(each, today, today) !== null).length
  const body = (
    <>
      <p class="app-lead">
        {cameras.length === 0
          ? 'No camera stands in the register, so nothing that any camera films is kept.'
          : `${cameras.length} in the register${lacking === 0 ? '; what each films may be kept.' : `; of ${lacking} nothing new is kept.`}`}
      </p>
      {registers ? (
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
    </>
  )
  return { title: 'Cameras', current: camerasAt, body }
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
