import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { type Camera, cameraRegister } from '#duties/cameras/register.ts'
import { lackOf, type WhyNotFilming } from '#duties/cameras/why-not-filming.ts'
import { possiblePostcode } from '#exchange/postcode.ts'
import { camera as declared } from '#records/camera/camera.ts'
import { Link, LinkLine, Section, SummaryList, type SummaryRow, Tag } from '../../components/index.ts'
import { ask, form, seenVersion } from '../../form/index.ts'
import { formPage, listPage } from '../../pages/index.ts'
import { atDesk, counted, type DeskDeps, facts, idIn, legible, longDate } from '../kit.ts'

export const camerasAt = '/desk/cameras'
const { fields } = declared

const reviewed = {
  purpose: ask(fields.purpose, {
    hint: 'What has happened there, and why less intrusive measures are not enough.',
    missing: 'Enter the purpose',
  }),
  signs: ask(fields.signs, { hint: 'Where signs tell people about the camera.', missing: 'Enter where the signs are' }),
  assessment: ask(fields.assessment, { hint: 'What it found, and where it is filed.' }),
  assessedOn: ask(fields.assessedOn, { label: 'When was it assessed? (optional)' }),
  assessmentReviewOn: ask(fields.assessmentReviewOn, {
    label: 'When is the assessment due for review? (optional)',
    early: 'Enter a date after it was assessed',
  }),
  reviewOn: ask(fields.reviewOn, {
    label: 'When is the camera due for review?',
    missing: 'Enter when the camera is due for review',
  }),
  removedOn: ask(fields.removedOn, { label: 'When was it taken down? (optional)' }),
}

const review = form({ version: seenVersion, ...reviewed })

export const registration = form({
  name: ask(fields.name, { hint: 'For example “Main entrance”.', missing: 'Enter a name' }),
  reference: ask(fields.reference, { hint: 'As on its recorder.', missing: 'Enter the recorder’s reference' }),
  site: ask(fields.site, { hint: 'The block, estate or office.', missing: 'Enter the place' }),
  postcode: ask(fields.postcode, {
    hint: 'Residents at this postcode are told about the camera when they ask for a copy of their data.',
    parse(text) {
      const value = possiblePostcode(text)
      return value === null ? { ok: false, message: 'Enter a UK postcode, such as EX5 2FZ' } : { ok: true, value }
    },
  }),
  ...reviewed,
})

/** The register of cameras (CV1): all of them, registering one, and one with its review and the way to what it filmed. */
export function cameraRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const register = cameraRegister({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'cctv', act: 'view', categories: ['cctv-footage'] })

  listPage(app, desk, {
    at: camerasAt,
    title: 'Cameras',
    async load({ signed }) {
      const all = await register.all(signed.colleague)
      return all.ok ? { ok: true, rows: all.rows.toSorted((one, other) => placeOf(one).localeCompare(placeOf(other))) } : all
    },
    lead: (rows) => howMany(rows, desk.today()),
    links: ({ signed }) => (register.mayRegister(signed.colleague) ? [{ href: `${camerasAt}/new`, text: 'Register a camera' }] : []),
    caption: 'Cameras by place',
    columns: [
      { heading: 'Camera', cell: (each) => <Link href={`${camerasAt}/${each.id}`}>{legible(each.name)}</Link> },
      { heading: 'Place', cell: (each) => legible(each.site) },
      { heading: 'Next review', cell: (each) => longDate(each.reviewOn) },
      { heading: 'New footage', cell: (each) => <Films camera={each} today={desk.today()} /> },
    ],
    empty: 'No camera is registered.',
  })
  formPage(app, desk, {
    at: `${camerasAt}/new`,
    back: camerasAt,
    load: () => done,
    form: registration,
    button: 'Register the camera',
    draw: (_, whole) => ({
      title: 'Register a camera',
      back: { href: camerasAt, text: 'Cameras' },
      lead: 'Footage is kept only once its camera is registered and assessed.',
      body: whole,
    }),
    act: ({ signed }, answers) => register.register(signed.colleague, { ...answers, assetId: null }),
    wrong: { known: { field: 'reference', message: 'A camera is already registered under this reference' } },
    leadsTo: (_, { id }) => `${camerasAt}/${id}`,
    said: 'The camera is registered.',
  })
  formPage(app, desk, {
    at: `${camerasAt}/:id`,
    back: camerasAt,
    load: ({ request, signed }) => register.look(signed.colleague, idIn(request)),
    form: review,
    known: ({ camera }) => camera,
    button: 'Save the review',
    draw: ({ camera }, whole, { signed }) => ({
      title: legible(camera.name),
      back: { href: camerasAt, text: 'Cameras' },
      body: (
        <>
          <SummaryList rows={factsOf(camera, desk.today())} />
          <LinkLine href={`${camerasAt}/${camera.id}/open`} text="Open its footage" />
          {register.mayRegister(signed.colleague) ? (
            <Section id="review" heading="Review this camera">
              {whole}
            </Section>
          ) : null}
        </>
      ),
    }),
    act: ({ request, signed }, { version, ...answers }) => register.change(signed.colleague, { id: idIn(request), version }, answers),
    wrong: {},
    said: 'The camera’s entry has been updated.',
  })
}

function howMany(cameras: readonly Camera[], today: Temporal.PlainDate): string {
  if (cameras.length === 0) return 'No footage is kept until its camera is registered.'
  const lacking = cameras.filter((each) => lackOf(each, today, today) !== null).length
  const some = lacking === cameras.length ? 'New footage is not kept.' : `New footage from ${lacking} of them is not kept.`
  return `${counted(cameras.length, 'camera')}. ${lacking === 0 ? 'New footage may be kept.' : some}`
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
  const place = { key: fields.site.label.colleague, value: [camera.site, camera.postcode].filter((word) => word !== null).join(', ') }
  const films = { key: 'New footage', value: <Films camera={camera} today={today} /> }
  return facts(declared, camera, [
    'reference',
    place,
    'purpose',
    'signs',
    'assessment',
    'assessedOn',
    'assessmentReviewOn',
    'reviewOn',
    'removedOn',
    films,
  ])
}
