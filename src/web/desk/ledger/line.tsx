import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { ledgerOf, type OpenedLine } from '#duties/shares/ledger.ts'
import { isLetterOwed, letterAbout } from '#duties/shares/telling.ts'
import type { WholeLine } from '#duties/shares/whole-line.ts'
import type { Edition } from '#notice/edition.ts'
import { share } from '#records/share/share.ts'
import { InsetText, LinkLine, Section, SummaryList, WarningText } from '../../components/index.ts'
import { ask, askedWhen, choice, day, type Filled, form, seenVersion, text } from '../../form/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { formAbout, loaded } from '../../pages/index.ts'
import { atDesk, type DeskDeps, facts, idIn, longDate } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { askedAbout, recipientName, stateOfLine, toldWords } from './ledger-words.ts'

const staysHidden = ({ shown }: Filled) => shown === 'no'

const until = askedWhen(
  staysHidden,
  day({
    label: 'If it stays hidden: until which day?',
    hint: 'For example, 31 3 2027',
    when: 'coming',
    withinYears: 1,
    missing: 'Enter the day by which it is decided again',
  }),
)
const why = text({
  label: 'Why?',
  hint: 'For example that the investigation has ended, or whom telling would put in danger.',
  least: 3,
  most: 1000,
  rows: 3,
  missing: 'Enter why',
})

function decidingOf(item: WholeLine) {
  const { ask: label, missing, yes, hint } = askedAbout(item)
  const hidden = 'Nothing that they get says that it is there. You decide again by the day that you enter.'
  const options = [
    { value: 'yes', text: yes, hint },
    { value: 'no', text: 'No, keep it hidden for now', hint: hidden },
  ] as const
  return form({ version: seenVersion, shown: choice({ label, missing, options }), until, why })
}

const telling = form({ version: seenVersion, toldOn: ask(share.fields.toldOn, { missing: 'Enter the day on which the letter went' }) })

/** One line of the ledger: what it says, whether the person is told of it, and the letter that tells them. */
export function lineRoutes(app: FastifyInstance, deps: DeskDeps, ledgerAt: string): void {
  const { gateDeps, gate, editions, answerTools: tools } = deps
  const whole = { ...gateDeps, gate }
  const ledger = ledgerOf(whole)
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: [share.category] })
  const at = `${ledgerAt}/:id`
  const load = ({ request, signed }: Parameters<typeof desk.send>[0]) => ledger.look(signed.colleague, idIn(request))
  const back = { href: ledgerAt, text: 'What was shared' }

  formAbout(app, desk, {
    at,
    back: ledgerAt,
    load,
    form: ({ item }) => decidingOf(item),
    known: ({ item: { version } }) => ({ version }),
    button: 'Decide',
    draw: ({ item, type }, whole) => ({
      title: `Shared with ${item.organisation ?? recipientName(item.recipient)}`,
      back,
      lead: leadOf(item),
      version: item.version,
      body: <Whole line={{ item, type }} whole={whole} ledgerAt={ledgerAt} edition={editions.current().edition} />,
    }),
    act: ({ signed }, { version, shown, why, until }, { item, type }) =>
      ledger.decide(signed.colleague, { item: { ...item, version }, type }, { shown: shown === 'yes', why, until }),
    wrong: {
      settled: { field: 'shown', message: 'The person is told of this already' },
      until: { field: 'until-day', message: 'Enter a date after today' },
    },
    said: ({ shown }) => (shown === 'yes' ? 'It is not hidden any more.' : 'It stays hidden until the day that you entered.'),
  })
  formAbout(app, desk, {
    at: `${at}/told`,
    back: at,
    load,
    form: () => telling,
    known: ({ item: { version } }) => ({ version }),
    button: 'Save',
    draw: (_, whole, { request }) => ({
      title: 'The letter has gone',
      back: { href: `${ledgerAt}/${idIn(request)}`, text: 'Back to what was shared' },
      body: whole,
    }),
    act: ({ signed }, { version, toldOn }, { item, type }) =>
      ledger.told(signed.colleague, { item: { ...item, version }, type }, Temporal.PlainDate.from(toldOn ?? '')),
    wrong: {
      hidden: { field: 'toldOn-day', message: 'This is hidden from the person: no letter tells of it' },
      before: { field: 'toldOn-day', message: 'Enter the day on which it was shared, or a later one' },
      'not-left': { field: 'toldOn-day', message: 'Nothing was shared of anybody whom we know, so there is nobody to tell' },
    },
    leadsTo: ({ request }) => `${ledgerAt}/${idIn(request)}`,
    said: 'That the person was told is on record.',
  })
  app.get(
    `${at}/letter`,
    desk.enter((visit) =>
      loaded(desk, { load, back: at }, visit, async ({ item }) => {
        if (tools === undefined) throw new HttpFault(404, 'no letters are made here')
        const letter = await letterAbout({ ...whole, tools }, visit.signed.colleague, item)
        if (!letter.ok && letter.why === 'refused') return desk.refuse(visit, letter.refusal, 'view', `${ledgerAt}/${item.id}`)
        if (!letter.ok) throw new HttpFault(404, 'there is no such letter')
        return visit.reply
          .headers({
            'content-type': 'application/pdf',
            'content-disposition': 'inline; filename="letter.pdf"',
            'cache-control': 'no-store',
          })
          .send(Buffer.from(letter.pdf))
      }),
    ),
  )
}

/** That it went, and whether the person is told. */
function leadOf(item: WholeLine): string {
  const state = item.leftAt === null ? stateOfLine({ ...item, needsConsent: item.needsConsent === true }) : 'It was shared'
  if (item.shown !== 'yes') return `${state}, and is hidden from ${item.personId === null ? 'the people whom it shows' : 'the person'}.`
  if (item.personId === null) return `${state}, and is told to whoever gets a clip of the same time.`
  return item.toldOn === null ? `${state}, and is in the person’s copy.` : `${state}. ${toldWords(item)}.`
}

type Shown = { readonly line: OpenedLine; readonly whole: JSX.Element; readonly ledgerAt: string; readonly edition: Edition }

/** Of a line that is hidden there is no link to the record: that somebody opened it is in what the person may ask for. */
function Whole({ line: { item, type }, whole, ledgerAt, edition }: Shown): JSX.Element {
  const activity = namesFrom(edition).activity(item.activity)
  return (
    <>
      <SummaryList rows={[{ key: 'For', value: activity }, ...facts(type, item, type.line?.says ?? [])]} />
      {item.shown === 'yes' ? (
        <>
          {item.personId === null ? null : <LinkLine href={`/desk/people/${item.personId}/open`} text="Open the person’s record" />}
          <Letter item={item} here={`${ledgerAt}/${item.id}`} isOwed={isLetterOwed(edition, item)} />
        </>
      ) : (
        <Section id="decide" heading={askedAbout(item).heading}>
          <WarningText>
            {item.showReviewOn === null ? 'Decide' : `Decide by ${longDate(item.showReviewOn)}`}. {askedAbout(item).quiet}
          </WarningText>
          {whole}
        </Section>
      )}
    </>
  )
}

/** What was shared is in the person's copy; a letter tells them of it by itself. */
function Letter({ item, here, isOwed }: { readonly item: WholeLine; readonly here: string; readonly isOwed: boolean }): JSX.Element | null {
  if (item.leftAt === null || item.personId === null) return null
  return (
    <Section id="letter" heading="Tell the person by letter">
      {isOwed ? (
        <WarningText>Our notice says that they are told afterwards what was passed on, and to whom. Send this letter.</WarningText>
      ) : (
        <InsetText>It is in their copy, if they ask for one. The notice promises no letter for this use.</InsetText>
      )}
      <LinkLine href={`${here}/letter`} text="Open the letter, to print it" />
      <p class="govuk-body">Send it in a way that is safe for them. Somebody else may open their post.</p>
      {item.toldOn === null ? <LinkLine href={`${here}/told`} text="The letter has gone" /> : null}
    </Section>
  )
}
