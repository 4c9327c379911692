import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Alert, isOverdue, noteAlertAnswer, reviewAlert, setAlert } from '#duties/alerts/alerts.ts'
import { alertLetter } from '#duties/alerts/letter.ts'
import { theOne } from '#gate/read/the-one.ts'
import { cautionaryAlert, cautionaryAlerts } from '#records/cautionary-alert/cautionary-alert.ts'
import { dateIn } from '#shared/clock.ts'
import { InsetText, Link, LinkLine, RecordTable, SummaryList, Tag, WarningText } from '../../components/index.ts'
import { ask, askedWhen, choice, form, seenVersion, text } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { formAbout, loaded } from '../../pages/index.ts'
import { atOpening, columns, type DeskDeps, facts, itemIn, longDate, type OnOpening, shortDate } from '../kit.ts'
import { onRecord } from '../record/on-record.ts'

const { fields } = cautionaryAlert
const wrongDay = { field: 'reviewBy-day', message: 'Enter a day after today, and within a year' } as const
const reviewBy = ask(fields.reviewBy, { hint: 'Within a year. By then somebody gives a reason to keep it, or ends it.' })

const setting = form({
  code: ask(fields.code, { label: 'What should colleagues do?', missing: 'Choose what colleagues should do' }),
  why: text({
    label: 'Why?',
    hint: 'What happened, and when. It is not shown to anybody outside, nor to roles that need the alert alone.',
    least: 10,
    most: 2000,
    rows: 3,
    missing: 'Enter why the alert is set',
  }),
  since: ask(fields.since, { label: 'Since when?', missing: 'Enter the day since when it stands' }),
  reviewBy,
  told: ask(fields.told, { label: 'Is the person told in writing?', missing: 'Choose whether the person is told' }),
  toldWhy: askedWhen(
    ({ told }) => told !== 'not-told',
    text({
      label: 'If they are told: the reason as the letter gives it',
      hint: 'Name nobody else.',
      least: 10,
      most: 1000,
      rows: 3,
      missing: 'Enter the reason as the letter gives it',
    }),
  ),
  notToldWhy: askedWhen(
    ({ told }) => told === 'not-told',
    text({ label: 'If they are not told: why not?', least: 10, most: 1000, rows: 2, missing: 'Enter why they are not told' }),
  ),
})

const reviewing = form({
  version: seenVersion,
  outcome: choice({
    label: 'Is it still needed?',
    missing: 'Choose whether it is still needed',
    options: [
      { value: 'renewed', text: 'Yes, until the next review' },
      { value: 'ended', text: 'No, it ends', hint: 'From now on it goes to nobody outside.' },
    ],
  }),
  why: text({ label: 'Why?', least: 10, most: 1000, rows: 2, missing: 'Enter why' }),
  reviewBy: askedWhen(({ outcome }) => outcome === 'renewed', reviewBy),
})

const answering = form({
  version: seenVersion,
  answer: text({ label: 'What did the person answer?', least: 3, most: 2000, rows: 3, missing: 'Enter what the person answered' }),
})

/** Safety alerts of an open record: set with a reason, told in writing, and looked at again (U9). */
export function alertRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, answerTools: tools } = deps
  const record = atOpening(deps, cautionaryAlert.category)
  const at = '/desk/openings/:id/alerts'
  const load = async ({ opened, request }: OnOpening<'cautionary-alerts'>) => {
    const found = theOne(await opened.read(cautionaryAlerts, itemIn(request)))
    return found.ok ? { ...found, overdue: isOverdue(found.item, dateIn(gateDeps.clock())) } : found
  }

  formAbout(app, record, {
    at: `${at}/new`,
    load: () => ({ ok: true }),
    form: () => setting,
    button: 'Set the alert',
    draw: (_, whole) => ({
      title: 'Set a safety alert',
      lead: 'A short code that keeps people safe on a visit. Set it only where a visit would otherwise be a danger.',
      body: whole,
    }),
    act: ({ opened, signed }, answers) => setAlert(gateDeps, opened, signed.colleague, answers),
    wrong: {
      review: wrongDay,
      notice: { field: 'told', message: 'Say what the letter gives as the reason, or why they are not told' },
    },
    leadsTo: ({ at: opening }, { id }) => `${opening}/alerts/${id}`,
    said: 'The alert is set. A task has been set for its review.',
  })
  formAbout(app, record, {
    at: `${at}/:item`,
    load,
    form: () => reviewing,
    known: ({ item: { version } }) => ({ version }),
    button: 'Save',
    draw: ({ item, overdue }, whole, { opened, at: opening }) => ({
      title: 'Safety alert',
      version: item.version,
      body: [
        overdue ? (
          <WarningText>
            Review overdue: it was due by {longDate(item.reviewBy)}. Nobody has said that it is still right, so it goes to nobody outside.
          </WarningText>
        ) : null,
        <SummaryList rows={facts(cautionaryAlert, item, [...lines])} />,
        isWhole(item) ? null : <InsetText>The reason is not open to your role.</InsetText>,
        item.told === 'letter' && isWhole(item) && item.endedOn === null && !overdue ? (
          <LinkLine href={`${opening}/alerts/${item.id}/letter`} text="Open the letter, to print it" />
        ) : null,
        opened.allows('cautionary-alerts', 'collect') && isWhole(item) ? (
          <LinkLine href={`${opening}/alerts/${item.id}/answer`} text="Note what the person answered" />
        ) : null,
        item.endedOn === null && opened.allows('cautionary-alerts', 'collect') ? whole : null,
      ],
    }),
    act: ({ opened, signed }, { version, ...asked }, { item }) =>
      reviewAlert(gateDeps, opened, signed.colleague, { ...item, version }, asked),
    wrong: { review: wrongDay },
    leadsTo: ({ at: opening, request }) => `${opening}/alerts/${itemIn(request)}`,
    said: ({ outcome }) => (outcome === 'ended' ? 'The alert has ended.' : 'The alert stays until the next review.'),
  })
  formAbout(app, record, {
    at: `${at}/:item/answer`,
    back: `${at}/:item`,
    load,
    form: () => answering,
    known: ({ item: { version } }) => ({ version }),
    button: 'Save',
    draw: (_, whole, { at: opening, request }) => ({
      title: 'What the person answered',
      back: { href: `${opening}/alerts/${itemIn(request)}`, text: 'Back to the alert' },
      body: whole,
    }),
    act: ({ opened }, { version, answer }, { item }) => noteAlertAnswer(gateDeps, opened, { ...item, version }, answer),
    wrong: {},
    leadsTo: ({ at: opening, request }) => `${opening}/alerts/${itemIn(request)}`,
    said: 'Their answer is with the alert.',
  })
  app.get(
    `${at}/:item/letter`,
    record.enter((visit) =>
      loaded(record, { load, back: `${at}/:item` }, visit, async ({ item }) => {
        if (tools === undefined) throw new HttpFault(404, 'no letters are made here')
        const letter = await alertLetter({ ...gateDeps, tools }, visit.opened, item)
        if (!letter.ok && letter.why === 'refused') return record.refuse(visit, letter.refusal, 'view', visit.at)
        if (!letter.ok) throw new HttpFault(404, 'there is no such letter')
        return visit.reply
          .headers({
            ...{ 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="letter.pdf"' },
            'cache-control': 'no-store',
          })
          .send(Buffer.from(letter.pdf))
      }),
    ),
  )
}

const lines = ['code', 'since', 'reviewBy', 'why', 'told', 'toldWhy', 'notToldWhy', 'answer', 'decidedBy', 'decidedOn', 'endedOn'] as const

/** Whether the words behind the code are open: the reason is never left out as an alert is set. */
function isWhole({ why }: Alert): boolean {
  return why !== null
}

/** Safety alerts, those in force first, then those whose review is overdue, then those that ended, each with the way to it. */
export const alertsOnRecord = onRecord<Alert>(
  cautionaryAlerts,
  ({ items, section, at }) => (
    <>
      <RecordTable
        caption={section.label}
        empty="There is no safety alert."
        rows={items.toSorted((one, other) => placeOf(one, section.today) - placeOf(other, section.today))}
        columns={columns(
          cautionaryAlert,
          ['code', 'since', { heading: 'Next review', cell: nextOn(section.today) }],
          { code: ({ id }, code) => <Link href={`${at}/alerts/${id}`}>{code}</Link> },
          section.names,
        )}
      />
      {section.changeable ? <LinkLine href={`${at}/alerts/new`} text="Set a safety alert" /> : null}
    </>
  ),
  { addedTo: true },
)

function placeOf(alert: Alert, today: Temporal.PlainDate): number {
  if (alert.endedOn !== null) return 2
  return isOverdue(alert, today) ? 1 : 0
}

function nextOn(today: Temporal.PlainDate) {
  return (alert: Alert): JSX.Element | string => {
    const { endedOn, reviewBy: by } = alert
    if (endedOn !== null) return `Ended ${shortDate(endedOn)}`
    if (!isOverdue(alert, today)) return shortDate(by)
    return (
      <>
        {shortDate(by)} <Tag tone="red">Review overdue</Tag>
      </>
    )
  }
}
