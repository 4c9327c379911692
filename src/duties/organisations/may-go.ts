import type { AgreementHead, OrganisationHead } from '#facts/recipients.ts'
import type { PartShape } from '#gate/record-part.ts'
import type { Edition } from '#notice/edition.ts'
import type { organisation } from '#records/organisation/organisation.ts'
import { coveredUntil, isInForce } from './in-force.ts'
import { type SharingLine, type ShownByRegister, sharingWith } from './rests-on.ts'

export type Organisation = PartShape<typeof organisation.fields, 'documents'>
/** What sharing rests on. Those that are signed are for one activity. */
export type Support = 'agreement' | 'protocol' | 'instruction' | 'registration' | 'transfer'

const supports: Readonly<Record<ShownByRegister, readonly Support[]>> = {
  'agreement-in-force': ['agreement', 'protocol'],
  'instruction-in-force': ['instruction'],
  'registered-with-ico': ['registration'],
}

/** What a line of the notice needs for this organisation to get something by it. */
export function supportsOf({ place }: Pick<OrganisationHead, 'place'>, { needs }: SharingLine): readonly Support[] {
  return [...needs.flatMap((need) => supports[need]), ...(place === 'uk' ? [] : (['transfer'] as const))]
}

/** Until which day one of them counts without a break; null where it does not count today. */
export function supportedUntil(
  of: OrganisationHead,
  agreements: readonly AgreementHead[],
  { support, activity }: { readonly support: Support; readonly activity: string },
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (support === 'transfer') return fromToday(of.coveredUntil, today)
  if (support === 'registration') return of.registration === null ? null : fromToday(of.registeredUntil, today)
  const signed = agreements.filter(({ kind, forActivity }) => kind === support && forActivity === activity)
  return coveredUntil(signed, today)
}

function fromToday(until: string | null, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const day = until === null ? null : Temporal.PlainDate.from(until)
  return day === null || Temporal.PlainDate.compare(day, today) < 0 ? null : day
}

/** Whether the registers let something go to an organisation by a line of the notice. `until`: null where nothing that it rests on ends. */
export type MayGo = {
  readonly line: SharingLine
  readonly lacks: readonly Support[]
  readonly under: readonly AgreementHead[]
  readonly until: Temporal.PlainDate | null
}

/** By which lines of the notice the registers let something go to it today, and what the others lack. Each sharing is still decided by itself. */
export function mayGoTo(
  edition: Pick<Edition, 'activities'>,
  of: OrganisationHead,
  agreements: readonly AgreementHead[],
  today: Temporal.PlainDate,
): readonly MayGo[] {
  return sharingWith(edition, of.kind).map((line) => {
    const needed = supportsOf(of, line)
    const activity = line.activity.id
    const found = needed.map((support) => ({ support, until: supportedUntil(of, agreements, { support, activity }, today) }))
    const days = found.flatMap(({ until }) => until ?? []).toSorted(Temporal.PlainDate.compare)
    const isUnder = ({ kind, forActivity }: AgreementHead) => forActivity === activity && needed.some((support) => support === kind)
    return {
      line,
      lacks: found.filter(({ until }) => until === null).map(({ support }) => support),
      under: agreements.filter((each) => isUnder(each) && isInForce(each, today)),
      until: days[0] ?? null,
    }
  })
}
