import type { FastifyInstance } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import { itsMedia, wholeItem } from '#duties/rights/decided.ts'
import { groupsToAsk } from '#duties/rights/review/groups.ts'
import { outcomeWords } from '#duties/rights/review/outcomes.ts'
import type { reviewOf, TextLook } from '#duties/rights/review/review.ts'
import { Details, InsetText, LinkLine, SummaryList } from '../../../components/index.ts'
import { sentAlong } from '../../../forms.ts'
import { action, actionButton, formAbout } from '../../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn, legible, longDate, textIn } from '../../kit.ts'
import { seenSent } from '../answer-load.ts'
import { requestsAt } from '../request-words.ts'
import { AsItGoes } from './hide-places.tsx'
import { MarkedText } from './marked-text.tsx'
import { changedSince, orNotNow, searchFirst } from './not-now.ts'
import { decidingFrom, knownOf, textForm } from './text-form.ts'
import { fieldWords, placeWords, stateOfText } from './text-words.ts'

/** One text of a copy with its passages, and what is decided about each. */
export function oneTextRoutes(app: FastifyInstance, deps: DeskDeps, review: ReturnType<typeof reviewOf>): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const [list, at] = [`${requestsAt}/:id/texts`, `${requestsAt}/:id/texts/:text`]
  const listOf = ({ request }: AtDesk) => `${requestsAt}/${idIn(request)}/texts`

  formAbout(app, desk, {
    at,
    back: list,
    async load({ request, signed }: AtDesk) {
      return orNotNow(await review.look(signed.colleague, idIn(request), textIn(request)))
    },
    form: ({ found }) => textForm(found ?? nothing),
    known: ({ found }) => (found === null ? {} : knownOf(found)),
    button: 'Read, next text',
    draw({ found, words }, whole, visit) {
      const back = { href: listOf(visit), text: 'Texts to read' }
      if (found === null) return { title: 'A text of the copy', back, lead: words, body: null }
      const { row } = found
      const title = `${placeWords(row.place)}: ${fieldWords(row)}`
      const here = `${listOf(visit)}/${row.id}`
      const second = found.isSecondDue ? (
        <Second row={row}>
          {actionButton(desk, visit, `${here}/second`, 'I have read it, and agree with what is decided', { version: row.version })}
        </Second>
      ) : null
      if (row.fieldName === itsMedia) {
        const media = `${here}/media`
        const body = [
          found.reading.hidden.length === 0 ? null : <AsItGoes media={media} />,
          second,
          <LinkLine href={media} text="Open it, and decide whether it goes" />,
        ]
        return { title, back, lead: `${stateOfText(found)}.`, body }
      }
      if (row.fieldName !== wholeItem) {
        const body = [second, <OneText look={found}>{whole}</OneText>]
        return { title, back, version: row.version, lead: `${stateOfText(found)}.`, body }
      }
      const button = actionButton(desk, visit, `${here}/give`, { text: 'Read its texts one by one instead', look: 'secondary' })
      return {
        title,
        back,
        lead: `All of this record is withheld. ${stateOfText(found)}.`,
        body: [<WholeItem look={found} />, second, button],
      }
    },
    async act(visit, answers, { found }) {
      if (found === null) return { ok: false, why: 'stale' } as const
      const seen = { request: found.request.id, id: found.row.id, version: answers.version }
      return review.decide(visit.signed.colleague, seen, decidingFrom(answers))
    },
    wrong: {
      early: { field: 'words', message: searchFirst },
      changed: { field: 'words', message: 'The text has changed: go back to the list and look for new and changed texts' },
      'not-found': { field: 'words', message: 'Enter words as they stand in the text' },
    },
    leadsTo(visit, { isRead }, { found }) {
      const next = isRead ? (found?.next ?? null) : textIn(visit.request)
      return next === null ? listOf(visit) : `${listOf(visit)}/${next}`
    },
    said: 'Your decisions are saved.',
  })
  action(app, desk, {
    at: `${at}/second`,
    back: at,
    act({ signed, request }) {
      const { version } = sentAlong(seenSent, request.body)
      return review.second(signed.colleague, { request: idIn(request), id: textIn(request), version })
    },
    leadsTo: listOf,
    said: 'It is noted that you have read it too.',
    instead: {
      early: searchFirst,
      changed: changedSince,
      unread: 'Nobody has decided about it yet.',
      own: 'Ask another colleague to read it: you decided about it last.',
    },
  })
  action(app, desk, {
    at: `${at}/give`,
    back: list,
    act: ({ signed, request }) => review.giveItem(signed.colleague, idIn(request), textIn(request)),
    said: 'The record is not withheld as a whole any more. Its texts are read one by one.',
    instead: { early: searchFirst },
  })
}

function Second({ row, children }: { readonly row: TextLook['row']; readonly children: ComponentChildren }): JSX.Element {
  return (
    <InsetText>
      <p class="govuk-body">
        A second colleague has to read this before it leaves. {legible(row.readBy)} decided about it. If you agree, say so. If you do not,
        decide it anew.
      </p>
      {children}
    </InsetText>
  )
}

const nothing = { value: '', reading: { isTheirs: false, isHealth: false, passages: [], whole: null, cut: null, hidden: [], clips: [] } }

function OneText({ look, children }: { readonly look: TextLook; readonly children: ComponentChildren }): JSX.Element {
  const groups = groupsToAsk(look.value, look.reading)
  return (
    <>
      <MarkedText text={look.value} groups={groups} />
      {look.reading.isHealth ? (
        <p class="govuk-body">
          This concerns health. Whatever is decided here, it leaves only where the person told us it, or a health professional’s opinion
          allows it.
        </p>
      ) : null}
      <Details summary="How to decide about other people">
        <ol class="govuk-list govuk-list--number">
          <li>Can they be identified from it, or with what the person has or can get? Neighbours usually can. If not, give it.</li>
          <li>Do they agree? If they do, give it. You need not ask, and asking may harm.</li>
          <li>
            Is it reasonable without? Weigh what kind of information it is, whether it was told in confidence, whether you asked, whether
            they can agree, and whether they refused. A health professional in a health record, and social workers and our own colleagues in
            their work, are normally named.
          </li>
        </ol>
      </Details>
      {children}
    </>
  )
}

function WholeItem({ look: { reading, row } }: { readonly look: TextLook }): JSX.Element {
  const { whole } = reading
  const rows = [
    { key: 'Ground', value: whole === null ? null : outcomeWords(whole.outcome) },
    { key: 'Why', value: whole?.why ?? null },
    { key: 'Decided by', value: row.readBy },
    { key: 'Holds until', value: whole?.until == null ? null : longDate(whole.until) },
  ]
  return <SummaryList rows={rows} />
}
