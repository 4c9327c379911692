import type { FastifyInstance, FastifyRequest } from 'fastify'
import { gone } from '#decisions/done-or-refused.ts'
import { callsOpenTo } from '#duties/calls/calls.ts'
import { openFor } from '#duties/openings/opening.ts'
import { training } from '#duties/training/training.ts'
import { type Voice, voices } from '#duties/training/voices.ts'
import { isOpenUntil } from '#shared/clock.ts'
import { InsetText, Link, SoundPlayer, SummaryList } from '../../components/index.ts'
import { choice, form } from '../../form/index.ts'
import { action, actionButton, formAbout, listPage } from '../../pages/index.ts'
import { callsNavigation, voicesAt } from '../calls/around.tsx'
import type { Arrivals } from '../home/arrived.tsx'
import { atDesk, type DeskDeps, dayAndTime, idIn } from '../kit.ts'
import { playedRoute } from '../stretch.ts'
import { answerWords } from './voice-words.ts'

declare module 'fastify' {
  interface Session {
    /** The extract that a colleague is asked about and listens to where nobody else hears it (TC9), and until when that counts. */
    ownVoice?: { readonly extract: string; readonly until: string } | undefined
  }
}

/** Extracts of which the colleague has to say whether they agree. */
export const voiceArrivals: Arrivals = {
  one: 'extract of a call asks for your agreement',
  many: 'extracts of calls ask for your agreement',
  leadsTo: (edition, colleague) => (callsOpenTo(edition, colleague).agrees ? voicesAt : null),
  count: ({ gateDeps, gate }, colleague) => voices({ ...gateDeps, gate }).unanswered(colleague),
}

const answering = form({
  answer: choice({
    label: 'May it be played to colleagues for training?',
    missing: 'Choose whether it may be played',
    options: [
      { value: 'given', text: 'Yes, I agree' },
      { value: 'refused', text: 'No', hint: 'It is not played to anybody from then on. You need not say why.' },
      { value: 'not-mine', text: 'I am not on it', hint: 'Somebody else of your name is asked.' },
    ],
  }),
})
const freely = (
  <InsetText>You are free to say no, and you can change your answer here at any time. Nobody else can answer for you.</InsetText>
)

/** What colleagues are asked who are heard on an extract for training: they listen alone, and agree or say no (TC7). */
export function voiceRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const asked = voices({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'call-training', act: 'view', categories: ['call-recordings'] })
  const listens = ({ session }: FastifyRequest, extract: string): boolean => {
    const { ownVoice } = session
    return ownVoice?.extract === extract && isOpenUntil(Temporal.Instant.from(ownVoice.until), openFor, deps.gateDeps.clock())
  }

  listPage(app, desk, {
    at: voicesAt,
    title: 'Extracts that you are heard on',
    load: async ({ signed }) => ({ ok: true, rows: await asked.asking(signed.colleague) }),
    lead: 'Extracts of calls for training, made to be played with your agreement. None is played unless you agree.',
    tabs: callsNavigation(voicesAt),
    caption: 'Extracts that ask for your agreement, newest first',
    columns: [
      { heading: 'Made', cell: (voice: Voice) => <Link href={`${voicesAt}/${voice.extract}`}>{madeWords(voice)}</Link> },
      { heading: 'Your answer', cell: ({ answer }) => answerWords[answer ?? 'none'] },
    ],
    empty: 'No extract asks for your agreement.',
  })
  formAbout(app, desk, {
    at: `${voicesAt}/:id`,
    async load({ request, signed }) {
      const mine = (await asked.asking(signed.colleague)).find(({ extract }) => extract === idIn(request))
      return mine === undefined ? gone : { ok: true, mine }
    },
    form: () => answering,
    button: 'Save your answer',
    draw({ mine }, whole, visit) {
      const at = `${voicesAt}/${mine.extract}`
      const facts = [
        { key: 'Made', value: madeWords(mine) },
        { key: 'Your answer', value: answerWords[mine.answer ?? 'none'] },
      ]
      const listen = actionButton(desk, visit, `${at}/listen`, 'It is me, and nobody else can hear: listen')
      const sound = <SoundPlayer label="The extract" src={`${at}/sound`} preload="none" />
      const body = [<SummaryList rows={facts} />, freely, listens(visit.request, mine.extract) ? sound : listen, whole]
      return { title: 'An extract that you are heard on', back: { href: voicesAt, text: 'Extracts that you are heard on' }, body }
    },
    act: ({ signed, request }, { answer }) => asked.answer(signed.colleague, idIn(request), answer),
    wrong: {},
    leadsTo: () => voicesAt,
    said: ({ answer }) => saidOf[answer],
  })
  action(app, desk, {
    at: `${voicesAt}/:id/listen`,
    back: `${voicesAt}/:id`,
    async act({ request, signed }) {
      const answer = await asked.isMe(signed.colleague, idIn(request))
      if (answer.ok) request.session.set('ownVoice', { extract: idIn(request), until: deps.gateDeps.clock().add(openFor).toString() })
      return answer
    },
  })
  const list = training({ ...deps.gateDeps, gate: deps.gate })
  playedRoute(app, desk, `${voicesAt}/:id/sound`, async ({ request, signed }, range) =>
    listens(request, idIn(request)) ? list.hearOwn(signed.colleague, idIn(request), range) : { ok: false, why: 'absent' },
  )
}

const saidOf = {
  given: 'You agreed. The extract can be released, and you can change your answer here.',
  refused: 'You said no. The extract is not played to anybody.',
  'not-mine': 'You are not asked about it, unless somebody of your name is meant.',
} as const

function madeWords({ askedAt, askedBy }: Voice): string {
  return `${dayAndTime(askedAt.toString())}, by ${askedBy}`
}
