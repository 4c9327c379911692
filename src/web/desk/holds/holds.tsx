import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Hold, placeHold, reviewHold } from '#duties/holds/holds.ts'
import { heldTypeNamed, holdKindsOf, whoOpensHeld } from '#duties/holds/kinds.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { hold, holdReasons, holds } from '#records/hold/hold.ts'
import { InsetText, Link, RecordTable, SummaryList } from '../../components/index.ts'
import { askedWhen, choice, day, form, seenVersion, text } from '../../form/index.ts'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, columns, type DeskDeps, facts, itemIn, longDate, shortDate } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { onRecord } from '../record/on-record.ts'
import { reviewDay } from './hold-words.ts'

const askedOf = z.strictObject({ type: z.string().max(40), item: z.uuid() })
const noGround = 'The notice does not name this as a reason to keep a recorded call'
const noDay = { field: 'reviewOn-day', message: reviewDay.missing } as const
const why = (label: string) => text({ label, least: 3, most: 1000, rows: 3, missing: 'Enter a reason' })

const placing = (edition: Edition, type: RecordType) =>
  form({
    kind: choice({
      label: 'Reason',
      missing: 'Choose a reason',
      options: holdKindsOf(edition, type).map((kind) => ({ value: kind, text: holdReasons[kind] })),
    }),
    why: why('Explain why'),
    reviewOn: day({ ...reviewDay, label: 'When should it be reviewed?' }),
  })

const review = form({
  version: seenVersion,
  outcome: choice({
    label: 'Is it still needed?',
    missing: 'Choose whether it is still needed',
    options: [
      { value: 'kept', text: 'Yes, keep it until the next review' },
      { value: 'lifted', text: 'No, the need has ended', hint: 'If its retention period has ended, it is deleted within a day.' },
    ],
  }),
  why: why('Why?'),
  reviewOn: askedWhen(
    ({ outcome }) => outcome === 'kept',
    day({ ...reviewDay, label: 'If you keep it: when should it be reviewed next?' }),
  ),
})

/** Keeping one item of an open record past the end of its period, and the review of that (TC4). */
export function holdRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, editions } = deps
  const record = atOpening(deps, 'documents')

  formAbout(app, record, {
    at: '/desk/openings/:id/holds/new',
    load({ request }) {
      const { type: name, item } = parseQuery(askedOf, request.query)
      const type = heldTypeNamed(name)
      if (type === undefined) throw new HttpFault(404, 'nothing of the kind can be kept longer')
      return { ok: true, type, item }
    },
    form: ({ type }) => placing(editions.current().edition, type),
    button: 'Keep it',
    draw: ({ type }, whole) => ({
      title: `Keep this ${type.title.one.toLowerCase()} longer`,
      lead: 'While it is needed, it is not deleted when its retention period ends.',
      body: [<InsetText>{whoOpensThen(whoOpensHeld(editions.current().edition, type))}</InsetText>, whole],
    }),
    act: ({ opened, signed }, answers, { type, item }) =>
      placeHold(gateDeps, opened, signed.colleague, { ...answers, type: type.name, item }),
    wrong: {
      type: { field: 'kind', message: 'Records of this kind cannot be kept for that reason' },
      ground: { field: 'kind', message: noGround },
      item: { field: 'kind', message: 'Nothing of the kind is held about this person' },
      review: noDay,
    },
    leadsTo: ({ at }) => at,
    said: 'The hold is in place. A task has been set for its review.',
  })
  formAbout(app, record, {
    at: '/desk/openings/:id/holds/:item',
    load: async ({ opened, request }) => theOne(await opened.read(holds, itemIn(request))),
    form: () => review,
    known: ({ item: { version } }) => ({ version }),
    button: 'Save',
    draw: ({ item }, whole, { opened }) => ({
      title: 'Hold',
      body: [<SummaryList rows={factsOf(item)} />, item.liftedOn === null && opened.allows('documents') ? whole : null],
    }),
    act: ({ opened, signed }, { version, ...reviewing }, { item }) =>
      reviewHold(gateDeps, opened, signed.colleague, { ...item, version }, reviewing),
    wrong: { review: noDay, ground: { field: 'outcome', message: `${noGround}, so it cannot be kept on` } },
    leadsTo: ({ at }) => at,
    said: ({ outcome }) =>
      outcome === 'kept'
        ? 'The hold continues until the next review.'
        : 'The hold is lifted. If the retention period has ended, what it covered is deleted within a day.',
  })

  function factsOf(item: Hold) {
    const placed = { key: hold.fields.placedOn.label.colleague, value: `${longDate(item.placedOn)}, by ${item.placedBy}` }
    const names = namesFrom(editions.current().edition)
    return facts(hold, item, ['recordType', 'reason', 'details', placed, 'reviewOn', 'decidedBy', 'liftedOn'], names)
  }
}

/** What is kept longer, the next review first, each with the way to it. */
export const holdsOnRecord = onRecord<Hold>(holds, ({ items, section, at }) => (
  <RecordTable
    caption={section.label}
    empty="There are no holds."
    rows={items.toSorted((one, other) => one.reviewOn.localeCompare(other.reviewOn))}
    columns={columns(
      hold,
      ['reason', 'recordType', 'placedOn', { heading: 'Review', cell: reviewOf }],
      { reason: ({ id }, why) => <Link href={`${at}/holds/${id}`}>{why}</Link>, placedOn: ({ placedOn }) => shortDate(placedOn) },
      section.names,
    )}
  />
))

function reviewOf({ liftedOn, reviewOn }: Hold): string {
  return liftedOn === null ? shortDate(reviewOn) : `Lifted ${shortDate(liftedOn)}`
}

function whoOpensThen(roles: readonly string[] | null): string {
  if (roles === null) return 'Who may see it stays the same.'
  const words = new Intl.ListFormat('en-GB').format(roles.map((role) => role.toLowerCase()))
  return `Once it is on hold, only these roles can open it: ${words}.`
}
