import type { Logging } from '#duties/rights/logging.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Colleague } from '#gate/judge.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { dateIn } from '#shared/clock.ts'
import type { TestDatabase } from './database.ts'
import type { TestGate } from './gate.ts'
import { putItem } from './items.ts'
import { putPerson } from './people.ts'
import { searchedEverywhere } from './rights.ts'

const letter: Omit<Logging, 'receivedOn'> = {
  cameBy: 'letter',
  askedBy: 'themselves',
  name: 'Amina Test',
  contact: '4 Quay Street',
  // Nothing in these words can be about anybody else, so that they are no text to read.
  words: 'All information',
  otherNames: null,
  authority: null,
}

let alone = 10

/** Requests for a copy as tests begin with them, before `officer` reads their texts. */
export function copies(on: Pick<TestDatabase, 'asAdmin'>, { deps, gate }: Pick<TestGate, 'deps' | 'gate'>, officer: Colleague) {
  const requests = rightsRequestsOf({ ...deps, gate })
  const today = dateIn(deps.clock())
  return {
    letter: { ...letter, receivedOn: today.toString() },

    /** A request whose data is searched, of a tenant whose household has Morwenna Pascoe in it. */
    async searched(values: Partial<Logging> = {}) {
      const { person, tenure, asset } = await putPerson(on)
      // Far from everybody else whom a test has put, who are all called the same.
      alone += 1
      await on.asAdmin((admin) => admin.query('update asset set postcode = $2 where id = $1', [asset, `ZZ${alone} 1ZZ`]))
      await putItem(on, householdMember, {
        activity: 'tenancy-management',
        collectedOn: today,
        tenure,
        values: { fullName: 'Morwenna Pascoe', isResponsible: 'false' },
      })
      const { id } = ok(await requests.log(officer, { ...letter, receivedOn: today.toString(), ...values }))
      for (const [what, more] of [
        ['identified', { ofPerson: person }],
        ['searched', {}],
      ] as const) {
        if (what === 'searched') await searchedEverywhere({ ...deps, gate }, officer, id)
        const { request } = ok(await requests.look(officer, id))
        ok(await requests.step(officer, request, { what, on: today, values: more }))
      }
      return { id, person, tenure }
    },

    /** A contact about repairs; answers its id. */
    async putContact(person: string, summary: string, source = 'colleague'): Promise<string> {
      const id = await putItem(on, contactLog, {
        activity: 'contact-handling',
        collectedOn: today,
        person,
        values: { topic: 'Repairs', summary, promised: null },
        keys: deps.keys,
      })
      await on.asAdmin((admin) => admin.query('update contact_log set source = $2 where id = $1', [id, source]))
      return id
    },
  }
}

/** The answer, where it was done; a failure of the test otherwise. */
export function ok<A extends { readonly ok: boolean }>(answer: A): Extract<A, { readonly ok: true }> {
  if (!isOk(answer)) throw new Error(JSON.stringify(answer))
  return answer
}

function isOk<A extends { readonly ok: boolean }>(answer: A): answer is Extract<A, { readonly ok: true }> {
  return answer.ok
}
