import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { retentionBoard } from '#duties/retention/board.ts'
import { confirmShown } from '#duties/retention/guarded-sweep.ts'
import { knownHolds } from '#duties/retention/known-holds.ts'
import { decidesReviews, decidingRole, reviews } from '#duties/retention/review.ts'
import type { Waiting } from '#duties/retention/waiting.ts'
import type { RecordType } from '#gate/record-type.ts'
import { everyRecordType as types } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'
import { forWork, within } from '#store/bounds.ts'
import { Link, RecordTable, SummaryList } from '../../components/index.ts'
import { askedWhen, choice, day, type Filled, form, text } from '../../form/index.ts'
import { parseForm } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { type Drawn, formAbout, page } from '../../pages/pages.tsx'
import { atDesk, type DeskParts, itemIn, longDate, refused, shortDate } from '../kit.ts'
import { type Names, namesFrom } from '../names.ts'
import type { TaskWays } from '../tasks/tasks.tsx'
import { RetentionBoard } from './board.tsx'
import { hrefOf, saysOf, takenIn, whyOf } from './retention-words.ts'

const retentionAt = '/desk/retention'
const reviewsAt = `${retentionAt}/reviews`
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
  const desk = atDesk(parts)
  const item: typeof desk = {
    ...desk,
    refuse: ({ request, reply, signed }, refusal, _act, back) =>
      refused(parts, reply, signed, refusal, back, { activity: 'rights-requests', act: 'view', categories: [typeIn(request).category] }),
  }
  const names = () => namesFrom(editions.current().edition)

  page(app, desk, {
    at: retentionAt,
    async load({ signed }) {
      const { edition } = editions.current()
      const [board, holds] = await Promise.all([retentionBoard({ ...gateParts, types }), knownHolds(gate, edition, signed.colleague)])
      return { ok: true, board, holds, decides: decidesReviews(edition, signed.colleague) }
    },
    draw: ({ board, holds, decides }, visit) => ({
      title: 'What is kept, and what goes',
      current: retentionAt,
      body: (
        <RetentionBoard
          board={board}
          now={gateParts.clock()}
          names={names()}
          holds={holds}
          confirms={decides ? { action: `${retentionAt}/confirm`, token: desk.token(visit) } : null}
        />
      ),
    }),
  })

  app.post(
    `${retentionAt}/confirm`,
    desk.sends,
    desk.enter(async (visit) => {
      const { colleague } = visit.signed
      if (!decidesReviews(editions.current().edition, colleague))
        throw new HttpFault(403, 'what waits is the data protection team’s to confirm')
      const sent = parseForm(confirmation, visit.request.body)
      if (!sent.ok) throw new HttpFault(422, 'the form names no wait')
      const by = { actor: `colleague:${colleague.id}`, role: decidingRole(colleague) }
      // All that waits is counted once more, as the sweep counts: after a leap that is most of what is held, and takes longer than a page may.
      const answer = await within(forWork, () => confirmShown(guarded, { waits: [sent.value.wait], shown: sent.value.shown, by }))
      desk.say(visit, answer.ok ? confirmed : notConfirmed[answer.why], answer.ok)
      return visit.reply.redirect(retentionAt, 303)
    }),
  )

  page(app, desk, {
    at: reviewsAt,
    async load({ signed }) {
      const items = await review.list(signed.colleague, most + 1)
      if (items === undefined) throw new HttpFault(403, 'what waits for a review is the data protection team’s')
      return { ok: true, items }
    },
    draw: ({ items }) => listOf(items, names()),
  })
  formAbout(app, item, {
    at: `${reviewsAt}/:kind/:item`,
    back: reviewsAt,
    load: ({ request, signed }) => review.look(signed.colleague, typeIn(request), itemIn(request)),
    form: () => deciding,
    button: 'Decide',
    draw: (look, whole) => ({
      title: `Keep or delete: ${names().recordType(look.item.type)}`,
      current: retentionAt,
      back: { href: reviewsAt, text: 'What waits for a review' },
      body: (
        <>
          <p class="app-lead">{whyOf(look.item)}</p>
          <SummaryList
            rows={[
              { key: 'Taken in', value: longDate(takenIn(look.item)) },
              { key: 'For', value: names().activity(look.item.activity) },
              { key: 'Kept', value: look.item.words },
            ]}
          />
          <h2 class="govuk-heading-m">What it says</h2>
          <Says rows={saysOf(names(), look)} />
          {whole}
        </>
      ),
    }),
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

/** What no date takes away, the longest here first: what kind it is and why it waits, and nothing of what it says. */
function listOf(items: readonly Waiting[], names: Names): Drawn {
  const body = (
    <>
      <p class="app-lead">No date takes these away. Keep each on, with a reason and a day to look again, or delete it.</p>
      <RecordTable
        caption="Items that wait, the longest here first"
        captionHidden
        wide
        columns={[
          { heading: 'Kind of record', cell: (item: Waiting) => <Link href={hrefOf(reviewsAt, item)}>{names.recordType(item.type)}</Link> },
          { heading: 'Taken in', class: 'app-nowrap', cell: (item: Waiting) => shortDate(takenIn(item)) },
          { heading: 'For', cell: (item: Waiting) => names.activity(item.activity) },
          { heading: 'Why it waits', cell: whyOf },
          { heading: 'Kept', cell: (item: Waiting) => item.words },
        ]}
        rows={items.slice(0, most)}
        empty="Nothing waits. Everything that is held goes on its day, or is on hold."
      />
      {items.length > most ? <p class="govuk-body">There are more. They come up here as these are decided.</p> : null}
    </>
  )
  return {
    title: 'What waits for a review',
    current: retentionAt,
    back: { href: retentionAt, text: 'What is kept, and what goes' },
    body,
  }
}

function Says({ rows }: { readonly rows: ReturnType<typeof saysOf> }) {
  if (rows.length === 0) return <p class="govuk-body app-empty">It says nothing that is still readable.</p>
  return <SummaryList rows={rows} />
}
