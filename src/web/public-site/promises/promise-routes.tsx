import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { promiseWords } from '#duties/promises/promise-states.ts'
import { sendPage } from '../../answers.tsx'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { publicFrame } from '../frame.tsx'
import type { PublicSite } from '../site.ts'
import { PromisePage } from './promise-page.tsx'
import { stateAt, stateInAddress } from './promise-summary.tsx'
import { PromisesPage } from './promises-page.tsx'

/** A form sends an empty one where nothing is chosen. */
const asked = z.strictObject({
  state: z.enum(['', ...promiseWords.map(stateInAddress)]).default(''),
  section: z
    .string()
    .regex(/^[a-z0-9-]{0,80}$/)
    .default(''),
})
const clauseInAddress = z.strictObject({ clause: z.string().regex(/^[A-Z]{1,2}[0-9]{1,2}$/) })

/** How the notice is kept: all clauses, and each with its evidence. */
export function promiseRoutes(app: FastifyInstance, deps: PublicSite): void {
  app.get('/promises', async (request, reply) => {
    const released = deps.editions.current()
    const query = parseQuery(asked, request.query)
    const section = released.edition.notice.find(({ id }) => id === query.section)
    if (query.section !== '' && section === undefined) throw new HttpFault(404, 'there is no such section of the notice')
    const [promises, night, proof] = [await deps.promises(), await deps.lastNight(), await deps.proof()]
    const narrowed = { state: stateAt(query.state), section }
    const frame = publicFrame(deps, '/promises')
    return sendPage(
      reply,
      <PromisesPage frame={frame} released={released} promises={promises} night={night} proof={proof} narrowed={narrowed} />,
    )
  })
  app.get('/promises/:clause', async (request, reply) => {
    const { clause } = parseQuery(clauseInAddress, request.params)
    const { edition } = deps.editions.current()
    const [promises, night, proof] = [await deps.promises(), await deps.lastNight(), await deps.proof()]
    const promise = promises.find((each) => each.clause === clause)
    if (promise === undefined) throw new HttpFault(404, 'there is no such clause of the notice')
    return sendPage(reply, <PromisePage frame={publicFrame(deps)} edition={edition} promise={promise} night={night} proof={proof} />)
  })
}
