import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { Button } from '../components/index.ts'
import { form, text } from '../form/index.ts'
import { formPage, page } from '../pages/index.ts'
import { notSignedOut, thanks } from './badge-words.ts'
import type { ReceptionDeps } from './deps.ts'
import { receptionAt } from './frame.tsx'
import { asksSoon, endsSoon } from './idle.tsx'
import { atKiosk } from './kiosk-door.tsx'

const title = 'What is the code on your badge?'
const typed = form({
  code: text({
    label: title,
    isPageHeading: true,
    hint: 'It stands by the square. You can also scan the square with your phone. If you do not have your badge any more, tell the receptionist.',
    most: 40,
    missing: 'Enter the code on your badge',
  }),
})

/** Signing out by the code on the badge. There is no list in which to find oneself: it would show who else is here. */
export function signOutRoutes(app: FastifyInstance, deps: ReceptionDeps): void {
  const kiosk = atKiosk(deps)
  formPage(app, kiosk, {
    at: `${receptionAt}/sign-out`,
    load({ reply }) {
      asksSoon(deps, reply, 'sign-out')
      return done
    },
    form: typed,
    button: 'Sign out',
    draw: (_, whole) => ({ title, heading: 'in-form', back: { href: receptionAt }, body: whole }),
    async act({ request, kiosk: { id } }, { code }) {
      const left = await app.tried(request, 'badge-code', id)
      return left > 0 ? { ok: false, why: 'too-often' } : deps.book.signOutByBadge(code)
    },
    wrong: {
      'too-often': { field: 'code', message: 'Too many badges were tried here. Wait a minute, or tell the receptionist' },
      left: { field: 'code', message: notSignedOut.left.lead },
      'earlier-day': { field: 'code', message: notSignedOut['earlier-day'].lead },
      unknown: { field: 'code', message: notSignedOut.unknown.lead },
    },
    leadsTo: () => `${receptionAt}/signed-out`,
  })
  page(app, kiosk, {
    at: `${receptionAt}/signed-out`,
    load({ reply }) {
      endsSoon(deps, reply)
      return done
    },
    draw: () => ({ ...thanks, body: <Button href={receptionAt}>Done</Button> }),
  })
}
