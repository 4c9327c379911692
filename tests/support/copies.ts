import { wordsKey } from '#duties/passages/everywhere.ts'
import { itsMedia, wholeItem } from '#duties/rights/decided.ts'
import type { Logging } from '#duties/rights/logging.ts'
import type { Deciding } from '#duties/rights/review/decide.ts'
import type { Outcome } from '#duties/rights/review/outcomes.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import type { Colleague } from '#gate/judge.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { dateIn } from '#shared/clock.ts'
import type { TestDatabase } from './database.ts'
import type { TestGate } from './gate.ts'
import { putItem } from './items.ts'
import { putPerson } from './people.ts'
import { ok, requestAfter } from './rights.ts'

type Whole = Partial<Pick<Deciding, 'whole' | 'until'>>

let alone = 10

/** Requests for a copy as tests begin with them, before `officer` reads their texts. */
export function copies(on: Pick<TestDatabase, 'asAdmin'>, tested: Pick<TestGate, 'deps' | 'gate'>, officer: Colleague) {
  const today = dateIn(tested.deps.clock())
  const review = reviewOf({ ...tested.deps, gate: tested.gate })

  /** A tenant whose household has Morwenna Pascoe in it. */
  async function tenant() {
    const { person, tenure, asset } = await putPerson(on)
    // Far from everybody else whom a test has put, who are all called the same.
    alone += 1
    const postcode = `ZZ${alone} 1ZZ`
    await on.asAdmin((admin) => admin.query('update asset set postcode = $2 where id = $1', [asset, postcode]))
    await putItem(on, householdMember, {
      activity: 'tenancy-management',
      collectedOn: today,
      tenure,
      values: { fullName: 'Morwenna Pascoe', isResponsible: 'false' },
    })
    return { person, tenure, postcode }
  }

  /** Every text is decided, and no recording or picture: each passage by its words; `more`: and with what is left out as a whole. */
  async function decideAll(id: string, outcome: (words: string) => Outcome, more: Whole = {}): Promise<void> {
    for (const { row } of ok(await review.list(officer, id)).texts) {
      if (row.fieldName === wholeItem || row.fieldName === itsMedia) continue
      const { value, reading } = ok(await review.look(officer, id, row.id))
      const choices = reading.passages.map(({ start, end }) => {
        const words = value.slice(start, end)
        return { key: wordsKey(words), outcome: outcome(words), why: 'Asking may do harm.', isEverywhere: false }
      })
      const deciding = { choices, words: [], wordsWhy: null, whole: null, until: null, ...more }
      ok(await review.decide(officer, { request: id, id: row.id, version: row.version }, deciding))
    }
  }

  return {
    decideAll,

    /** The texts are looked for, decided and noted as read. */
    async readAll(id: string, outcome: (words: string) => Outcome, more: Whole = {}): Promise<void> {
      ok(await review.propose(officer, id))
      await decideAll(id, outcome, more)
      ok(await review.complete(officer, id))
    },

    tenant,

    /** A request whose data is searched, of such a tenant. */
    async searched(values: Partial<Logging> = {}) {
      const they = await tenant()
      return { id: await requestAfter(tested, officer, ['identified', 'searched'], { person: they.person, values }), ...they }
    },

    /** A contact about repairs; answers its id. */
    async putContact(person: string, summary: string, source = 'colleague'): Promise<string> {
      const id = await putItem(on, contactLog, {
        activity: 'contact-handling',
        collectedOn: today,
        person,
        values: { topic: 'Repairs', summary, promised: null },
        keys: tested.deps.keys,
      })
      await on.asAdmin((admin) => admin.query('update contact_log set source = $2 where id = $1', [id, source]))
      return id
    },
  }
}
