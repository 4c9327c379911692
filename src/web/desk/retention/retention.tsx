import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { retentionBoard } from '#duties/retention/board.ts'
import { confirmAsColleague, decidesReviews, decidingActivity } from '#duties/retention/deciding.ts'
import { knownHolds } from '#duties/retention/known-holds.ts'
import { type Looked, reviews } from '#duties/retention/review.ts'
import type { Wait } from '#duties/retention/wait.ts'
import type { Waiting } from '#duties/retention/waiting.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType as types } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { isRecord } from '#shared/record.ts'
import { forWork, within } from '#store/bounds.ts'
import { Link, SummaryList, type SummaryRow } from '../../components/index.ts'
import { askedWhen, choice, day, type Filled, form, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { action, actionButton, formAbout, listPage, page } from '../../pages/index.ts'
import { withinSentence } from '../../public-site/word-list.tsx'
import { shownFields } from '../declared.ts'
import { reviewDay } from '../holds/hold-words.ts'
import { type AtDesk, atDesk, counted, type DeskDeps, itemIn, longDate, shortDate } from '../kit.ts'
import { type Names, namesFrom } from '../names.ts'
import type { TaskWays } from '../tasks/tasks.tsx'
import { RetentionBoard } from './board.tsx'

const retentionAt = '/desk/retention'
const reviewsAt = `${retentionAt}/reviews`
const board = { href: retentionAt, text: 'Retention' }
const waiting = { href: reviewsAt, text: 'Waiting for review' }
export const retentionTasks: TaskWays = { 'retention-review': () => ({ href: reviewsAt, text: 'Review and decide' }) }
/** Items of a page. */
const most = 50

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
  until: askedWhen(keeps, day({ ...reviewDay, label: 'If you keep it: review date', withinYears: 6 })),
})

/** The retention board, and what the data protection team decides of what waits (P5, RT1). */
export function retentionRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, gate, editions } = deps
  const guarded = { ...gateDeps, ...deps.trust, types }
  const review = reviews({ ...guarded, gate })
  const desk = atDesk(deps, { activity: decidingActivity, act: 'view', categories: ['documents'] })
  const item = atDesk(deps, ({ request }) => ({ activity: decidingActivity, act: 'view', categories: [typeIn(request).category] }))
  const names = () => namesFrom(editions.current().edition)
  /** It says what was shown: where far more would go by the time it is sent, it is not taken. */
  const confirmButton = (visit: AtDesk, { id: wait, cause }: Pick<Wait, 'id' | 'cause'>, shown: number) => {
    const nothing = cause === 'restore' ? 'Nothing is missing: continue' : 'The clock is right: continue'
    const text = shown === 0 ? nothing : `Delete ${counted(shown, 'item')}`
    return actionButton(desk, visit, `${retentionAt}/confirm`, { text, look: 'warning' }, { wait, shown: `${shown}` })
  }

  page(app, desk, {
    at: retentionAt,
    async load({ signed }) {
      const { edition } = editions.current()
      const [board, holds] = await Promise.all([retentionBoard({ ...gateDeps, types }), knownHolds(gate, edition, signed.colleague)])
      return { ok: true, board, holds, edition, now: gateDeps.clock(), names: names(), decides: decidesReviews(edition, signed.colleague) }
    },
    draw: ({ decides, ...shown }, visit) => ({
      title: board.text,
      body: <RetentionBoard {...shown} confirm={decides ? (wait, items) => confirmButton(visit, wait, items) : null} />,
    }),
  })
  action(app, desk, {
    at: `${retentionAt}/confirm`,
    back: retentionAt,
    // All that waits is counted once more, as the sweep counts: after a leap that is most of what is held, and takes longer than a page may.
    act: ({ request, signed }) =>
      within(forWork, () => confirmAsColleague(guarded, signed.colleague, sentAlong(confirmation, request.body))),
    said: 'The deletion is confirmed. What is due is deleted in the next sweep, within a minute or tonight.',
    instead: {
      grown: 'It was not confirmed: far more items would now be deleted than were shown. Look at it again.',
      'nothing-waits': 'It has been confirmed already.',
    },
  })
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
      { heading: 'Kind of record', cell: (item) => <Link href={hrefOf(item)}>{names().recordType(item.type)}</Link> },
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
      const body = [
        <SummaryList
          rows={[
            { key: 'Taken in', value: longDate(takenIn(item)) },
            { key: 'For', value: names().activity(item.activity) },
            { key: 'Kept', value: item.words },
          ]}
        />,
        <h2 class="govuk-heading-m">What it says</h2>,
        says.length === 0 ? <p class="govuk-body app-empty">Nothing in it can be read any more.</p> : <SummaryList rows={says} />,
        whole,
      ]
      const title = `Keep or delete this ${withinSentence(look.type.title.one)}`
      return { title, back: waiting, lead: whyOf(item), body }
    },
    act: async ({ signed }, { decision, ...kept }, look) =>
      decision === 'delete' ? await review.remove(signed.colleague, look) : await review.keep(signed.colleague, look, kept),
    wrong: {
      ground: { field: 'decision', message: 'The notice names no reason of this kind to keep a recorded call: it can only be deleted' },
      referred: { field: 'decision', message: 'It cannot be deleted yet: something that we still keep depends on it' },
      import: {
        field: 'decision',
        message: `It cannot be deleted now: an import made far more due than imports do, and this is part of it. ${see}`,
      },
      clock: {
        field: 'decision',
        message: `It cannot be deleted now: the system’s clock may be wrong, or a backup was put back, and nobody has confirmed yet what is due. ${see}`,
      },
    },
    leadsTo: () => reviewsAt,
    said: ({ decision }) => (decision === 'keep' ? 'It is kept until its review date.' : 'It is deleted.'),
  })
}

/** A message is closed where it is answered; everything else is decided on its own page. */
function hrefOf({ type, id }: Waiting): string {
  return type === 'message' ? `/desk/messages/${id}` : `${reviewsAt}/${type}/${id}`
}

function takenIn({ collectedAt }: Waiting): Temporal.PlainDate {
  return dateIn(Temporal.Instant.from(collectedAt))
}

function whyOf({ clockFrom }: Waiting): string {
  return clockFrom === null
    ? 'The event that starts its retention period was never recorded, and the period would have ended by now.'
    : 'Its retention period has ended, and the notice says that somebody reviews it before it is deleted.'
}

/** What the item says, as far as the team may see it; a part that is closed is named as closed. */
function saysOf(names: Names, look: Pick<Looked, 'says'>): readonly SummaryRow[] {
  return look.says.flatMap(({ part, answer }): readonly SummaryRow[] => {
    if (!answer.ok) return [{ key: part.category.replaceAll('-', ' '), value: 'Closed to your role here.' }]
    const [row] = answer.rows.filter(isRecord)
    if (row === undefined) return []
    const fields = shownFields(part.type, part.fields, names).filter(({ isHeld }) => isHeld(row))
    return fields.map(({ label, show }) => ({ key: label, value: show(row) }))
  })
}

/** The kind of record that the address names. */
function typeIn({ params }: FastifyRequest): RecordType {
  const parsed = addressed.safeParse(params)
  const type = types.find(({ name }) => name === parsed.data?.kind)
  if (type === undefined) throw new HttpFault(404, 'the address names no item')
  return type
}
