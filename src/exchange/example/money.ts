import { rentAccount } from '#records/rent-account/rent-account.ts'
import { rentEntry } from '#records/rent-entry/rent-entry.ts'
import type { Household } from './invented.ts'
import type { Random } from './random.ts'

const activity = 'rent-collection'

/** A year of rent, paid or half paid, and one old entry close to its deletion. */
export function money({ put, id, lineOf, number, today, left }: Household, random: Random): void {
  const own = { activity, source: 'own-systems' } as const
  const weekly = random.whole(9_000, 16_000)
  const opened = (left ?? today).subtract({ weeks: 52 })
  const account = { reference: `R${200_000 + number}`, openedOn: opened.toString(), closedOn: left?.toString() ?? null }
  put({ ...own, type: rentAccount, name: 'account', values: account, on: opened })
  const entry = (name: string, kind: 'charge' | 'payment', on: Temporal.PlainDate): void => {
    const said = kind === 'charge' ? { pence: weekly * 4, words: 'Rent, four weeks' } : { pence: -weekly * 4, words: 'Payment' }
    put({ ...own, type: rentEntry, name, values: { rentAccountId: id('account'), postedOn: on.toString(), kind, ...said }, on })
  }
  const owes = random.chance(20)
  for (let week = 0; week < 52; week += 4) {
    entry(`charge ${week}`, 'charge', opened.add({ weeks: week }))
    if (!owes || week < 40) entry(`payment ${week}`, 'payment', opened.add({ weeks: week }))
  }
  const old = left === null ? lineOf(rentEntry, activity) : undefined
  if (old === undefined) return
  entry('old charge', 'charge', old)
  entry('old payment', 'payment', old)
}
