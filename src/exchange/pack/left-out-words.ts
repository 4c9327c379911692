import type { PackEnding } from '#duties/subject-access/gather.ts'
import type { NotSearched } from '#duties/subject-access/not-searched.ts'
import { count, moment } from './days.ts'

/** What was left out, a line for each reason. `kinds`: of how many kinds of record. */
export type LeftOut = { readonly lines: readonly string[]; readonly kinds: number }

type Told = { readonly what: string; readonly why: string }

/** What was found and left out. What was not searched is told under that heading, and not twice. */
export function leftOutOf({ withheld }: PackEnding, notSearched: readonly NotSearched[], titleOf: (type: string) => string): LeftOut {
  const told = new Set(notSearched.map(({ why }) => why))
  const left = withheld.filter(({ count: many, reason, times }) => many > 0 || times !== undefined || !told.has(reason))
  const lines = byReason(
    left.map(({ type, count: many, reason, times = [] }) => ({
      what: `${titleOf(type)}${many > 0 ? ` (${count(many, 'item')})` : ''}`,
      why: [reason, ...times.map(({ camera, from, to }) => `${camera}: from ${moment(from)} to ${moment(to)}.`)].join('\n'),
    })),
  )
  return { lines, kinds: new Set(left.map(({ type }) => type)).size }
}

/** A line for each reason, with all that it is the reason for. */
export function byReason(all: readonly Told[]): readonly string[] {
  return [...Map.groupBy(all, ({ why }) => why)].map(([why, told]) => `${told.map(({ what }) => what).join(', ')}: ${why}`)
}
