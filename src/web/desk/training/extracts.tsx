import type { FastifyInstance } from 'fastify'
import { type Extract, training } from '#duties/training/training.ts'
import { type Voice, voices } from '#duties/training/voices.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { InsetText, Link, SoundPlayer, SummaryList } from '../../components/index.ts'
import { confirmed, form, seenVersion } from '../../form/index.ts'
import { formAbout, listPage } from '../../pages/index.ts'
import { callsAt, callsNavigation, trainingAt } from '../calls/around.tsx'
import { listeningOf } from '../calls/listening.ts'
import { type AtDesk, atDesk, columns, type DeskDeps, dayAndTime, facts, idIn, legible, longDate } from '../kit.ts'
import { playedRoute } from '../stretch.ts'
import { answerWords } from './voice-words.ts'

const tabs = callsNavigation(trainingAt)
const agreedAt = `${trainingAt}/agreements`
const releasing = ({ claim }: Extract) =>
  form({
    version: seenVersion,
    listened: confirmed({
      label: 'Have you listened to it?',
      text:
        claim === 'consent'
          ? 'I listened to all of it, and only people who agreed are on it'
          : 'I listened to all of it, and nobody can be recognised',
      missing: 'Confirm that you listened to all of it',
    }),
  })
const own = <InsetText>You made this extract, so somebody else has to release it.</InsetText>
const notAlone = (
  <InsetText>
    Until it is released, only listen where nobody else can hear. <Link href={callsAt}>Confirm that first</Link>, then come back.
  </InsetText>
)

/** Extracts of calls for training: released by a second person, played to a group (TC7). */
export function trainingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const list = training({ ...deps.gateDeps, gate: deps.gate })
  const asked = voices({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'call-training', act: 'use', categories: ['call-recordings'] })
  /** Whoever hears it before its release says first that nobody else does (TC9). */
  const isAlone = ({ request }: AtDesk): boolean => listeningOf(request, deps.gateDeps.clock) !== undefined
  /** Whatever else is wrong, nothing is released by somebody who did not say so. */
  const forRelease: typeof desk = {
    ...desk,
    send: (visit, drawn, errors) => {
      if (errors !== undefined && !isAlone(visit)) visit.reply.code(403)
      return desk.send(visit, drawn, errors)
    },
  }

  listPage(app, desk, {
    at: trainingAt,
    title: 'Calls for training',
    load: async ({ signed }) => ({ ok: true, rows: await list.list(signed.colleague) }),
    lead: 'Extracts in which nobody can be recognised, or everybody agreed. Create one from a recording’s page.',
    tabs,
    links: () => [{ href: agreedAt, text: 'Who has agreed' }],
    caption: 'Extracts, newest first',
    columns: [
      ...columns(trainingExtract, ['title', 'seconds'], {
        title: ({ id }: Extract, title) => <Link href={`${trainingAt}/${id}`}>{title}</Link>,
      }),
      { heading: 'Made', cell: (each) => `${longDate(each.madeOn)}, by ${each.madeBy}` },
      { heading: 'Released', cell: (each) => (each.releasedOn === null ? 'Waiting for a second person' : longDate(each.releasedOn)) },
    ],
    empty: 'There are no extracts that may be played.',
  })
  listPage(app, desk, {
    at: agreedAt,
    title: 'Who has agreed',
    up: { href: trainingAt, text: 'Calls for training' },
    load: ({ signed }) => asked.all(signed.colleague),
    lead: 'Colleagues heard on extracts that need everybody’s agreement. An extract is listed for training once they and the caller have agreed.',
    caption: 'Colleagues asked, the newest extract first',
    columns: [
      { heading: 'Extract made', cell: ({ askedAt, askedBy }: Voice) => `${dayAndTime(askedAt.toString())}, by ${askedBy}` },
      { heading: 'Colleague', cell: ({ name }) => name },
      { heading: 'Answer', cell: ({ answer }) => answerWords[answer ?? 'none'] },
    ],
    empty: 'Nobody is asked at present.',
  })
  formAbout(app, forRelease, {
    at: `${trainingAt}/:id`,
    posts: `${trainingAt}/:id/release`,
    async load({ request, signed }) {
      const found = await list.one(signed.colleague, idIn(request))
      return found.ok ? { ...found, heard: await asked.heardOn(found.extract.id) } : found
    },
    form: ({ extract }) => releasing(extract),
    known: ({ extract: { version } }) => ({ version }),
    button: 'Release it for training',
    draw({ extract, heard }, whole, visit) {
      const { id, title, madeById, releasedOn } = extract
      const sound = <SoundPlayer label={legible(title)} src={`${trainingAt}/${id}/sound`} preload="none" />
      const beforeRelease = madeById === visit.signed.colleague.id ? own : isAlone(visit) ? [sound, whole] : notAlone
      const body = [
        <SummaryList
          rows={[...factsOf(extract), ...heard.map(({ name, answer }) => ({ key: name, value: answerWords[answer ?? 'none'] }))]}
        />,
        releasedOn === null ? beforeRelease : sound,
      ]
      return { title: legible(title), back: { href: trainingAt, text: 'Calls for training' }, body }
    },
    act: (visit, { version }, { extract }) => list.release(visit.signed.colleague, { ...extract, version }, isAlone(visit)),
    wrong: {
      own: { field: 'main-content', message: 'Ask somebody else to release it: you made it' },
      'not-alone': { field: 'main-content', message: 'Confirm first that nobody else can hear it' },
    },
    leadsTo: () => trainingAt,
    said: 'The extract has been released.',
  })
  playedRoute(app, desk, `${trainingAt}/:id/sound`, (visit, range) =>
    list.hear(visit.signed.colleague, idIn(visit.request), range, isAlone(visit)),
  )
}

function factsOf(extract: Extract) {
  const { madeOn, madeBy, releasedOn, releasedBy } = extract
  const released =
    releasedOn === null ? 'Not yet: a second person has to listen to it first' : `${longDate(releasedOn)}, by ${releasedBy ?? ''}`
  return facts(trainingExtract, extract, [
    'seconds',
    'claim',
    { key: trainingExtract.fields.madeOn.label.colleague, value: `${longDate(madeOn)}, by ${madeBy}` },
    { key: trainingExtract.fields.releasedOn.label.colleague, value: released },
    'transcript',
  ])
}
