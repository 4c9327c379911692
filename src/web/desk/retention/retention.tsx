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
import { listPage } from '../../pages/list-page.tsx'
import { actionButton, formAbout, page } from '../../pages/pages.tsx'
import { type AtDesk, atDesk, counted, type DeskParts, itemIn, longDate, refused, shortDate } from '../kit.ts'
import { namesFrom } from '../names.ts'
import type { TaskWays } from '../tasks/tasks.tsx'
import { RetentionBoard } from './board.tsx'
import { hrefOf, saysOf, takenIn, whyOf } from './retention-words.ts'

const retentionAt = '/desk/retention'
const reviewsAt = `${retentionAt}/reviews`
const board = { href: retentionAt, text: 'What is kept, and what goes' }
const waiting = { href: reviewsAt, text: 'What waits for a review' }
export const retentionTasks: TaskWays = { 'retention-review': () => ({ href: reviewsAt, text: 'Look at what waits, and decide' }) }
/** Items of a page. */
const most = 50

const confirmed = 'It is confirmed. What is due goes at the next sweep, within a minute or in the coming night.'
const notConfirmed = {
  grown: 'It was not confirmed: far more would go by now than was shown. Look at it again.',
  'nothing-waits': 'It has been confirmed already.',
} as const
const see = 'The page of what is kept says what has to be confirmed'

/** The wait, and how many items were shown as going. */
const confirmation = z.strictObject({ wait: z.uuid(), shown: z.coerce.number().int().min(0) })
const addressed = z.object({ kind: z.string() })

const keeps = ({ decision }: Filled) => decision === 'keep'
/** What is kept on needs a reason and a day; what is deleted needs neither. */
const deciding = form({
  decision: choice({
    label: 'What is to be done with it?',
    missing: 'Choose whether it is kept or deleted',
    options: [
      { value: 'keep', text: 'Keep it on', hint: 'It stays on hold until the day you write below, and is looked at again then.' },
      { value: 'delete', text: 'Delete it', hint: 'It is gone for good, at once. Nobody can bring it back.' },
    ],
  }),
  reason: askedWhen(keeps, text({ label: 'If it is kept: why?', most: 2000, rows: 3, missing: 'Write why it is kept' })),
  until: askedWhen(
    keeps,
    day({
      label: 'If it is kept: when is it looked at again?',
      hint: 'For example, 31 3 2027',
      when: 'coming',
      withinYears: 6,
      missing: 'Write a real date, such as 31 3 2027',
    }),
  ),
})

/** The retention board, and what the data protection team decides of what waits (P5, RT1). */
export function retentionRoutes(app: FastifyInstance, parts: DeskParts): void {
  const { gateParts, gate, editions } = parts
  const guarded = { ...gateParts, ...parts.trust, types }
  const review = reviews({ ...guarded, gate })
  const desk = atDesk(parts, { activity: decidingActivity, act: 'view', categories: ['documents'] })
  const item: typeof desk = {
    ...desk,
    refuse: ({ request, reply, signed }, refusal, _act, back) =>
      refused(parts, reply, signed, refusal, back, { activity: decidingActivity, act: 'view', categories: [typeIn(request).category] }),
  }
  const names = () => namesFrom(editions.current().edition)
  /** It says what was shown: where far more would go by the time it is sent, it is not taken. */
  const confirmButton = (visit: AtDesk, wait: string, shown: number) => {
    const text = shown === 0 ? 'The clock is right: go on' : `Let ${counted(shown, 'item')} go`
    return actionButton(desk, visit, `${retentionAt}/confirm`, { text, look: 'warning' }, { wait, shown: `${shown}` })
  }

  page(app, desk, {
    at: retentionAt,
    async load({ signed }) {
      const { edition } = editions.current()
      const [counts, holds] = await Promise.all([retentionBoard({ ...gateParts, types }), knownHolds(gate, edition, signed.colleague)])
      return { ok: true, counts, holds, decides: decidesReviews(edition, signed.colleague) }
    },
    draw: ({ counts, holds, decides }, visit) => ({
      title: board.text,
      current: retentionAt,
      body: (
        <RetentionBoard
          board={counts}
          now={gateParts.clock()}
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
    current: retentionAt,
    up: board,
    back: retentionAt,
    load: ({ signed }) => review.list(signed.colleague, most + 1),
    lead: ({ length }) =>
      `No date takes these away. Keep each on, with a reason and a day to look again, or delete it.${length > most ? ' There are more: they come up here as these are decided.' : ''}`,
    caption: 'Items that wait, the longest here first',
    wide: true,
    columns: [
      { heading: 'Kind of record', cell: (item) => <Link href={hrefOf(reviewsAt, item)}>{names().recordType(item.type)}</Link> },
      { heading: 'Taken in', class: 'app-nowrap', cell: (item) => shortDate(takenIn(item)) },
      { heading: 'For', cell: ({ activity }) => names().activity(activity) },
      { heading: 'Why it waits', cell: whyOf },
      { heading: 'Kept', cell: ({ words }) => words },
    ],
    empty: 'Nothing waits. Everything that is held goes on its day, or is on hold.',
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
          {says.length === 0 ? <p class="govuk-body app-empty">It says nothing that is still readable.</p> : <SummaryList rows={says} />}
          {whole}
        </>
      )
      const title = `Keep or delete: ${names().recordType(item.type)}`
      return { title, current: retentionAt, back: waiting, lead: whyOf(item), body }
    },
    async act({ signed }, { decision, reason, until }, look) {
      if (decision === 'delete') return review.remove(signed.colleague, look)
      if (reason === null || until === null) throw new Fault('kept-without-reason', 'what is kept on has a reason and a day')
      return review.keep(signed.colleague, look, { reason, until })
    },
    wrong: {
      referred: { field: 'decision', message: 'It cannot be deleted yet: something that is kept still hangs on it' },
      import: {
        field: 'decision',
        message: `It cannot be deleted now: an import made far more due than imports do, and this is part of it. ${see}`,
      },
      clock: {
        field: 'decision',
        message: `It cannot be deleted now: the clock of the system is not believed, and by another it may be years short of its day. ${see}`,
      },
    },
    leadsTo: () => reviewsAt,
    said: ({ decision }) => (decision === 'keep' ? 'It is kept on until the day you wrote.' : 'It is deleted.'),
  })
}

/** The kind of record that the address names. */
function typeIn({ params }: FastifyRequest): RecordType {
  const parsed = addressed.safeParse(params)
  const type = types.find(({ name }) => name === parsed.data?.kind)
  if (type === undefined) throw new HttpFault(404, 'the address names no item')
  return type
}
