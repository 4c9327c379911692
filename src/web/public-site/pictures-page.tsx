import type { JSX } from 'preact'
import { Button, type Frame, Link, LinkLine, Page } from '../components/index.ts'
import type { ShownPicture } from '../deps.ts'
import { Panel } from './panel.tsx'

const names = new Intl.ListFormat('en-GB')

/** Every picture that we show here, each with the way to have it taken down. */
export function PicturesPage(props: { readonly frame: Frame; readonly pictures: readonly ShownPicture[] }): JSX.Element {
  return (
    <Page frame={props.frame} title="Pictures we show">
      <p class="app-lead">
        Are you in one of these pictures, and do not want to be? Tell us, and we remove it at once. You do not have to say why, or who you
        are.
      </p>
      {props.pictures.length === 0 ? <p class="govuk-body app-empty">We show no pictures here at the moment.</p> : null}
      <ul class="app-card-grid">
        {props.pictures.map((picture) => (
          <li class="app-card">
            <img class="app-picture" src={`/pictures/${picture.id}/small`} alt={picture.shows} />
            <p class="govuk-body">
              <Link href={`/pictures/${picture.id}/whole`}>
                {picture.shows}
                <span class="govuk-visually-hidden"> (the whole picture)</span>
              </Link>
              {picture.event === null ? null : <span class="app-meta"> {picture.event}</span>}
            </p>
            {picture.names.length === 0 ? null : <p class="govuk-body">With {names.format(picture.names)}</p>}
            <p class="govuk-body">
              <Link href={`/pictures/${picture.id}/take-down`}>
                Take it down<span class="govuk-visually-hidden">: {picture.shows}</span>
              </Link>
            </p>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        For a picture that you saw elsewhere, such as in a newsletter or on social media, <Link href="/contact">tell us where</Link>.
      </p>
    </Page>
  )
}

export function TakeDownPage(props: { readonly frame: Frame; readonly token: string; readonly picture: ShownPicture }): JSX.Element {
  const { picture } = props
  const back = { href: '/pictures', text: 'Pictures we show' }
  return (
    <Page frame={props.frame} title="Take this picture down" back={back}>
      <p class="app-lead">It is removed from our pages as soon as you press the button. We take it down elsewhere within two days.</p>
      <img class="app-picture" src={`/pictures/${picture.id}/small`} alt={picture.shows} />
      <p class="govuk-body">We cannot recall a printed leaflet that is already out. We leave the picture out of the next one.</p>
      <form method="post" action={`/pictures/${picture.id}/take-down`}>
        <input type="hidden" name="_csrf" value={props.token} />
        <Button>Take it down</Button>
      </form>
    </Page>
  )
}

export function TakenDownPage(props: { readonly frame: Frame }): JSX.Element {
  return (
    <Page frame={props.frame} title="The picture is down" heading="in-form">
      <Panel title="The picture is down">It is no longer on our pages.</Panel>
      <h2 class="govuk-heading-m">What happens next</h2>
      <p class="govuk-body">Wherever else we showed it, a colleague takes it down within two days, and records that it is gone.</p>
      <LinkLine href="/pictures" text="Back to the pictures we show" />
    </Page>
  )
}
