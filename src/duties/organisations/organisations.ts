import { type Answer, gone } from '#decisions/done-or-refused.ts'
import { type AgreementHead, type Heads, recipientsIn } from '#facts/recipients.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Values } from '#gate/record-part.ts'
import type { ChangeAnswer } from '#gate/write/change.ts'
import { agreement, agreementHeads, agreements } from '#records/agreement/agreement.ts'
import { organisation, organisationHeads, organisations } from '#records/organisation/organisation.ts'
import { type RegisterDeps, registerOf } from '../registers/register.ts'
import type { Agreement } from './in-force.ts'
import type { Organisation } from './may-go.ts'

const activity = 'rights-requests'

export type OrganisationWithSigned = { readonly organisation: Organisation; readonly agreements: readonly AgreementHead[] }
export type SignedWith = { readonly agreement: Agreement; readonly organisation: Organisation }

/** The registers that sharing rests on: organisations, and what has been signed with each (R11, R12). */
export function organisationsOf(deps: RegisterDeps) {
  const register = registerOf(deps, { activity, type: organisation, part: organisations })
  const signed = registerOf(deps, { activity, type: agreement, part: agreements })
  const list = (colleague: Colleague) => deps.gate.workList(colleague, { activity, because: 'check' })

  return {
    maySee: register.maySee,
    mayRegister: register.mayRegister,
    register: register.register,
    change: register.change,

    /** What of both stands unsealed. */
    async heads(colleague: Colleague): Promise<Answer<Heads>> {
      const found = await list(colleague).all(organisationHeads)
      if (!found.ok) return found
      const all = await list(colleague).all(agreementHeads)
      return all.ok ? { ok: true, organisations: found.rows, agreements: all.rows } : all
    },

    /** The same of organisations in use, for a page that the notice opens to those who may see the register: nobody's data, so no look is recorded. */
    warned: (): Promise<Heads> => recipientsIn(deps.database).heads(),

    /** One organisation, and what has been signed with it. */
    async look(colleague: Colleague, id: string): Promise<Answer<OrganisationWithSigned, 'gone'>> {
      const found = await register.look(colleague, id)
      if (!found.ok) return found
      const all = await list(colleague).all(agreementHeads)
      if (!all.ok) return all
      return { ok: true, organisation: found.item, agreements: all.rows.filter(({ organisationId }) => organisationId === id) }
    },

    /** One document, which belongs to the organisation. */
    async lookAtSigned(colleague: Colleague, id: string, ofOrganisation: string): Promise<Answer<SignedWith, 'gone'>> {
      const found = await signed.look(colleague, id)
      if (!found.ok) return found
      if (found.item.organisationId !== ofOrganisation) return gone
      const by = await register.look(colleague, ofOrganisation)
      return by.ok ? { ok: true, agreement: found.item, organisation: by.item } : by
    },

    sign: (colleague: Colleague, values: Values<typeof agreement.fields>) => signed.register(colleague, values),

    /** From this day on it no longer counts. */
    end: (colleague: Colleague, entry: Pick<Agreement, 'id' | 'version'>, endedOn: string): Promise<ChangeAnswer> =>
      signed.change(colleague, entry, { endedOn }),
  }
}
