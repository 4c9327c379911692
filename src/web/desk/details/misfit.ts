import { z } from 'zod'
import type { FormError } from '../../components/index.ts'

/** A number without enough digits, or an e-mail address without its sign, was mistyped. */
export function misfit(of: string, written: string): readonly FormError[] {
  const digits = written.replaceAll(/\D/g, '').length
  if (of === 'phone' && (digits < 10 || digits > 15))
    return [{ field: 'value', message: 'Write the whole telephone number, such as 01392 555 010' }]
  if (of === 'email' && !z.email().safeParse(written).success)
    return [{ field: 'value', message: 'Write an e-mail address, such as name@example.org' }]
  return []
}
