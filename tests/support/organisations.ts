import { organisationsOf } from '#duties/organisations/organisations.ts'
import type { Values } from '#gate/record-part.ts'
import type { agreement } from '#records/agreement/agreement.ts'
import type { organisation } from '#records/organisation/organisation.ts'
import { colleague, type TestGate } from './gate.ts'

type On = Pick<TestGate, 'deps' | 'gate'>
type Registered = Values<typeof organisation.fields>
type Signed = Values<typeof agreement.fields>
/** What a test says of a document; the rest does not matter to it. */
export type Document = Partial<Signed> & { readonly kind: 'agreement' | 'protocol' | 'instruction' }

const team = colleague('data-protection-officer')

/** Registers an organisation as the data protection team does: in the United Kingdom, with a number to ring back. Answers its id. */
export async function registerOrganisation({ deps, gate }: On, kind: string, more: Partial<Registered> = {}): Promise<string> {
  const values = { kind, name: `The ${kind}`, callBack: '01632 960001', place: 'uk', ...more }
  const answer = await organisationsOf({ ...deps, gate }).register(team, values)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.id
}

/** Registers what was signed with it for a use, in force from 2025 to the end of 2027 where nothing else is said. Answers its id. */
export async function sign(
  { deps, gate }: On,
  signed: Pick<Signed, 'organisationId' | 'kind' | 'forActivity'> & Partial<Signed>,
): Promise<string> {
  const days = { signedOn: '2025-01-06', inForceFrom: '2025-01-07', until: '2027-12-31', reviewOn: '2027-10-01' }
  const words = { title: 'A document', purpose: 'As the notice says', items: 'What is needed', parties: 'each-for-itself' }
  const names = { signedForUs: 'Ruth Adeyemi, data protection officer', signedForThem: 'Sol Penrose, partner' }
  const answer = await organisationsOf({ ...deps, gate }).sign(team, { ...days, ...words, ...names, ...signed })
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.id
}
