import { makeAnswer } from '#duties/rights/answer/make.ts'
import type { AnswerTools } from '#duties/rights/answer/tools.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Outcome } from '#duties/rights/review/outcomes.ts'
import type { Colleague } from '#gate/judge.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { rentAccount } from '#records/rent-account/rent-account.ts'
import { rentEntry } from '#records/rent-entry/rent-entry.ts'
import { dateIn } from '#shared/clock.ts'
import { copies } from './copies.ts'
import type { TestDatabase } from './database.ts'
import type { TestGate } from './gate.ts'
import { putItem } from './items.ts'
import { ok } from './rights.ts'

/** Requests of people who live together, before `officer` reads their texts. */
export function households(on: Pick<TestDatabase, 'asAdmin'>, { deps, gate }: Pick<TestGate, 'deps' | 'gate'>, officer: Colleague) {
  const ways = { ...deps, gate }
  const { searched, putContact, readAll } = copies(on, { deps, gate }, officer)
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
      const left = whole === null ? null : ({ of: whole, outcome: 'other-people', why: 'Told in confidence.' } as const)
      await readAll(id, outcome, { whole: left })
      const { request } = ok(await rightsRequestsOf(ways).look(officer, id))
      ok(await makeAnswer({ ...ways, tools }, officer, request))
    },
  }
}

export const hidesMorwenna = (words: string): Outcome => (words.includes('Morwenna') ? 'other-people' : 'reasonable')
export const gives = (): Outcome => 'reasonable'
