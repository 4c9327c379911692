import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { Link } from '../../components/index.ts'
import { atDesk, type DeskDeps } from '../kit.ts'
import { asksForSomebody, findingRoute } from './somebody.tsx'

export const findAt = '/desk/find'
export const asking = asksForSomebody(undefined, 'Similar spellings are found too.')

/** Finding a person. */
export function findRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const desk = atDesk(deps)
  findingRoute(app, deps, desk, {
    at: findAt,
    load: () => done,
    asking,
    homes: true,
    name: ({ person, name }) => <Link href={`/desk/people/${person}/open`}>{name}</Link>,
    draw: (_, search) => ({ title: 'Find a person', back: { href: '/desk', text: 'Today' }, body: search }),
  })
}
