import { type LawfulField, longestCode } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { storedWords } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import { type IsNoDate, noDates } from './no-date.ts'
import { type OddDays, oddDays } from './odd-dates.ts'

/**
 * The moment of an import, which decides what lies in the past. `bornAfter`: somebody born after this day is not yet 18. `isNone`: days that mean "no
 * date", the landlord's own among them.
 */
export type AsOf = {
  readonly now: Temporal.Instant
  readonly today: string
  readonly bornAfter: string
  readonly isNone: IsNoDate
  readonly odd: OddDays
}

export function asOf(now: Temporal.Instant, { landlord }: Pick<Edition, 'landlord'>): AsOf {
  const today = dateIn(now)
  const bornAfter = today.subtract({ years: 18 }).toString()
  return { now, today: today.toString(), bornAfter, isNone: noDates(landlord.noDates), odd: oddDays(today) }
}

/** Whether somebody is a child, who is responsible for no tenure, whatever a file says: they are stored as not responsible, and noted. */
export function isChild(born: string | null | undefined, { bornAfter }: AsOf): boolean {
  return typeof born === 'string' && born > bornAfter
}

export const childResponsible = 'a child is named as responsible for the tenure: stored as a member of the household, not responsible'

/** The longest closed list that a reason spells out: a longer one would not help its reader. */
const longestList = 15

type Values = Readonly<Record<string, unknown>>

/**
 * Why values from elsewhere cannot be right, naming the field, or null: what the record type requires of its fields beyond their kind. Every form
 * checks here, so that none accepts what another refuses. `names`: what the form calls a field, where it has another name.
 */
export function wrongValue(type: RecordType, values: Values, at: AsOf, names: Readonly<Record<string, string>> = {}): string | null {
  const named = (field: string): string => `\`${names[field] ?? field}\``
  for (const [name, field] of Object.entries(type.fields)) {
    const value = values[name]
    if (value === null || value === undefined) continue
    const problem = wrongItself(field, value, at) ?? wrongBeside(field, value, values, named)
    if (problem !== null) return `${named(name)} ${problem}`
  }
  return null
}

function wrongItself({ kind, limits }: LawfulField, value: unknown, at: AsOf): string | null {
  const { oneOf, happened, least, plain } = limits
  const longest = limits.longest ?? (plain === 'code' ? longestCode : undefined)
  if (longest !== undefined && String(value).length > longest) return `is longer than ${longest} characters`
  if (oneOf !== undefined) {
    const words = storedWords(oneOf)
    const listed = words.length > longestList ? 'those that are known' : words.map((word) => `\`${word}\``).join(', ')
    if (!words.some((word) => word === value)) return `is none of ${listed}`
  }
  if (happened === true && isLater(kind, String(value), at)) return 'is in the future'
  return least !== undefined && Number(value) < least ? `is less than ${least}` : null
}

function isLater(kind: string, value: string, { now, today }: AsOf): boolean {
  return kind === 'instant' ? Temporal.Instant.compare(value, now) > 0 : value > today
}

function wrongBeside({ limits }: LawfulField, value: unknown, values: Values, named: (field: string) => string): string | null {
  const { notBefore, itemOf } = limits
  const other = notBefore === undefined ? undefined : values[notBefore]
  if (notBefore !== undefined && typeof other === 'string' && String(value) < other) return `is before ${named(notBefore)}`
  return itemOf !== undefined && typeof values[itemOf] !== 'string' ? `is given and ${named(itemOf)} is not` : null
}
