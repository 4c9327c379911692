import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { ruleWords } from '#duties/passages/rules.ts'
import type { ReadText, reviewOf } from '#duties/rights/review/review.ts'
import { ruleFigures } from '#duties/rights/review/rule-figures.ts'
import { rightsOpinion } from '#records/rights-opinion/rights-opinion.ts'
import { Details, Link, LinkLine, RecordTable, Section, Table } from '../../../components/index.ts'
import { ask, form } from '../../../form/index.ts'
import { action, actionButton, formPage, page } from '../../../pages/index.ts'
import { type AtDesk, atDesk, columns, counted, type DeskDeps, idIn } from '../../kit.ts'
import { requestsAt } from '../request-words.ts'
import { orNotNow, searchFirst } from './not-now.ts'
import { oneMediaRoutes } from './one-media.tsx'
import { oneTextRoutes } from './one-text.tsx'
import { fieldWords, placeWords, stateOfText } from './text-words.ts'

export const textsAt = `${requestsAt}/:id/texts`
type Review = ReturnType<typeof reviewOf>

const { professional, profession, asked, givenOn, answer } = rightsOpinion.fields
const opinionForm = form({
  professional: ask(professional),
  profession: ask(profession),
  asked: ask(asked),
  givenOn: ask(givenOn),
  answer: ask(answer),
})

/** Reading a copy before it leaves: its texts, one text with its passages, and the opinions of health professionals. */
export function textsRoutes(app: FastifyInstance, deps: DeskDeps, review: Review): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const back = `${requestsAt}/:id`
  const load = async ({ request, signed }: AtDesk) => orNotNow(await review.list(signed.colleague, idIn(request)))

  page(app, desk, {
    at: textsAt,
    back,
    load,
    draw(shown, visit) {
      const at = `${requestsAt}/${idIn(visit.request)}/texts`
      const frame = {
        title: 'Texts to read before the copy leaves',
        back: { href: `${requestsAt}/${idIn(visit.request)}`, text: 'The request' },
      }
      if (shown.found === null) return { ...frame, lead: shown.words, body: null }
      const { texts, opinions } = shown.found
      const unread = texts.filter(({ row }) => row.readOn === null)
      const seconds = texts.filter(({ isSecondDue }) => isSecondDue)
      const [first] = unread
      return {
        ...frame,
        lead: leadOf(texts, unread.length, seconds.length),
        body: (
          <>
            {first === undefined ? null : <LinkLine href={`${at}/${first.row.id}`} text="Read the next text" />}
            {[...Map.groupBy(texts, ({ row }) => row.place)].map(([place, all]) => (
              <OneKind at={at} place={place} texts={all} />
            ))}
            {actionButton(desk, visit, `${at}/find`, {
              text: texts.length === 0 ? 'Find the texts to read' : 'Look for new and changed texts',
              look: 'secondary',
            })}
            {texts.length === 0 || unread.length + seconds.length > 0
              ? null
              : actionButton(desk, visit, `${at}/complete`, 'Every text is read')}
            <Section id="opinions" heading="Data concerning health">
              <p class="govuk-body">
                It leaves only where the person told us it, or where a health professional said within the last six months that serious harm
                is not likely. Nothing else opens it.
              </p>
              <RecordTable
                caption="Opinions of health professionals"
                columns={columns(rightsOpinion, ['givenOn', 'professional', 'profession', 'answer'])}
                rows={opinions}
                empty="No opinion is noted."
              />
              <LinkLine href={`${at}/opinion`} text="Note an opinion" />
            </Section>
            <Figures texts={texts} />
          </>
        ),
      }
    },
  })

  action(app, desk, {
    at: `${textsAt}/find`,
    back: textsAt,
    act: ({ signed, request }) => review.propose(signed.colleague, idIn(request)),
    said: 'The texts of the copy are found.',
    instead: { early: searchFirst },
  })
  action(app, desk, {
    at: `${textsAt}/complete`,
    back: textsAt,
    async act({ signed, request }) {
      const answer = await review.complete(signed.colleague, idIn(request))
      // The list that it leads back to then has every text that is left, and how many they are.
      if (!answer.ok && answer.why === 'unread') await review.propose(signed.colleague, idIn(request))
      return answer
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'It is noted that every text is read.',
    instead: {
      early: searchFirst,
      unread:
        'Some texts are new, have changed, were decided on a ground that has ended, or wait for a second reader. The list below says which.',
    },
  })
  formPage(app, desk, {
    at: `${textsAt}/opinion`,
    back: textsAt,
    load,
    form: opinionForm,
    button: 'Save the opinion',
    draw: (_, whole, visit) => ({
      title: 'Opinion of a health professional',
      back: { href: `${requestsAt}/${idIn(visit.request)}/texts`, text: 'Texts to read' },
      lead: 'Whether giving the person the data about their health would be likely to do serious harm, to them or to anybody else.',
      body: whole,
    }),
    act: ({ signed, request }, answers) => review.noteOpinion(signed.colleague, idIn(request), answers),
    wrong: { early: { field: 'professional', message: searchFirst } },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}/texts`,
    said: 'The opinion is noted.',
  })
  oneTextRoutes(app, deps, review)
  oneMediaRoutes(app, deps, review)
}

function leadOf(texts: readonly ReadText[], unread: number, seconds: number): string {
  if (texts.length === 0) return 'No text has been looked for yet.'
  const left = unread === 0 ? '' : ` ${counted(unread, 'is', 'are')} left.`
  const waiting = seconds === 0 ? '' : ` ${counted(seconds, 'waits', 'wait')} for a second reader.`
  return `${texts.length - unread} of ${counted(texts.length, 'text')} read.${left}${waiting}`
}

function OneKind(props: { readonly at: string; readonly place: string; readonly texts: readonly ReadText[] }): JSX.Element {
  const title = placeWords(props.place)
  const alike = Map.groupBy(props.texts, ({ row }) => fieldWords(row))
  const numbered = props.texts.map((each) => {
    const words = fieldWords(each.row)
    const those = alike.get(words) ?? []
    return { ...each, called: those.length === 1 ? words : `${words} ${those.indexOf(each) + 1}` }
  })
  return (
    <Section id={`of-${props.place}`} heading={title}>
      <RecordTable
        caption={`${title}, not read first`}
        columns={[
          { heading: 'Text', cell: ({ row, called }) => <Link href={`${props.at}/${row.id}`}>{called}</Link> },
          { heading: 'Stands at', cell: stateOfText },
          { heading: 'Read by', cell: ({ row }) => [row.readBy, row.secondBy].filter((each) => each !== null).join(', then ') },
        ]}
        rows={numbered}
        empty=""
      />
    </Section>
  )
}

/** How often each rule that proposes passages was right. */
function Figures({ texts }: { readonly texts: readonly ReadText[] }): JSX.Element | null {
  const figures = ruleFigures(texts.map(({ reading }) => reading))
  if (figures.length === 0) return null
  const numeric = (count: number) => ({ text: String(count), format: 'numeric' as const })
  return (
    <Details summary="How often each rule was right">
      <Table
        caption="Passages that are decided, by the rule that found them"
        firstCellIsHeader={true}
        head={[
          { text: 'Rule' },
          { text: 'Proposed', format: 'numeric' },
          { text: 'Left out', format: 'numeric' },
          { text: 'Given', format: 'numeric' },
        ]}
        rows={figures.map(({ rule, proposed, kept, given }) => [
          { text: rule === null ? 'Marked by a colleague' : ruleWords(rule) },
          numeric(proposed),
          numeric(kept),
          numeric(given),
        ])}
      />
    </Details>
  )
}
