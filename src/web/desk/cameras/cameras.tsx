import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { type Camera, cameraRegister } from '#duties/cameras/register.ts'
import { lackOf, type WhyNotFilming } from '#duties/cameras/why-not-filming.ts'
import { possiblePostcode } from '#exchange/postcode.ts'
import { camera as declared } from '#records/camera/camera.ts'
import { Link, LinkLine, Section, SummaryList, Tag } from '../../components/index.ts'
import { ask, form, seenVersion } from '../../form/index.ts'
import { formPage, listPage } from '../../pages/index.ts'
import { atDesk, columns, counted, type DeskDeps, facts, idIn, legible } from '../kit.ts'

export const camerasAt = '/desk/cameras'
const { fields } = declared

const reviewed = {
  purpose: ask(fields.purpose),
  signs: ask(fields.signs),
  assessment: ask(fields.assessment),
  assessedOn: ask(fields.assessedOn),
  assessmentReviewOn: ask(fields.assessmentReviewOn),
  reviewOn: ask(fields.reviewOn),
  removedOn: ask(fields.removedOn),
}
const review = form({ version: seenVersion, ...reviewed })

export const registration = form({
  name: ask(fields.name),
  reference: ask(fields.reference),
  site: ask(fields.site),
  postcode: ask(fields.postcode, {
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
      ...columns(declared, ['name', 'site', 'reviewOn'], {
        name: ({ id }: Camera, name) => <Link href={`${camerasAt}/${id}`}>{name}</Link>,
      }),
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
          <SummaryList rows={[...facts(declared, camera), { key: 'New footage', value: <Films camera={camera} today={desk.today()} /> }]} />
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
