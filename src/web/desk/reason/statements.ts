import { everyStatement, type Stated, type Statement } from '#duties/openings/stated.ts'
import { optionalText, type Question, unasked } from '../../form/index.ts'

/** The box of each statement, and how it is asked. */
const asked = {
  'person-at-risk': {
    box: 'atRisk',
    label: 'Is this person at risk? Say what makes you think so (optional)',
    hint: 'For an adult with needs for care or support who may come to harm, or less able to look after their money because of illness, injury or disability, and who cannot protect themselves. Leave it empty for somebody under 18.',
  },
  'reason-without-consent': {
    box: 'notAsked',
    label: 'Why have you not asked for their agreement? (optional)',
    hint: 'For example: they cannot answer, they cannot reasonably be asked, or asking would put somebody in danger, make the help fail, or warn somebody who breaks the law.',
  },
} as const satisfies Record<Statement, { readonly box: string; readonly label: string; readonly hint: string }>

type Sent = Readonly<Record<string, string>>

/** The statements whose boxes were sent, be it with nothing in them. */
export function sentStatements(sent: Sent): readonly Statement[] {
  return everyStatement.filter((each) => sent[asked[each].box] !== undefined)
}

/** The questions of these statements, and of no others. */
export function askStatements(wanted: readonly Statement[]) {
  return { atRisk: askOne('person-at-risk', wanted), notAsked: askOne('reason-without-consent', wanted) }
}

export function statedBy({ atRisk, notAsked }: { readonly atRisk: string | null; readonly notAsked: string | null }): Stated {
  return { 'person-at-risk': atRisk, 'reason-without-consent': notAsked }
}

function askOne(statement: Statement, wanted: readonly Statement[]): Question<string | null> {
  const { label, hint } = asked[statement]
  return wanted.includes(statement) ? optionalText({ label, hint, most: 500, rows: 2 }) : unasked(null)
}
