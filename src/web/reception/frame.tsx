import type { ComponentChildren, JSX } from 'preact'
import type { Kiosk } from '#duties/visits/kiosks.ts'
import { officesOf } from '#duties/visits/sees.ts'
import type { Edition } from '#notice/edition.ts'
import { type FormError, type Frame, Page } from '../components/index.ts'
import type { Editions } from '../deps.ts'
import type { Look } from '../look.ts'

/** The address of the start screen. */
export const receptionAt = '/reception'
/** Where the answers are checked, and where the badge is shown. */
export const checkAt = `${receptionAt}/check`
export const shownAt = `${receptionAt}/badge`

type FrameDeps = { readonly editions: Editions; readonly look: Look }

/** Nothing leads away from the tablet's own pages. At the foot: which office it stands in. */
export function kioskFrame({ editions, look }: FrameDeps, kiosk?: Kiosk): Frame {
  const { edition } = editions.current()
  return {
    name: `${edition.landlord.shortName} · Reception`,
    home: receptionAt,
    stylesheets: look.stylesheets,
    navigation: [],
    footer: [],
    ...(kiosk === undefined ? {} : { smallPrint: <p>{officeName(edition, kiosk.site)}</p> }),
  }
}

/** An office as people call it. One that the landlord no longer names is called as it was stored. */
export function officeName(edition: Edition, site: string): string {
  return officesOf(edition).find(({ id }) => id === site)?.name ?? site
}

type KioskPageProps = {
  readonly frame: Frame
  readonly title: string
  readonly heading?: 'in-form' | undefined
  readonly back?: { readonly href: string; readonly text?: string } | undefined
  readonly lead?: ComponentChildren
  readonly errors?: readonly FormError[] | undefined
  readonly children?: ComponentChildren
}

/** A page of the tablet: large text and large targets. */
export function KioskPage({ lead, children, ...page }: KioskPageProps): JSX.Element {
  return (
    <Page {...page} width="kiosk">
      {lead === undefined ? null : <p class="app-lead">{lead}</p>}
      {children}
    </Page>
  )
}
