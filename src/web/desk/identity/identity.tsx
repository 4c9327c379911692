import type { FastifyInstance } from 'fastify'
import type { ComponentChildren, JSX } from 'preact'
import type { Answer } from '#decisions/done-or-refused.ts'
import { askable, type CheckDetail, checkIdentity, type Heard } from '#duties/identity/check.ts'
import { Button, Input, InsetText, WarningText } from '../../components/index.ts'
import { form, type Question, tooLong, wrong } from '../../form/index.ts'
import { addressOf, type Door, formAbout } from '../../pages/index.ts'
import { withCall } from '../contacts/ringing.ts'
import { atRecord } from '../doors.tsx'
import { type AtDesk, atDesk, type DeskDeps, idIn } from '../kit.ts'
import type { Wanted } from '../signed.tsx'

const questions: Readonly<Record<CheckDetail, { readonly label: string; readonly hint?: string }>> = {
  born: { label: 'Date of birth', hint: 'For example, 4 3 1981' },
  postcode: { label: 'Postcode of their home' },
  reference: { label: 'Payment reference' },
}
const longest = 40

/** Up to three details, of which two do. What was typed is not shown again: it may be somebody else's. */
const askHeard = (asks: readonly CheckDetail[]): Question<Heard> => ({
  boxes: () => asks,
  read(name, filled) {
    const heard = (detail: CheckDetail) => filled[detail] ?? ''
    if (asks.some((detail) => heard(detail).length > longest)) return wrong(name, tooLong(longest))
    return { ok: true, value: { born: heard('born'), postcode: heard('postcode'), reference: heard('reference') } }
  },
  shown: () => ({}),
  // What is wrong with them together is said at the first, which the question's own name leads to.
  render: ({ name, error }) => (
    <>
      {asks.map((detail, place) => (
        <Input name={detail} {...questions[detail]} class="govuk-input--width-10" {...(place === 0 ? { id: name, error } : {})} />
      ))}
    </>
  ),
})

type Found = 'passed' | 'failed' | 'too-many' | 'too-many-yours'

/** Where a check is made from, and what for. */
type From<V extends AtDesk> = {
  readonly at: string
  readonly back: string
  readonly backText?: string
  personOf(visit: V): string
  /** Said where a match leads straight back; absent where it is told on a page of its own. */
  readonly said?: string
}

/** Who is talking or writing (SE2): before a record is opened, and from one that is open. */
export function identityRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const wanted = (): Wanted => ({ activity: 'identity-verification', act: 'use', categories: ['personal-details'] })
  checkFrom(app, deps, atDesk(deps, wanted), {
    at: '/desk/people/:id/identity',
    back: '/desk/people/:id/open',
    personOf: ({ request }) => idIn(request),
  })
  checkFrom(app, deps, atRecord(deps, wanted), {
    at: '/desk/openings/:id/identity',
    back: '/desk/openings/:id',
    backText: 'Back to the record',
    personOf: ({ opening }) => opening.person,
    said: 'The answers match. This check counts for 30 minutes.',
  })
}

function checkFrom<V extends AtDesk>(app: FastifyInstance, deps: DeskDeps, door: Door<V>, from: From<V>): void {
  const { at, back, said } = from
  const backFrom = (visit: V) => withCall(addressOf(back, visit), visit.request)
  const drawn = (visit: V, title: string, body: ComponentChildren) => ({
    title,
    back: { href: backFrom(visit), text: from.backText ?? 'Back' },
    body,
  })
  formAbout(app, door, {
    at,
    back,
    load: ({ signed }) => ({ ok: true, asks: askable(deps.editions.current().edition, signed.colleague.roles) }),
    form: ({ asks }) => form({ heard: askHeard(asks) }),
    button: 'Check',
    draw: ({ asks }, whole, visit) => drawn(visit, 'Check who you are talking to', asks.length === 0 ? mayNot : <Ask>{whole}</Ask>),
    async act(visit, { heard }): Promise<Answer<{ readonly found: Found }, 'too-few'>> {
      const answer = await checkIdentity({ ...deps.gateDeps, gate: deps.gate }, visit.signed.colleague, from.personOf(visit), heard)
      if (answer.ok) return { ok: true, found: answer.passed ? 'passed' : 'failed' }
      return answer.why === 'too-many' || answer.why === 'too-many-yours' ? { ok: true, found: answer.why } : answer
    },
    wrong: { 'too-few': { field: 'heard', message: 'Enter at least two of these' } },
    leadsTo(visit, { found }, _, whole) {
      if (found === 'passed' && said !== undefined) return backFrom(visit)
      return drawn(visit, titles[found], whatCame(found, backFrom(visit), whole))
    },
    ...(said === undefined ? {} : { said }),
  })
}

const titles: Readonly<Record<Found, string>> = {
  passed: 'The answers match',
  failed: 'The answers do not match',
  'too-many': 'Too many attempts',
  'too-many-yours': 'Too many attempts',
}
const stopped = {
  'too-many': 'Nobody can check this person again for 15 minutes.',
  'too-many-yours': 'You cannot check anybody for the next 15 minutes.',
} as const

/** What came of a check. `reason`: where it is said why the record is opened. `whole`: the form, for another try. */
export function whatCame(found: Found, reason: string, whole: JSX.Element): readonly JSX.Element[] {
  if (found === 'passed')
    return [
      <InsetText>You can continue. This check counts for 30 minutes.</InsetText>,
      <Button href={reason}>Say why you are opening the record</Button>,
    ]
  const warning = <WarningText>Do not continue. Offer to call back on the number we hold.</WarningText>
  if (found === 'failed') return [warning, <Ask again="If you misheard, ask again and type it once more. ">{whole}</Ask>]
  return [warning, <p class="govuk-body">{stopped[found]}</p>, <Button href="/desk">Find somebody else</Button>]
}

function Ask({ again = '', children }: { readonly again?: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <>
      <p class="govuk-body">
        {again}Ask for at least two of these and type the answers. You will be told whether they match, never the right answer. A caller’s
        number does not count as a check.
      </p>
      <p class="govuk-body">If they wrote to us, enter two details from their letter.</p>
      {children}
    </>
  )
}

const mayNot = (
  <p class="govuk-body">
    Your role may not compare what a caller says with our records, so you cannot check anybody here. Ask a colleague whose role may, or
    answer in writing to the address that we hold.
  </p>
)
