import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Certificate, certificateOf } from '#duties/rights/search/certificate.ts'
import { knownAround } from '#duties/rights/search/known-around.ts'
import { searchedAs } from '#duties/rights/search/rows.ts'
import type { rightsSearchOf } from '#duties/rights/search/search.ts'
import { LinkLine, RecordTable, Section, SummaryList } from '../../../components/index.ts'
import { page } from '../../../pages/index.ts'
import { type AtDesk, atDesk, counted, type DeskDeps, idIn, longDate } from '../../kit.ts'
import { requestsAt } from '../request-words.ts'

const at = `${requestsAt}/:id/search/certificate`

/** The certificate of a search: whole for us, and as the person gets it. */
export function certificateRoutes(app: FastifyInstance, deps: DeskDeps, search: ReturnType<typeof rightsSearchOf>): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  async function load({ request, signed }: AtDesk) {
    const look = await search.look(signed.colleague, idIn(request))
    if (!look.ok) return look.why === 'unidentified' ? ({ ok: false, why: 'gone' } as const) : look
    const around = await knownAround({ ...deps.gateDeps, gate: deps.gate }, signed.colleague, look.request)
    if (!around.ok) return around
    const certified = {
      edition: deps.editions.current().edition,
      as: searchedAs(look.request),
      reference: look.request.reference,
      rows: look.places.flatMap(({ row }) => row ?? []),
      identifiers: around.identifiers,
    }
    return { ok: true, request: look.request, certified } as const
  }
  for (const [route, of] of [
    [at, 'us'],
    [`${at}/copy`, 'person'],
  ] as const)
    page(app, desk, {
      at: route,
      back: `${requestsAt}/:id/search`,
      load,
      draw: ({ request, certified }) => ({
        title: of === 'us' ? `Certificate of the search for ${request.reference}` : `What we searched for ${request.reference}`,
        back: { href: `${requestsAt}/${request.id}/search`, text: 'The search' },
        lead: leadOf(certificateOf(certified, of)),
        body: (
          <>
            {whole(certificateOf(certified, of))}
            {of === 'us' ? (
              <LinkLine href={`${requestsAt}/${request.id}/search/certificate/copy`} text="See it as the person gets it" />
            ) : null}
          </>
        ),
      }),
    })
}

function leadOf({ nothingHeld, places, searchedOn }: Certificate): string {
  if (searchedOn === null) return 'Nothing has been searched yet.'
  if (nothingHeld) return `Every place was asked, and nothing is held. Last answered on ${longDate(searchedOn)}.`
  return `${counted(places.length, 'place')} asked. Last answered on ${longDate(searchedOn)}.`
}

function whole({ reference, searchedBy, searchedOn, identifiers, places, notSearched, exemptions }: Certificate): JSX.Element {
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Request', value: reference },
          { key: 'Searched for', value: identifiers.join('; ') },
          { key: 'Period', value: searchedOn === null ? null : `Everything held until ${longDate(searchedOn)}` },
          ...(searchedBy.length === 0 ? [] : [{ key: 'Asked and answered by', value: searchedBy.join(', ') }]),
        ]}
      />
      <Section id="asked" heading="What was searched">
        <RecordTable
          caption="Places asked, with what each answered"
          rows={places}
          wide
          columns={[
            { heading: 'Place', cell: ({ title }) => title },
            { heading: 'Answer', cell: ({ answer }) => answer },
            { heading: 'Found', format: 'numeric', cell: ({ found }) => found?.toLocaleString('en-GB') ?? '' },
            {
              heading: 'Asked',
              cell: ({ askedOn, chased }) => `${longDate(askedOn)}${chased === 0 ? '' : `, and ${counted(chased, 'time')} again`}`,
            },
            {
              heading: 'Answered',
              cell: ({ answeredOn, answeredBy }) =>
                [answeredOn === null ? null : longDate(answeredOn), answeredBy].filter((each) => each !== null).join(', '),
            },
            { heading: 'What was looked through', cell: ({ words }) => words ?? '' },
          ]}
          empty="No place has been asked yet."
        />
      </Section>
      <Section id="not-searched" heading="What was not searched, and why">
        <SummaryList rows={notSearched.map(({ what, why }) => ({ key: what, value: why }))} />
      </Section>
      {exemptions.length === 0 ? null : (
        <Section id="exemptions" heading="What was found and not given">
          <SummaryList rows={exemptions.map(({ ground, count }) => ({ key: ground, value: counted(count, 'item') }))} />
        </Section>
      )}
    </>
  )
}
