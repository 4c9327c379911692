import type { Frame } from '../components/index.ts'
import type { Look } from '../look.ts'
import type { Editions } from '../parts.ts'
import type { ColleaguesDoor } from '../sign-in/way-in.ts'

type FrameParts = { readonly editions: Editions; readonly look: Look }

/** The bar and the foot of the desk. `path`: of the page. */
export function deskFrame({ editions, look }: FrameParts, path?: string): Frame {
  return {
    name: `${editions.current().edition.landlord.shortName} · Desk`,
    home: '/desk',
    stylesheets: look.stylesheets,
    navigation: [{ href: '/desk', text: 'Today', current: path === '/desk' }],
    footer: [
      { href: '/notice', text: 'Privacy notice' },
      { href: '/promises', text: 'Are we keeping our promises?' },
    ],
    smallPrint: <p>Each time you open a record, we log it with your reason. The person can ask to see this.</p>,
  }
}

/** The desk, to be signed in to. */
export function deskForColleagues(parts: FrameParts): ColleaguesDoor {
  return { at: '/desk', name: 'desk', editions: parts.editions, frame: () => deskFrame(parts) }
}
