import type { GateDeps } from '#gate/deps.ts'
import type { Edition } from '#notice/edition.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'

type Deps = Pick<GateDeps, 'database' | 'inForce'>
/** What is counted: what left on these days, and where given, to this kind of recipient or this organisation, and for this use. */
export type FlowsAsked = {
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly recipient?: string | null
  readonly organisationId?: string | null
  readonly activity?: string | null
}
type Found = {
  readonly recipient: string
  readonly activity: string
  readonly month: string
  readonly agreed: boolean
  readonly n: number
}

/** How much went to a kind of recipient in a month: as part of a regular flow, and occasionally (SC3). `month`: such as `2026-11`. */
export type Flow = { readonly recipient: string; readonly month: string; readonly regular: number; readonly occasional: number }

/**
 * What left on these days, by the kind of recipient and the month, the newest first. A flow is regular where the notice calls the sharing so, or an agreement
 * with the organisation was in force for it. Counts only: nobody's line is looked at.
 */
export async function flowsOf(deps: Deps, asked: FlowsAsked): Promise<readonly Flow[]> {
  const isRegular = regularIn(deps.inForce().released.edition)
  const flows = new Map<string, Flow>()
  for (const { recipient, activity, month, agreed, n } of await counted(deps, asked)) {
    const key = `${month} ${recipient}`
    const before = flows.get(key) ?? { recipient, month, regular: 0, occasional: 0 }
    const regular = agreed || isRegular({ activity, recipient })
    flows.set(key, { ...before, [regular ? 'regular' : 'occasional']: before[regular ? 'regular' : 'occasional'] + n })
  }
  return [...flows].toSorted(([one], [other]) => other.localeCompare(one)).map(([, flow]) => flow)
}

/** Whether the notice calls what goes to such a recipient for the activity regular. */
export function regularIn({ activities }: Pick<Edition, 'activities'>) {
  const regular = new Set(
    activities.flatMap(({ id, sharing }) => sharing.filter((each) => each.regular).flatMap((each) => each.with.map((to) => `${id} ${to}`))),
  )
  return ({ activity, recipient }: { readonly activity: string; readonly recipient: string }): boolean =>
    regular.has(`${activity} ${recipient}`)
}

function counted({ database }: Deps, { from, until, recipient, organisationId, activity }: FlowsAsked): Promise<readonly Found[]> {
  const text = `select recipient, activity, to_char(left_on, 'YYYY-MM') as month, under_agreement as agreed, count(*)::int as n
    from shared_line where left_on between $1::date and $2::date and ($3::text is null or recipient = $3)
      and ($4::uuid is null or organisation_id = $4) and ($5::text is null or activity = $5) group by 1, 2, 3, 4`
  const values = [from.toString(), until.toString(), recipient ?? null, organisationId ?? null, activity ?? null]
  return database.once<Found>(roleName(database.schema, 'machinery'), { name: 'shared-flows', text }, values)
}

/** Of the last 30 days: what went to these recipients occasionally, and in regular flows. */
export async function lately(
  deps: Deps & Pick<GateDeps, 'clock'>,
  recipients: readonly string[],
): Promise<Pick<Flow, 'regular' | 'occasional'>> {
  const until = dateIn(deps.clock())
  const flows = (await flowsOf(deps, { from: until.subtract({ days: 30 }), until })).filter(({ recipient }) =>
    recipients.includes(recipient),
  )
  const sum = (of: (flow: Flow) => number) => flows.reduce((total, flow) => total + of(flow), 0)
  return { regular: sum(({ regular }) => regular), occasional: sum(({ occasional }) => occasional) }
}
