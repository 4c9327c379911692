import { z } from 'zod'
import { masksIn, silencesIn } from '#duties/disclosures/obscure.ts'
import { neededText } from '../typed-text.ts'
import { spanBoxes } from './footage-asked.ts'

const told = (message: string) => neededText(2, 200, message)
const lines = z.string().max(4000).default('')

/** Who asks, for what part, and what is to be hidden in it. */
export const disclosureShape = z.strictObject({
  recipient: z.enum(['police', 'court'], { error: 'Choose who asks' }),
  organisation: told('Write which force or court asks'),
  officer: told('Write who asks there'),
  power: told('Write the power they rely on'),
  requested: told('Write their reference'),
  ...spanBoxes,
  masks: lines.transform((written, context) => {
    const found = masksIn(written)
    if (found === null) context.addIssue({ code: 'custom', message: 'Write each line as 0:05-0:20 25 10 30 50' })
    return found ?? []
  }),
  silences: lines.transform((written, context) => {
    const found = silencesIn(written)
    if (found === null) context.addIssue({ code: 'custom', message: 'Write each line as 0:05-0:20' })
    return found ?? []
  }),
  others: z.enum(['hidden', 'none'], { error: 'Say whether others can be made out in it' }),
})

export const decisionShape = z.strictObject({
  outcome: z.enum(['released', 'stopped'], { error: 'Choose whether it may leave' }),
  version: z.string().regex(/^\d{1,10}$/),
})
