import type { Answer } from '#decisions/done-or-refused.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { personalDetails } from '#records/person/person.ts'
import { shortFormsOf } from '../../passages/short-forms.ts'
import { reachedBy, type SettledRequest } from '../identified.ts'
import type { RequestLook } from '../requests.ts'
import type { Told } from './tools.ts'

/**
 * The names of the person and of whoever asks for them: whole, and each word alone, since a copy has first and last names apart. They are given, also
 * where somebody else whose name is withheld shares one of them.
 */
export async function ownNames(
  gate: Gate,
  colleague: Colleague,
  request: SettledRequest,
  { name }: RequestLook,
): Promise<Answer<{ readonly names: readonly Told[] }>> {
  const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: reachedBy(request) })
  const answer = opened.ok ? await opened.read(personalDetails) : opened
  if (!answer.ok) return answer
  const onFile = answer.rows.map(({ firstName, middleName, lastName, preferredName }) => [firstName, middleName, lastName, preferredName])
  const whole = [name?.name, name?.otherNames, ...onFile.map(joined), ...onFile.map(([first, , last]) => joined([first, last]))]
  const said = [...whole, ...onFile.flat()].flatMap((each) => (each == null || each === '' ? [] : [each]))
  const words = new Set(said.flatMap((each) => [each, ...each.split(/[\s,]+/u)]).filter((word) => word !== ''))
  const told = (text: string, at: number): Told => {
    const also = shortFormsOf(text)
    return { id: `own-${at}`, text, kind: 'name', ...(also.length === 0 ? {} : { also }) }
  }
  return { ok: true, names: [...words].map(told) }
}

function joined(names: readonly (string | null | undefined)[]): string {
  return names.filter((each) => each != null).join(' ')
}
