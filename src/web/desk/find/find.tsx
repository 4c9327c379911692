import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { done } from '#decisions/done-or-refused.ts'
import { Link } from '../../components/index.ts'
import { atDesk, type DeskParts } from '../kit.ts'
import { asksForSomebody, findingRoute, SearchBox } from './somebody.tsx'

const findAt = '/desk/find'
const asking = asksForSomebody(undefined, 'It finds names that are spelt a little differently, too.')

/** Finding a person. */
export function findRoutes(app: FastifyInstance, parts: DeskParts): void {
  const desk = atDesk(parts)
  findingRoute(app, parts, desk, {
    at: findAt,
    load: () => done,
    asking,
    choose: ({ person, name }) => <Link href={`/desk/people/${person}/open`}>{name}</Link>,
    draw: (_, search) => ({ title: 'Find a person', back: { href: desk.home, text: 'Today' }, body: search }),
  })
}

/** The box that leads there. */
export function FindBox({ token }: { readonly token: JSX.Element }): JSX.Element {
  return <SearchBox to={findAt} token={token} asking={asking} />
}
