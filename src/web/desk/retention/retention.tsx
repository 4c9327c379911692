import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { retentionBoard } from '#duties/retention/board.ts'
import { confirmAsColleague, decidesReviews, decidingActivity } from '#duties/retention/deciding.ts'
import { knownHolds } from '#duties/retention/known-holds.ts'
import { reviews } from '#duties/retention/review.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType as types } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'
import { forWork, within } from '#store/bounds.ts'
import { Link, SummaryList } from '../../components/index.ts'
import { askedWhen, choice, day, type Filled, form, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { actionButton, formAbout, listPage, page } from '../../pages/index.ts'
import { withinSentence } from '../../public-site/word-list.tsx'
import { type AtDesk, atDesk, counted, type DeskDeps, itemIn, longDate, refused, shortDate } from '../kit.ts'
import { namesFrom } from '../names.ts'
import type { TaskWays } from '../tasks/tasks.tsx'
import { RetentionBoard } from './board.tsx'
import { hrefOf, saysOf, takenIn, whyOf } from './retention-words.ts'

const retentionAt = '/desk/retention'
const reviewsAt = `${retentionAt}/reviews`
const board = { href: retentionAt, text: 'Retention' }
const waiting = { href: reviewsAt, text: 'Waiting for review' }
export const retentionTasks: TaskWays = { 'retention-review': () => ({ href: reviewsAt, text: 'Review and decide' }) }
/** Items of a page. */
const most = 50

const confirmed = 'The deletion is confirmed. What is due is deleted in the next sweep, within a minute or tonight.'
const notConfirmed = {
  grown: 'It was not confirmed: far more items would now be deleted than were shown. Look at it again.',
  'nothing-waits': 'It has been confirmed already.',
} as const
const see = 'The retention page says what has to be confirmed'

/** The wait, and how many items were shown as going. */
const confirmation = z.strictObject({ wait: z.uuid(), shown: z.coerce.number().int().min(0) })
const addressed = z.object({ kind: z.string() })

const keeps = ({ decision }: Filled) => decision === 'keep'
/** What is kept on needs a reason and a day; what is deleted needs neither. */
const deciding = form({
  decision: choice({
    label: 'What should happen to it?',
    missing: 'Choose whether to keep or delete it',
    options: [
      { value: 'keep', text: 'Keep it', hint: 'It stays on hold until the date you enter below, and is reviewed again then.' },
      { value: 'delete', text: 'Delete it', hint: 'It is deleted permanently, at once. It cannot be restored.' },
    ],
  }),
  reason: askedWhen(keeps, text({ label: 'If you keep it: why?', most: 2000, rows: 3, missing: 'Enter why it is kept' })),
  until: askedWhen(
    keeps,
    day({
      label: 'If you keep it: review date',
      hint: 'For example, 31 3 2027',
      when: 'coming',
      withinYears: 6,
      missing: 'Enter a real date, such as 31 3 2027',
    }),
  ),
})

/** The retention board, and what the data protection team decides of what waits (P5, RT1). */
export function retentionRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, gate, editions } = deps
  const guarded = { ...gateDeps, ...deps.trust, types }
  const review = reviews({ ...guarded, gate })
  const desk = atDesk(deps, { activity: decidingActivity, act: 'view', categories: ['documents'] })
  const item: typeof desk = {
    ...desk,
    refuse: ({ request, reply, signed }, refusal, _act, back) =>
      refused(deps, reply, signed, refusal, back, { activity: decidingActivity, act: 'view', categories: [typeIn(request).category] }),
  }
  const names = () => namesFrom(editions.current().edition)
  /** It says what was shown: where far more would go by the time it is sent, it is not taken. */
  const confirmButton = (visit: AtDesk, wait: string, shown: number) => {
    const text = shown === 0 ? 'The clock is right: continue' : `Delete ${counted(shown, 'item')}`
    return actionButton(desk, visit, `${retentionAt}/confirm`, { text, look: 'warning' }, { wait, shown: `${shown}` })
  }

  page(app, desk, {
    at: retentionAt,
    async load({ signed }) {
      const { edition } = editions.current()
      const [counts, holds] = await Promise.all([retentionBoard({ ...gateDeps, types }), knownHolds(gate, edition, signed.colleague)])
      return { ok: true, counts, holds, decides: decidesReviews(edition, signed.colleague) }
    },
    draw: ({ counts, holds, decides }, visit) => ({
      title: board.text,
      body: (
        <RetentionBoard
          board={counts}
          now={gateDeps.clock()}
          names={names()}
          holds={holds}
          confirm={decides ? (wait, items) => confirmButton(visit, wait.id, items) : null}
        />
      ),
    }),
  })

  app.post(
    `${retentionAt}/confirm`,
    desk.sends,
    desk.enter(async (visit) => {
      const sent = sentAlong(confirmation, visit.request.body)
      // All that waits is counted once more, as the sweep counts: after a leap that is most of what is held, and takes longer than a page may.
      const answer = await within(forWork, () => confirmAsColleague(guarded, visit.signed.colleague, sent))
      if (!answer.ok && answer.why === 'refused') return desk.refuse(visit, answer.refusal, 'collect', retentionAt)
      desk.say(visit, answer.ok ? confirmed : notConfirmed[answer.why], answer.ok)
      return visit.reply.redirect(retentionAt, 303)
    }),
  )

  listPage(app, desk, {
    at: reviewsAt,
    title: waiting.text,
    up: board,
    back: retentionAt,
    load: ({ signed }) => review.list(signed.colleague, most),
    lead: ({ length }) =>
      `These have no automatic deletion date. Keep each with a reason and a review date, or delete it.${length === most ? ' More may be waiting: they appear here as you decide these.' : ''}`,
    caption: 'Waiting items, oldest first',
    wide: true,
    columns: [
      { heading: 'Kind of record', cell: (item) => <Link href={hrefOf(reviewsAt, item)}>{names().recordType(item.type)}</Link> },
      { heading: 'Taken in', class: 'app-nowrap', cell: (item) => shortDate(takenIn(item)) },
      { heading: 'For', cell: ({ activity }) => names().activity(activity) },
      { heading: 'Why it is waiting', cell: whyOf },
      { heading: 'Kept', cell: ({ words }) => words },
    ],
    empty: 'Nothing is waiting. Everything is deleted on its due date or is on hold.',
  })
  formAbout(app, item, {
    at: `${reviewsAt}/:kind/:item`,
    back: reviewsAt,
    load: ({ request, signed }) => review.look(signed.colleague, typeIn(request), itemIn(request)),
    form: () => deciding,
    button: 'Decide',
    draw(look, whole) {
      const { item } = look
      const says = saysOf(names(), look)
      const body = (
        <>
          <SummaryList
            rows={[
              { key: 'Taken in', value: longDate(takenIn(item)) },
              { key: 'For', value: names().activity(item.activity) },
              { key: 'Kept', value: item.words },
            ]}
          />
          <h2 class="govuk-heading-m">What it says</h2>
          {says.length === 0 ? <p class="govuk-body app-empty">Nothing in it can be read any more.</p> : <SummaryList rows={says} />}
          {whole}
        </>
      )
      const title = `Keep or delete this ${withinSentence(look.type.title.one)}`
      return { title, back: waiting, lead: whyOf(item), body }
    },
    async act({ signed }, { decision, reason, until }, look) {
      if (decision === 'delete') return review.remove(signed.colleague, look)
      if (reason === null || until === null) throw new Fault('kept-without-reason', 'what is kept on has a reason and a day')
      return review.keep(signed.colleague, look, { reason, until })
    },
    wrong: {
      referred: { field: 'decision', message: 'It cannot be deleted yet: something that we still keep depends on it' },
      import: {
        field: 'decision',
        message: `It cannot be deleted now: an import made far more due than imports do, and this is part of it. ${see}`,
      },
      clock: {
        field: 'decision',
        message: `It cannot be deleted now: the system’s clock may be wrong, and by the right time it may not be due for years. ${see}`,
      },
    },
    leadsTo: () => reviewsAt,
    said: ({ decision }) => (decision === 'keep' ? 'It is kept until its review date.' : 'It is deleted.'),
  })
}

/** The kind of record that the address names. */
function typeIn({ params }: FastifyRequest): RecordType {
  const parsed = addressed.safeParse(params)
  const type = types.find(({ name }) => name === parsed.data?.kind)
  if (type === undefined) throw new HttpFault(404, 'the address names no item')
  return type
}
