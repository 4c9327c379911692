import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { sendPage } from '../answers.tsx'
import type { Frame } from '../components/index.ts'
import { parseQuery } from '../forms.ts'
import { noQuery } from './addresses.ts'
import { publicFrame } from './frame.tsx'
import type { PublicSite } from './site.ts'

/** Registers pages to read whose addresses take nothing. */
export function readPages(app: FastifyInstance, deps: PublicSite) {
  return (path: string, make: (frame: Frame) => JSX.Element | Promise<JSX.Element>): void => {
    app.get(path, async (request, reply) => {
      parseQuery(noQuery, request.query)
      return sendPage(reply, await make(publicFrame(deps, path)))
    })
  }
}
