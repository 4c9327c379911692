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
import { atDesk, type DeskParts, facts, idIn, legible, longDate } from '../kit.ts'

export const camerasAt = '/desk/cameras'
const { fields } = declared

const reviewed = {
  purpose: ask(fields.purpose, { hint: 'What happened there, and why nothing less would do.', missing: 'Write why it stands there' }),
  signs: ask(fields.signs, { hint: 'Where people are told that it films.', missing: 'Write where the signs are' }),
  assessment: ask(fields.assessment, { hint: 'Where it is kept.' }),
  assessedOn: ask(fields.assessedOn, { label: 'When was it assessed? (optional)' }),
  assessmentReviewOn: ask(fields.assessmentReviewOn, {
    label: 'When is the assessment to be reviewed? (optional)',
    early: 'Write a day after it was assessed',
  }),
  reviewOn: ask(fields.reviewOn, {
    label: 'When is the camera to be reviewed?',
    missing: 'Write when the camera is to be reviewed',
  }),
  removedOn: ask(fields.removedOn, { label: 'When was it taken down? (optional)' }),
}

const review = form({ version: seenVersion, ...reviewed })

export const registration = form({
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
})

/** The register of cameras (CV1): all of them, registering one, and one with its review and the way to what it filmed. */
export function cameraRoutes(app: FastifyInstance, parts: DeskParts): void {
  const register = cameraRegister({ ...parts.gateParts, gate: parts.gate })
  const desk = atDesk(parts, { activity: 'cctv', act: 'view', categories: ['cctv-footage'] })

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
      { heading: 'To be reviewed', cell: (each) => longDate(each.reviewOn) },
      { heading: 'What it films', cell: (each) => <Films camera={each} today={desk.today()} /> },
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
      lead: 'What a camera films is kept only once it is registered and assessed.',
      body: whole,
    }),
    act: ({ signed }, answers) => register.register(signed.colleague, { ...answers, assetId: null }),
    wrong: { known: { field: 'reference', message: 'A camera is already registered under this reference' } },
    leadsTo: (_, { id }) => `${camerasAt}/${id}`,
    said: 'The camera stands in the register.',
  })
  formPage(app, desk, {
    at: `${camerasAt}/:id`,
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
          <LinkLine href={`${camerasAt}/${camera.id}/open`} text="Open what it filmed" />
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
    said: 'The entry of the register has been changed.',
  })
}

function howMany(cameras: readonly Camera[], today: Temporal.PlainDate): string {
  if (cameras.length === 0) return 'No camera stands in the register, so nothing that any camera films is kept.'
  const lacking = cameras.filter((each) => lackOf(each, today, today) !== null).length
  return `${cameras.length} in the register${lacking === 0 ? '; what each films may be kept.' : `; of ${lacking} nothing new is kept.`}`
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
  const films = { key: 'What it films', value: <Films camera={camera} today={today} /> }
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
