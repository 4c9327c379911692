import { regulatorOn } from '#law/regulator.ts'
import type { Edition } from './edition.ts'

/**
 * Where somebody can go who is not content, in the order of the law: to the landlord (Data Protection Act 2018 s.164A), to the regulator (s.165) and to
 * court (s.167). Every answer to a request and every refusal names all three (UK GDPR Articles 12(4) and 15(1)(ea) and (f)).
 */
export function complaintRoutes({ landlord: { contacts } }: Pick<Edition, 'landlord'>, day: Temporal.PlainDate): readonly string[] {
  const { dataProtection, regulator } = contacts
  return [
    `You can complain to us (Data Protection Act 2018, section 164A). We tell you within 30 days that we have it, and look into it: ${dataProtection.email}, ${dataProtection.phone}.`,
    `You can also complain to the ${regulatorOn(day)}: ${regulator.concerns}.`,
    'You can also go to court.',
  ]
}
