import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { sendPage } from '../../answers.tsx'
import { Link } from '../../components/index.ts'
import { limitedAsSigningIn } from '../../request-limits.ts'
import { deskFrame } from '../frame.tsx'
import { atDesk, type DeskParts } from '../kit.ts'
import { colleagueOf } from '../session.ts'
import { SignInPage } from '../sign-in-pages.tsx'
import { asksForSomebody, findingRoute } from './somebody.tsx'

/** Finding a person; whoever is signed out signs in here. */
export function findRoutes(app: FastifyInstance, parts: DeskParts): void {
  const desk = atDesk(parts)
  const drawn = (body: JSX.Element) => ({ title: 'Find a person', current: '/desk', body })
  const search = findingRoute(app, parts, desk, {
    at: '/desk/find',
    load: () => done,
    asking: asksForSomebody(undefined, 'It finds names that are spelt a little differently, too.'),
    choose: ({ person, name }) => <Link href={`/desk/people/${person}/open`}>{name}</Link>,
    draw: (_, search) => drawn(search),
  })
  const first = desk.enter((visit) => desk.send(visit, drawn(search(visit))))
  app.get('/desk', { config: limitedAsSigningIn }, (request, reply) =>
    colleagueOf(request) === undefined ? sendPage(reply, <SignInPage frame={deskFrame(parts)} />) : first(request, reply),
  )
}
