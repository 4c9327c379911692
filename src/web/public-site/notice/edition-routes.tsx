import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { compare } from '#notice/compare.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../../answers.tsx'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { idInAddress } from '../addresses.ts'
import { publicFrame } from '../frame.tsx'
import type { PublicSite } from '../site.ts'
import { ComparePage } from './compare-page.tsx'
import { EditionsPage } from './editions-page.tsx'
import { NoticePage } from './notice-page.tsx'
import { reworded } from './reworded.ts'

const pair = z.strictObject({ from: idInAddress.shape.id, to: idInAddress.shape.id.optional() })

/** Older editions, and what changed between two. Compare without `to`: with the one in force. */
export function editionRoutes(app: FastifyInstance, deps: PublicSite): void {
  const { editions } = deps
  const frame = () => publicFrame(deps, '/notice/editions')
  const released = (id: string) => {
    const line = editions.list().find((each) => each.id === id)
    const found = editions.get(id)
    if (line === undefined || found === undefined) throw new HttpFault(404, 'there is no such edition')
    return { line, edition: found.edition }
  }

  app.get('/notice/editions', (_request, reply) =>
    sendPage(reply, <EditionsPage frame={frame()} editions={editions.list()} current={editions.current().edition} />),
  )
  app.get('/notice/editions/compare', (request, reply) => {
    const query = parseQuery(pair, request.query)
    const from = released(query.from)
    const to = released(query.to ?? editions.current().edition.id)
    return sendPage(
      reply,
      <ComparePage
        frame={frame()}
        editions={editions.list()}
        from={from.line}
        to={to.line}
        differences={compare(from.edition, to.edition)}
        reworded={reworded(from.edition, to.edition)}
      />,
    )
  })
  app.get('/notice/editions/:id', (request, reply) => {
    const { edition } = released(parseQuery(idInAddress, request.params).id)
    const older = edition.id !== editions.current().edition.id
    return sendPage(reply, <NoticePage frame={frame()} edition={edition} today={dateIn(deps.clock())} older={older} />)
  })
}
