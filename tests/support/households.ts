import { wordsKey } from '#duties/passages/everywhere.ts'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import type { AnswerTools } from '#duties/rights/answer/tools.ts'
import { wholeItem } from '#duties/rights/decided.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Outcome } from '#duties/rights/review/outcomes.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import type { Colleague } from '#gate/judge.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { rentAccount } from '#records/rent-account/rent-account.ts'
import { rentEntry } from '#records/rent-entry/rent-entry.ts'
import { dateIn } from '#shared/clock.ts'
import { copies, ok } from './copies.ts'
import type { TestDatabase } from './database.ts'
import type { TestGate } from './gate.ts'
import { putItem } from './items.ts'

/** Requests of people who live together, before `officer` reads their texts. */
export function households(on: Pick<TestDatabase, 'asAdmin'>, { deps, gate }: Pick<TestGate, 'deps' | 'gate'>, officer: Colleague) {
  const ways = { ...deps, gate }
  const review = reviewOf(ways)
  const { searched, putContact } = copies(on, { deps, gate }, officer)
  const renamed = (person: string, name: string) =>
    on.asAdmin((admin) => admin.query('update person set first_name = $2 where id = $1', [person, name]))
  return {
    searched,
    putContact,
    renamed,

    /** Amina and Bola live together, and with Morwenna; each asks for a copy. A line of their rent has these words. */
    async household(words: string) {
      const [amina, bola] = [await searched(), await searched({ name: 'Bola Test' })]
      await renamed(bola.person, 'Bola')
      const lives = { activity: 'tenancy-management', collectedOn: dateIn(deps.clock()), tenure: amina.tenure }
      await putItem(on, householdMember, { ...lives, person: bola.person, values: { fullName: 'Bola Test', isResponsible: 'true' } })
      const account = await putItem(on, rentAccount, { ...lives, activity: 'rent-accounts', values: { reference: amina.id } })
      const values = { rentAccountId: account, words }
      await putItem(on, rentEntry, { ...lives, activity: 'rent-accounts', values, keys: deps.keys })
      return { amina, bola }
    },

    /** Reads all texts of a request, and makes the answer. */
    async made(tools: AnswerTools, id: string, outcome: (words: string) => Outcome, whole: 'text' | 'item' | null = null) {
      ok(await review.propose(officer, id))
      for (const { row } of ok(await review.list(officer, id)).texts) {
        if (row.fieldName === wholeItem) continue
        const { value, reading } = ok(await review.look(officer, id, row.id))
        const choices = reading.passages.map(({ start, end }) => {
          const words = value.slice(start, end)
          return { key: wordsKey(words), outcome: outcome(words), why: 'Asking may do harm.', isEverywhere: false }
        })
        const all = whole === null ? null : { of: whole, outcome: 'other-people' as const, why: 'Told in confidence.' }
        const deciding = { choices, words: [], wordsWhy: null, whole: all, until: null }
        ok(await review.decide(officer, { request: id, id: row.id, version: row.version }, deciding))
      }
      ok(await review.complete(officer, id))
      const { request } = ok(await rightsRequestsOf(ways).look(officer, id))
      ok(await makeAnswer({ ...ways, tools }, officer, request))
    },
  }
}

export const hidesMorwenna = (words: string): Outcome => (words.includes('Morwenna') ? 'other-people' : 'reasonable')
export const gives = (): Outcome => 'reasonable'
