import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { type Column, LinkLine, RecordTable } from '../components/index.ts'
import { parseQuery } from '../forms.ts'
import { type Door, type Drawn, pathOf, type Visit } from './door.ts'
import { addressOf, type PageOf, page } from './pages.tsx'

type Listed<Row> = { readonly rows: readonly Row[] }

/** A page that is a table: what is listed, and the ways on from it. */
export type ListOf<V extends Visit, Row> = Omit<PageOf<V, Listed<Row>>, 'draw'> &
  Pick<Drawn, 'title'> & {
    /** The page that it hangs on, where the bar does not lead to it: its address, or a route whose names are those of this one. */
    readonly up?: Drawn['back']
    /** The answer first: how much there is, or what is listed. */
    readonly lead: string | ((rows: readonly Row[]) => string)
    /** The subject's other lists. */
    tabs?(visit: V): ComponentChildren
    /** Ways on, such as to a new one. */
    links?(visit: V): readonly { readonly href: string; readonly text: string }[]
    /** Says what is listed, in which order, to whoever does not see the heading. */
    readonly caption: string
    /** Many columns: shown as blocks on anything narrower than a desk. */
    readonly wide?: boolean
    readonly columns: readonly Column<Row>[]
    readonly empty: string
    /** The words that lead to the rows after a full page of `most`, by the id of the last. */
    readonly more?: { readonly most: number; readonly text: string; idOf(row: Row): string }
  }

/** A page that lists. */
export function listPage<V extends Visit, Row>(app: FastifyInstance, door: Door<V>, of: ListOf<V, Row>): void {
  const { title, up, lead, caption, wide, columns, empty, more } = of
  page(app, door, {
    ...of,
    draw({ rows }, visit) {
      const path = pathOf(visit.request)
      const last = more === undefined || rows.length < more.most ? undefined : rows.at(-1)
      const body = (
        <>
          {of.tabs?.(visit)}
          {of.links?.(visit).map((link) => (
            <LinkLine {...link} />
          ))}
          <RecordTable
            caption={caption}
            wide={wide}
            columns={columns}
            rows={rows}
            empty={path === visit.request.url ? empty : 'There are no more.'}
          />
          {more === undefined || last === undefined ? null : (
            <LinkLine href={`${path}?after=${more.idOf(last)}`} text={more.text} rel="next" />
          )}
        </>
      )
      const first = up === undefined ? undefined : { ...up, href: addressOf(up.href, visit) }
      const leads = path === visit.request.url ? first : { href: path }
      return { title, back: leads, lead: typeof lead === 'string' ? lead : lead(rows), body }
    },
  })
}

/** The id of the last row that was shown before, which the address names where it leads to later ones. */
export function askedAfter({ query }: FastifyRequest): string | undefined {
  return parseQuery(asked, query).after
}

const asked = z.strictObject({ after: z.uuid().optional() })
