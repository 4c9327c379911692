import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { lawTodayOnLayer } from '#notice/law-today.ts'
import { noticeRows } from '#notice/public-words.ts'
import { type Standing, standingOfLayer } from '#notice/whose-words.ts'
import { type Frame, InsetText, Link, Page } from '../components/index.ts'
import { Help } from './help.tsx'
import { LawNotes } from './law-notes.tsx'
import { Prose } from './prose.tsx'
import { UseTable } from './use-table.tsx'

type Layer = Edition['layers'][number]

/** A shorter notice for one subject: the answer first, then only the rows that concern it. */
export function LayerPage(props: {
  readonly frame: Frame
  readonly edition: Edition
  readonly layer: Layer
  readonly today: Temporal.PlainDate
}): JSX.Element {
  const { edition, layer } = props
  return (
    <Page frame={props.frame} title={layer.title} back={{ href: '/notice', text: 'Privacy notice' }}>
      <p class="app-lead">{layer.summary}</p>
      <WhoseWords standing={standingOfLayer(edition, layer)} landlord={edition.landlord.shortName} />
      <Prose markdown={layer.body} headingLevel={2} />
      <LawNotes notes={lawTodayOnLayer(edition, layer, props.today)} />
      <h2 class="govuk-heading-l">What we use, why, and for how long</h2>
      <UseTable rows={noticeRows(edition, layer)} caption={`Uses: ${layer.title}`} />
      <p class="govuk-body">
        This is part of <Link href="/notice">our privacy notice</Link>, which also says{' '}
        <Link href="/notice#rights">what you can ask us to do</Link>.
      </p>
      <Help about={`layer-${layer.id}`} />
    </Page>
  )
}

/** Whose words the page has, before it is read; nothing where they are the landlord's own. */
function WhoseWords({ standing, landlord }: { readonly standing: Standing; readonly landlord: string }): JSX.Element | null {
  if (standing === 'to-confirm')
    return (
      <InsetText>
        <strong>Proposed.</strong> {landlord}’s notice names this shorter one. Its own words are not here. These were written from the uses
        in the table below, and {landlord} has not confirmed them.
      </InsetText>
    )
  if (standing !== 'law') return null
  return (
    <InsetText>
      <strong>The law today.</strong> {landlord}’s notice names this shorter one. This page tells what the law gives you now, in words that
      are not {landlord}’s.
    </InsetText>
  )
}

export function LayersPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  return (
    <Page frame={props.frame} title="Shorter notices" back={{ href: '/notice', text: 'Privacy notice' }}>
      <ul class="app-card-grid app-full">
        {props.edition.layers.map((layer) => (
          <li class="app-card">
            <h2 class="app-card__title">
              <Link href={`/notice/layers/${layer.id}`}>{layer.title}</Link>
            </h2>
            <p>{layer.summary}</p>
          </li>
        ))}
      </ul>
      <Help about="layers" />
    </Page>
  )
}
