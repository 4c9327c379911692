import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { lawTodayOnLayer } from '#notice/law-today.ts'
import { activitiesOf, type NoticeRow, noticeRows } from '#notice/public-words.ts'
import { type Frame, Link, LinkLine, Page } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { WordList, withinSentence } from '../word-list.tsx'
import { LawNotes } from './law-notes.tsx'
import type { Layer } from './layer-page.tsx'
import { placeOfUse } from './narrowed.ts'
import { minutesInWords, withMinutes } from './reading-time.ts'
import { UseTable } from './use-table.tsx'
import { LawfulBases } from './uses-page.tsx'

type DetailProps = { readonly frame: Frame; readonly edition: Edition; readonly layer: Layer; readonly today: Temporal.PlainDate }

/** What stands behind a short notice (N3): each use that it concerns, who gets what of it and for how long it is kept, and the law of today. */
export function LayerDetailPage(props: DetailProps): JSX.Element {
  return withMinutes((minutes) => <Detail {...props} minutes={minutes} />)
}

function Detail({ frame, edition, layer, today, minutes }: DetailProps & { readonly minutes: number }): JSX.Element {
  return (
    <Page frame={frame} title={`${layer.title}: in detail`} back={{ href: `/notice/layers/${layer.id}`, text: layer.title }}>
      <p class="app-meta">About {minutesInWords(minutes)} to read</p>
      {layer.uses === undefined ? (
        <Tables edition={edition} layer={layer} />
      ) : (
        <InTheirWords edition={edition} layer={layer} uses={layer.uses} />
      )}
      {layer.uses === undefined ? <LawNotes notes={lawTodayOnLayer(edition, layer, today)} /> : null}
      <LinkLine href="/notice/rights" text="What you can ask us to do" />
      <Help about={`layer-${layer.id}`} />
    </Page>
  )
}

/** The uses that the notice is about, in full; then, in a line each, those that go for its readers as for others. */
function Tables({ edition, layer }: Pick<DetailProps, 'edition' | 'layer'>): JSX.Element {
  const rows = noticeRows(edition, layer)
  const isOwn = ({ activity }: NoticeRow) => layer.activities.includes(activity)
  const own = rows.filter(isOwn)
  const others = rows.filter((row) => !isOwn(row))
  return (
    <>
      {own.length === 0 ? null : <UseTable rows={own} caption={`Uses: ${layer.title}`} />}
      {others.length === 0 ? null : (
        <>
          <h2 class="govuk-heading-l">What goes for you as for others</h2>
          <p class="govuk-body">Each leads to its row in the table of every use.</p>
          <ul class="govuk-list govuk-list--spaced">
            {others.map((row) => (
              <OneLine edition={edition} row={row} />
            ))}
          </ul>
        </>
      )}
      <LawfulBases activities={activitiesOf(edition, layer).filter(({ id }) => layer.activities.includes(id))} />
    </>
  )
}

function OneLine({ edition, row }: { readonly edition: Edition; readonly row: NoticeRow }): JSX.Element {
  return (
    <li id={`use-${row.activity}`}>
      <Link href={placeOfUse(edition, row.activity)}>{row.title}</Link>. {row.why}{' '}
      {row.to.length === 0 ? null : (
        <>
          It can go to: <WordList words={row.to.map(({ id, label }) => ({ id, label: withinSentence(label) }))} />.
        </>
      )}
    </li>
  )
}

/** For readers for whom a table is too much: each use in their words, with who may hear of it and for how long it is kept. */
function InTheirWords(props: Pick<DetailProps, 'edition' | 'layer'> & { readonly uses: NonNullable<Layer['uses']> }): JSX.Element {
  const rows = new Map(noticeRows(props.edition, props.layer).map((row) => [row.activity, row]))
  return (
    <ul class="app-card-grid app-full">
      {props.uses.map(({ activity, says }) => {
        const row = rows.get(activity)
        return row === undefined ? null : (
          <li class="app-card" id={`use-${activity}`}>
            <h2 class="app-card__title">{row.title}</h2>
            <p>{says}</p>
            <p>
              {row.to.length === 0 ? (
                'We tell nobody else.'
              ) : (
                <>
                  We may tell: <WordList words={row.to.map(({ id, label }) => ({ id, label: withinSentence(label) }))} />.
                </>
              )}
            </p>
            <Kept edition={props.edition} row={row} />
          </li>
        )
      })}
    </ul>
  )
}

/** The most times that are told one by one. */
const mostTimes = 2

/** For how long, where that is soon said; else where to read it. */
function Kept({ edition, row }: { readonly edition: Edition; readonly row: NoticeRow }): JSX.Element {
  const times = [...new Set(row.kept.map(({ words }) => words))]
  return (
    <p class="app-meta">
      {times.length > mostTimes ? (
        <Link href={placeOfUse(edition, row.activity)}>
          For how long<span class="govuk-visually-hidden">: {row.title}</span>
        </Link>
      ) : (
        `How long: ${times.join('; ')}.`
      )}
    </p>
  )
}
