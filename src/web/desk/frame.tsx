import type { Frame } from '../components/index.ts'
import type { Editions } from '../deps.ts'
import type { Look } from '../look.ts'
import type { ColleaguesDoor } from '../sign-in/way-in.ts'

type FrameDeps = { readonly editions: Editions; readonly look: Look }

/** The bar and the foot of the desk. `path`: of the page. */
export function deskFrame({ editions, look }: FrameDeps, path?: string): Frame {
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
export function deskForColleagues(deps: FrameDeps): ColleaguesDoor {
  return { at: '/desk', name: 'desk', editions: deps.editions, frame: () => deskFrame(deps) }
}
