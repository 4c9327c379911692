import type { Logging } from '#duties/rights/logging.ts'
import { type RightsDeps, rightsRequestsOf, type StepAnswer, type StepValues } from '#duties/rights/requests.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import type { Step } from '#duties/rights/steps.ts'
import type { Colleague } from '#gate/judge.ts'
import { dateIn } from '#shared/clock.ts'
import type { TestGate } from './gate.ts'

type Tested = Pick<TestGate, 'deps' | 'gate'>

/** The letter by which tests ask for a copy. */
export const letter: Logging = {
  receivedOn: '2026-11-20',
  cameBy: 'letter',
  askedBy: 'themselves',
  name: 'Amina Test',
  contact: '4 Quay Street',
  // Nothing in these words can be about anybody else, so that they are no text to read.
  words: 'All information',
  otherNames: null,
  authority: null,
}

/** Logs the letter, with other values where given. */
export async function logLetter({ deps, gate }: Tested, by: Colleague, values: Partial<Logging> = {}): Promise<string> {
  return ok(await rightsRequestsOf({ ...deps, gate }).log(by, { ...letter, ...values })).id
}

/** A step happens to a request as it is now: today, where no other day is given. */
export async function takeStep(
  { deps, gate }: Tested,
  by: Colleague,
  id: string,
  what: Step,
  { on = dateIn(deps.clock()), values = {} }: { readonly on?: Temporal.PlainDate; readonly values?: StepValues } = {},
): Promise<StepAnswer> {
  const requests = rightsRequestsOf({ ...deps, gate })
  return requests.step(by, ok(await requests.look(by, id)).request, { what, on, values })
}

/** A request for a copy to which these steps have happened today, of somebody on file. */
export async function requestAfter(
  tested: Tested,
  by: Colleague,
  steps: readonly Step[],
  { person, values }: { readonly person: string; readonly values?: Partial<Logging> },
): Promise<string> {
  const id = await logLetter(tested, by, values)
  for (const what of steps) {
    if (what === 'searched') await searchedEverywhere({ ...tested.deps, gate: tested.gate }, by, id)
    ok(await takeStep(tested, by, id, what, what === 'identified' ? { values: { ofPerson: person } } : {}))
  }
  return id
}

/** Searches our own places for a request, and answers for everybody else who was asked that nothing is held. */
export async function searchedEverywhere(deps: RightsDeps, officer: Colleague, request: string): Promise<void> {
  const search = rightsSearchOf(deps)
  ok(await search.now(officer, request))
  const nothing = { answer: 'nothing-held', found: 0, words: 'Looked by name and address.', isSilent: null } as const
  for (const { row } of ok(await search.look(officer, request)).lacking) {
    if (row === null) throw new Error('a place was not asked')
    ok(await search.answer(officer, request, { item: row.id, version: row.version }, nothing))
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
