import type { JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { type Standing, standingOfLayer } from '#notice/whose-words.ts'
import { type Frame, Link, LinkLine, Page, Tag } from '../../components/index.ts'
import { Help } from '../help.tsx'
import { proposedWords } from '../proposed.ts'
import { Prose } from '../prose.tsx'
import { minutesInWords, withMinutes } from './reading-time.ts'
import { YouCan } from './you-can.tsx'

export type Layer = Edition['layers'][number]
type LayerProps = { readonly frame: Frame; readonly edition: Edition; readonly layer: Layer }

/** A short notice for one home or subject: what matters to these people. Each use in detail is one click behind. */
export function LayerPage(props: LayerProps): JSX.Element {
  return withMinutes((minutes) => <OneLayer {...props} minutes={minutes} />)
}

function OneLayer({ frame, edition, layer, minutes }: LayerProps & { readonly minutes: number }): JSX.Element {
  const own = layer.uses !== undefined
  return (
    <Page frame={frame} title={layer.title} back={{ href: '/notice', text: 'Privacy notice' }}>
      <p class="app-lead">{layer.summary}</p>
      <p class="app-meta">
        About {minutesInWords(minutes)} to read <WhoseWords standing={standingOfLayer(edition, layer)} />
      </p>
      <Prose markdown={layer.body} headingLevel={2} />
      <YouCan edition={edition} errands={layer.can ?? []} />
      <LinkLine
        href={`/notice/layers/${layer.id}/detail`}
        text={own ? 'More about each thing we do' : 'Each use in detail, and for how long'}
      />
      <Help about={`layer-${layer.id}`} />
    </Page>
  )
}

/** Whose words the page has; nothing where they are the landlord's own. */
function WhoseWords({ standing }: { readonly standing: Standing }): JSX.Element | null {
  if (standing === 'to-confirm') return <Tag tone="yellow">{proposedWords}</Tag>
  return standing === 'law' ? <Tag>The law today</Tag> : null
}

export function LayersPage(props: { readonly frame: Frame; readonly edition: Edition }): JSX.Element {
  return (
    <Page frame={props.frame} title="Short notices" back={{ href: '/notice', text: 'Privacy notice' }}>
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
