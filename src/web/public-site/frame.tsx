import { knowsPictures } from '#duties/pictures/add.ts'
import { changesAt } from '#duties/readers/letters.ts'
import type { Frame } from '../components/index.ts'
import type { Editions } from '../deps.ts'
import type { Look } from '../look.ts'

/** Where the pictures stand that our own pages show. */
const picturesAt = '/pictures'

const navigation = [
  { href: '/notice', text: 'Privacy notice' },
  { href: '/notice/how-long', text: 'How long we keep things' },
  { href: '/notice/who-gets-what', text: 'Who gets what' },
  { href: '/contact', text: 'Contact us' },
] as const

const footer = [
  { href: '/promises', text: 'Are we keeping our promises?' },
  { href: '/notice/editions', text: 'Older notices' },
  { href: changesAt, text: 'Be told of changes' },
  { href: picturesAt, text: 'Pictures we show' },
  { href: '/security', text: 'Security' },
  { href: '/accessibility', text: 'Accessibility' },
] as const

/** The bar and the foot of the public site; `current`: the address of the page shown. */
export function publicFrame(deps: { readonly editions: Editions; readonly look: Look }, current?: string): Frame {
  const { edition } = deps.editions.current()
  return {
    name: edition.landlord.shortName,
    home: '/notice',
    language: edition.language,
    stylesheets: deps.look.stylesheets,
    navigation: navigation.map((item) => ({ ...item, current: item.href === current })),
    footer: footer.filter(({ href }) => href !== picturesAt || knowsPictures(edition)).map((item) => ({ ...item })),
    smallPrint: (
      <p>
        {edition.landlord.name}. {edition.title}, {edition.dated} edition. This site sets no cookie unless you fill in a form, and then only
        the one that protects the form.
      </p>
    ),
  }
}
