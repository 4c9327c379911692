import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { calls, mostUnlinked, type UnlinkedNumber } from '#duties/calls/calls.ts'
import { type Found, find, findingActivity } from '#gate/find.ts'
import { firstPage } from '#gate/work-list.ts'
import { Button, Link, RecordTable, Section, SummaryList } from '../../components/index.ts'
import { parseForm, parseQuery, type Refusal } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { action, type Drawn, loaded, page } from '../../pages/pages.tsx'
import { asksForSomebody, foundBy } from '../find/asking.ts'
import { type AtDesk, atDesk, type DeskParts, dayAndTime, idIn, refused } from '../kit.ts'
import { CallsNavigation, callsAt, RowButton, unlinkedAt } from './around.tsx'

const pageAsked = z.strictObject({ after: z.uuid().optional() })
const linkShape = z.strictObject({ person: z.uuid() })
const finding = asksForSomebody(foundBy)

/** What was looked for on the page of one call, and who was found. */
type Looked = {
  readonly words?: string
  readonly found?: { readonly people: readonly Found[]; readonly more: boolean }
  readonly refused?: Refusal
}

/** Calls of which nobody knows whose they were: the list, one of them, and saying whose it was (TC1, TC2). */
export function unlinkedRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = calls(parts.gate)
  const desk = atDesk(parts, { activity: 'call-recording', act: 'view', categories: ['calling-line-identity'] })
  const one = {
    back: '/desk',
    load: ({ request, signed }: AtDesk) => list.unlinkedOne(signed.colleague, idIn(request)),
  }
  const show = (visit: AtDesk, looked: Looked) =>
    loaded(desk, one, visit, ({ item }) => desk.send(visit, callOf(item, desk.token(visit), looked), looked.refused?.errors))

  page(app, desk, {
    at: unlinkedAt,
    back: '/desk',
    load: ({ request, signed }) => list.unlinked(signed.colleague, parseQuery(pageAsked, request.query).after ?? firstPage),
    draw: ({ rows }, { signed }) => ({
      title: 'Calls linked to nobody',
      current: callsAt,
      body: (
        <>
          <CallsNavigation open={signed.calls} current={unlinkedAt} />
          <p class="app-lead">Their number is nobody’s, or several people’s. Linked or not, each is deleted on its day.</p>
          <RecordTable
            caption="Calls linked to nobody"
            captionHidden
            empty="Every recorded call is linked to a person."
            rows={rows}
            columns={[
              { heading: 'When', cell: ({ id, collectedAt }) => <Link href={`${unlinkedAt}/${id}`}>{dayAndTime(collectedAt)}</Link> },
              { heading: 'Number', cell: ({ callingNumber }) => callingNumber ?? 'Not held' },
            ]}
          />
          <MoreCalls after={rows.length < mostUnlinked ? undefined : rows.at(-1)?.id} />
        </>
      ),
    }),
  })
  app.get(
    `${unlinkedAt}/:id`,
    desk.enter((visit) => show(visit, {})),
  )
  app.post(
    `${unlinkedAt}/:id`,
    desk.sends,
    desk.enter(async (visit) => {
      const { request, reply, signed } = visit
      const sent = finding.read(request.body, desk.today())
      if (!sent.ok) {
        reply.code(422)
        return show(visit, { refused: sent })
      }
      const { words } = sent.value
      const activity = findingActivity(parts.gateParts, signed.colleague)
      const found = await find(parts.gateParts, signed.colleague, activity, words)
      if (found.ok) return show(visit, { words, found })
      return refused(parts, reply, signed, found.refusal, unlinkedAt, { activity, categories: ['personal-details'] })
    }),
  )
  action(app, atDesk(parts, { activity: 'call-recording', categories: ['call-recordings'] }), {
    at: `${unlinkedAt}/:id/link`,
    back: unlinkedAt,
    act({ request, signed }) {
      const sent = parseForm(linkShape, request.body)
      if (!sent.ok) throw new HttpFault(400, 'the form does not say whose call it was')
      return list.link(signed.colleague, idIn(request), sent.value.person)
    },
    leadsTo: () => unlinkedAt,
    said: 'The call is on the person’s record.',
  })
}

function MoreCalls({ after }: { readonly after: string | undefined }): JSX.Element | null {
  if (after === undefined) return null
  return (
    <p class="govuk-body">
      <Link href={`${unlinkedAt}?after=${after}`} rel="next">
        More calls
      </Link>
    </p>
  )
}

/** One of them, and finding the person whose it was. */
function callOf(call: UnlinkedNumber, token: JSX.Element, { words, found, refused: wrong }: Looked): Drawn {
  const at = `${unlinkedAt}/${call.id}`
  const body = (
    <>
      <SummaryList
        rows={[
          { key: 'When', value: dayAndTime(call.collectedAt) },
          { key: 'Number', value: call.callingNumber ?? 'Not held' },
        ]}
      />
      <form method="post" action={`${at}#results`} novalidate>
        {token}
        {finding.fields(words === undefined ? {} : { words }, wrong)}
        <Button>Find</Button>
      </form>
      {found === undefined ? null : (
        <Section id="results" heading={found.people.length === 0 ? 'Nobody found' : 'Whose was it?'} focus>
          {found.more ? <p class="govuk-body">These are the nearest. Write more to see fewer.</p> : null}
          <RecordTable
            caption="People found"
            captionHidden
            empty="Try another spelling, or fewer words."
            rows={found.people}
            columns={[
              { heading: 'Name', cell: ({ name }) => name },
              { heading: 'Born', cell: ({ bornIn }) => bornIn ?? 'Not held' },
              {
                heading: 'Call',
                cell: ({ person, name }) => (
                  <RowButton to={`${at}/link`} token={token} sends={{ person }} text="Link the call" about={`to ${name}`} />
                ),
              },
            ]}
          />
        </Section>
      )}
    </>
  )
  return { title: 'Whose call was it?', back: { href: unlinkedAt, text: 'Calls linked to nobody' }, body }
}
