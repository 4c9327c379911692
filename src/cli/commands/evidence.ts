import { pageOfEvidence } from '#evidence/read.ts'
import { type Command, progressOf, text, wholeNumber } from '../command.ts'

export const evidenceVerifyCommand: Command = {
  usage: 'evidence verify',
  summary: 'check that no record of evidence was changed, removed, reordered or put in',
  words: [],
  options: {},
  async run(context) {
    const report = await (await context.system()).verifyEvidence(progressOf(context, 'checking'))
    const faults = report.faults.map((fault) => fault.message)
    const summary = `${report.rows} rows, ${report.sealed} sealed, head ${report.head ?? 'none yet'}`
    return {
      exit: report.ok ? 0 : 1,
      json: report,
      text: [report.ok ? 'the evidence is whole' : 'the evidence was tampered with', summary, ...faults].join('\n'),
    }
  },
}

export const evidenceShowCommand: Command = {
  usage: 'evidence show [--person ID] [--most N]',
  summary: 'the newest records of evidence; ids only, as they stand',
  words: [],
  options: { person: { type: 'string' }, most: { type: 'string' } },
  async run(context, given) {
    const most = wholeNumber(given, 'most', { least: 1, most: 1000, default: 20 })
    const subject = text(given, 'person')
    const { parts } = await context.system()
    const rows = await pageOfEvidence(parts.database, { limit: most, ...(subject === undefined ? {} : { subject }) })
    const lines = rows.map(
      (row) => `${row.seq}  ${row.at}  ${row.kind} ${row.outcome}  ${row.actor}  ${row.activity ?? ''} ${row.categories.join(' ')}`,
    )
    return { exit: 0, json: rows, text: lines.length === 0 ? 'nothing is on record' : lines.join('\n') }
  },
}
