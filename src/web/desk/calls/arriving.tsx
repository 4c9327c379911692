import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type Arriving, arriving, shownFor } from '#duties/calls/arriving.ts'
import type { Found } from '#gate/find.ts'
import { Button, Link, RecordTable } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import type { Refusal } from '../../forms.ts'
import type { Drawn } from '../../pages/pages.tsx'
import { type AtDesk, atDesk, clockTime, type DeskParts } from '../kit.ts'
import { arrivingAt, CallsNavigation, callsAt } from './around.tsx'

declare module 'fastify' {
  interface Session {
    /** The extension of the telephone that the colleague answers. */
    line?: string | undefined
  }
}

type Offered = { readonly call: Arriving; readonly people: readonly Found[] }

const lineForm = (line: string | undefined) =>
  form({
    line: text({
      label: line === undefined ? 'Which telephone do you answer?' : 'Answer another telephone',
      hint: 'Its extension, such as 2104. It is remembered until you sign out.',
      most: 40,
      width: '10',
      missing: 'Write the extension of your telephone',
    }),
  })

/** The calls that ring at the colleague's own telephone, with who it may be (TC1). */
export function arrivingRoutes(app: FastifyInstance, parts: DeskParts): void {
  const ringing = arriving(parts.gateParts)
  const desk = atDesk(parts, { activity: 'contact-handling', act: 'use', categories: ['calling-line-identity'] })

  async function show(visit: AtDesk, wrong?: Refusal): Promise<unknown> {
    const { colleague, calls } = visit.signed
    const { line } = visit.request.session
    // Whoever may be offered nobody hears why, whether anything rings or not.
    const may = calls.answers ? undefined : await ringing.offer(colleague, [])
    if (may?.ok === false) return desk.refuse(visit, may.refusal, 'use', '/desk')
    const offered: Offered[] = []
    for (const call of line === undefined ? [] : await ringing.at(line)) {
      const offer = await ringing.offer(colleague, call.people)
      if (!offer.ok) return desk.refuse(visit, offer.refusal, 'use', '/desk')
      offered.push({ call, people: offer.people })
    }
    if (wrong !== undefined) visit.reply.code(422)
    return desk.send(visit, pageOf(visit, desk.token(visit), offered, wrong), wrong?.errors)
  }

  app.get(
    arrivingAt,
    desk.enter((visit) => show(visit)),
  )
  app.post(
    arrivingAt,
    desk.sends,
    desk.enter((visit) => {
      const { request, reply } = visit
      const sent = lineForm(request.session.line).read(request.body, desk.today())
      if (!sent.ok) return show(visit, sent)
      request.session.set('line', sent.value.line)
      return reply.redirect(arrivingAt, 303)
    }),
  )
}

/** Who may be calling (TC1): an offer, from which one goes on to saying why and to the identity check. */
function pageOf({ request, signed }: AtDesk, token: JSX.Element, offered: readonly Offered[], wrong?: Refusal): Drawn {
  const { line } = request.session
  const body = (
    <>
      <CallsNavigation open={signed.calls} current={arrivingAt} />
      <p class="app-lead">A number offers who it may be. It is no check: others may use the same telephone, and a number can be forged.</p>
      {line !== undefined && offered.length === 0 ? (
        <p class="govuk-body">
          Nothing has rung at {line} in the last {shownFor.minutes} minutes.
        </p>
      ) : null}
      {offered.map((each) => (
        <Call {...each} />
      ))}
      {line === undefined ? null : <Button href={arrivingAt}>Look again</Button>}
      <form method="post" action={arrivingAt} novalidate>
        {token}
        {lineForm(line).fields(line === undefined ? {} : { line }, wrong)}
        <Button class="govuk-button--secondary">Show who rings there</Button>
      </form>
    </>
  )
  return { title: 'Who is calling?', current: callsAt, body }
}

function Call({ call, people }: Offered): JSX.Element {
  return (
    <section aria-labelledby={`call-${call.id}`}>
      <h2 class="govuk-heading-m" id={`call-${call.id}`}>
        {headingOf(call, people)}
      </h2>
      <p class="govuk-body">Began to ring at {clockTime(call.arrivedAt)}.</p>
      <RecordTable
        class="app-short"
        caption="Who has the number"
        captionHidden
        columns={[
          { heading: 'Name', cell: ({ person, name }: Found) => <Link href={`/desk/people/${person}/open?call=${call.id}`}>{name}</Link> },
          { heading: 'Born', cell: ({ bornIn }: Found) => bornIn ?? 'Not held' },
        ]}
        rows={people}
        empty={
          <>
            Ask who they are, and <Link href="/desk">find them by name</Link>.
          </>
        }
      />
    </section>
  )
}

function headingOf({ hasNumber, andOthers }: Arriving, people: readonly Found[]): string {
  if (!hasNumber) return 'The number is withheld'
  if (andOthers) return 'Many people have the number'
  const [only, ...others] = people
  if (only === undefined) return 'Nobody on record has the number'
  return others.length === 0 ? `It may be ${only.name}` : `It may be one of ${people.length} people`
}
