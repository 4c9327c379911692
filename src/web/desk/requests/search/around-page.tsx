import type { FastifyInstance } from 'fastify'
import { findsOf } from '#duties/rights/search/finds.ts'
import { placeOfOthers, titleOf } from '#duties/rights/search/places.ts'
import type { rightsSearchOf } from '#duties/rights/search/search.ts'
import { InsetText, LinkLine, RecordTable } from '../../../components/index.ts'
import { page } from '../../../pages/index.ts'
import { type AtDesk, atDesk, counted, type DeskDeps, idIn, itemIn, legible } from '../../kit.ts'
import { requestsAt } from '../request-words.ts'

/** The texts in the records of people around somebody that name them: where each stands, and what it says. */
export function aroundRoutes(app: FastifyInstance, deps: DeskDeps, search: ReturnType<typeof rightsSearchOf>): void {
  const finds = findsOf({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  page(app, desk, {
    at: `${requestsAt}/:id/search/:item/around`,
    back: `${requestsAt}/:id/search`,
    async load({ request, signed }: AtDesk) {
      const look = await search.look(signed.colleague, idIn(request))
      if (!look.ok) return look.why === 'unidentified' ? ({ ok: false, why: 'gone' } as const) : look
      const row = look.places.find((each) => each.row?.id === itemIn(request))?.row
      if (row == null || row.place !== placeOfOthers) return { ok: false, why: 'gone' } as const
      const found = await finds.of(signed.colleague, idIn(request), placeOfOthers)
      return found.ok ? { ok: true, request: look.request, row, finds: found.finds } : found
    },
    draw: ({ request, row, finds: found }) => ({
      title: titleOf(deps.editions.current().edition, row.place),
      back: { href: `${requestsAt}/${request.id}/search`, text: `Search for ${request.reference}` },
      lead: `${counted(found.length, 'text names', 'texts name')} them. Each is read before it can leave, like every other text of the copy.`,
      body: (
        <>
          <InsetText>{row.words}</InsetText>
          <RecordTable
            caption="Texts that name them"
            rows={found}
            columns={[
              { heading: 'Where it stands', cell: ({ standsIn }) => legible(standsIn) },
              { heading: 'What it says', cell: ({ words }) => legible(words) },
            ]}
            empty="No text there names them."
          />
          <LinkLine href={`${requestsAt}/${request.id}/texts`} text="Read the texts of the copy" />
        </>
      ),
    }),
  })
}
