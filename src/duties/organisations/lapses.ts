import type { AgreementHead, Heads, OrganisationHead } from '#facts/recipients.ts'
import type { Edition } from '#notice/edition.ts'
import { coveredUntil, isInForce, lastDay } from './in-force.ts'
import { type Support, supportedUntil, supportsOf } from './may-go.ts'
import { type SharingLine, sharingWith } from './rests-on.ts'

/** What ends within this many weeks is warned of. */
export const weeksAhead = 8

/**
 * Something in the registers that ends soon, or has ended and not been replaced. `on`: the last day on which it counts, or the day of a review.
 * `agreement`: the document that ends last. `stops`: the lines of the notice by which nothing goes to the organisation once it has ended.
 */
export type Lapse = {
  readonly organisation: Pick<OrganisationHead, 'id' | 'name'>
  readonly what: Support | 'review'
  readonly agreement: AgreementHead | null
  readonly on: Temporal.PlainDate
  readonly isOver: boolean
  readonly stops: readonly SharingLine[]
}

/** What lapses within the weeks that are warned of, and what has lapsed, the earliest first. Organisations that are no longer used are left out. */
export function lapsesIn(edition: Pick<Edition, 'activities'>, registers: Heads, today: Temporal.PlainDate): readonly Lapse[] {
  const horizon = today.add({ weeks: weeksAhead })
  const ofEach = Map.groupBy(registers.agreements, ({ organisationId }) => organisationId)
  return registers.organisations
    .filter(({ endedOn }) => endedOn === null)
    .flatMap((each) => {
      const agreements = ofEach.get(each.id) ?? []
      const lines = sharingWith(edition, each.kind)
      return [...signedOf(each, agreements, lines, today), ...ownOf(each, lines, today), ...reviewsOf(each, agreements, today)]
    })
    .filter(({ on }) => Temporal.PlainDate.compare(on, horizon) <= 0)
    .toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on) || one.organisation.name.localeCompare(other.organisation.name))
}

/** Documents of one kind for one activity, which replace one another. Where the last was ended early, that was meant. */
function signedOf(
  organisation: OrganisationHead,
  agreements: readonly AgreementHead[],
  lines: readonly SharingLine[],
  today: Temporal.PlainDate,
): readonly Lapse[] {
  return [...Map.groupBy(agreements, ({ kind, forActivity }) => `${kind} ${forActivity}`).values()].flatMap((group) => {
    const last = group.toSorted((one, other) => Temporal.PlainDate.compare(lastDay(one), lastDay(other))).at(-1)
    const until = coveredUntil(group, today)
    if (last === undefined || (until === null && last.endedOn !== null)) return []
    const what = signedKinds.find((kind) => kind === last.kind)
    const isToCome = until === null && Temporal.PlainDate.compare(today, Temporal.PlainDate.from(last.inForceFrom)) < 0
    if (what === undefined || isToCome) return []
    const stops = lines.filter((line) => line.activity.id === last.forActivity && supportsOf(organisation, line).includes(what))
    return [{ organisation, what, agreement: last, on: until ?? lastDay(last), isOver: until === null, stops }]
  })
}

const signedKinds = ['agreement', 'protocol', 'instruction'] as const

/** Its registration, where something rests on it, and what covers a transfer abroad. */
function ownOf(organisation: OrganisationHead, lines: readonly SharingLine[], today: Temporal.PlainDate): readonly Lapse[] {
  const days = { registration: organisation.registeredUntil, transfer: organisation.coveredUntil }
  return (['registration', 'transfer'] as const).flatMap((what) => {
    const stops = lines.filter((line) => supportsOf(organisation, line).includes(what))
    const day = days[what]
    if (day === null || stops.length === 0) return []
    const isOver = supportedUntil(organisation, [], { support: what, activity: '' }, today) === null
    return [{ organisation, what, agreement: null, on: Temporal.PlainDate.from(day), isOver, stops }]
  })
}

function reviewsOf(organisation: OrganisationHead, agreements: readonly AgreementHead[], today: Temporal.PlainDate): readonly Lapse[] {
  return agreements
    .filter((each) => isInForce(each, today))
    .map((agreement) => {
      const on = Temporal.PlainDate.from(agreement.reviewOn)
      return { organisation, what: 'review', agreement, on, isOver: Temporal.PlainDate.compare(on, today) < 0, stops: [] }
    })
}
