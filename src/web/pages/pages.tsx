import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { FormError } from '../components/error-summary.tsx'
import { HttpFault } from '../http-fault.ts'
import type { Door, Drawn, Visit } from './door.ts'

/** Not there, or not any more: status 404. */
type Absent = 'gone'

export type PageOf<V extends Visit, Shown> = {
  readonly at: string
  /** The way back from a refusal, where it is not the door's first page: an address, or a route whose names are those of this page's own. */
  readonly back?: string
  load(visit: V): Promise<Answer<Shown, Absent>> | Answer<Shown, Absent>
  draw(shown: Shown, visit: V): Drawn
}

/** A page to read. */
export function page<V extends Visit, Shown>(app: FastifyInstance, door: Door<V>, of: PageOf<V, Shown>): void {
  app.get(
    of.at,
    door.enter((visit) => loaded(door, of, visit, (shown) => send(door, visit, of.draw(shown, visit)))),
  )
}

/** What is shown, to work with it; or, where it cannot be, the answer that says so. `gone`: what is answered where it is not there, if not 404. */
export async function loaded<V extends Visit, Shown>(
  door: Door<V>,
  of: Pick<PageOf<V, Shown>, 'load' | 'back'>,
  visit: V,
  work: (shown: Shown) => unknown,
  gone?: () => unknown,
): Promise<unknown> {
  const answer = await of.load(visit)
  if (answer.ok) return work(answer)
  if (answer.why === 'gone' && gone !== undefined) return gone()
  if (answer.why === 'gone') throw new HttpFault(404, 'there is nothing of that id')
  return door.refuse(visit, answer.refusal, 'view', wayBack(door, of, visit))
}

/** The address of the way back from a page: its own, or the door's first page. */
export function wayBack<V extends Visit>(door: Door<V>, { back = door.home }: Pick<PageOf<V, unknown>, 'back'>, visit: V): string {
  return addressOf(back, visit)
}

/** The address of one: a route, with what this request's own address has for each of its names. */
export function addressOf(route: string, { request }: Visit): string {
  const named = names.safeParse(request.params)
  return route.replace(/:(\w+)/g, (name, word: string) => named.data?.[word] ?? name)
}

const names = z.record(z.string(), z.string())

/** A page through its door. Its version is its `etag`, where nothing is wrong with what was sent. */
export function send<V extends Visit>(
  door: Door<V>,
  visit: V,
  drawn: Drawn,
  errors?: readonly FormError[],
): FastifyReply | Promise<FastifyReply> {
  if (drawn.version !== undefined && errors === undefined) visit.reply.header('etag', `"${drawn.version}"`)
  return door.send(visit, drawn, errors)
}
