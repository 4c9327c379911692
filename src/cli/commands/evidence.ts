import type { Command } from '../command.ts'

export const evidenceVerifyCommand: Command = {
  usage: 'evidence verify',
  summary: 'check that no record of evidence was changed, removed, reordered or put in',
  options: {},
  async run(context) {
    const report = await (await context.system()).verifyEvidence()
    const faults = report.faults.map((fault) => fault.message)
    const summary = `${report.rows} rows, ${report.sealed} sealed, head ${report.head ?? 'none yet'}`
    return { exit: report.ok ? 0 : 1, json: report, text: [report.ok ? 'the evidence is whole' : 'the evidence was tampered with', summary, ...faults].join('\n') }
  },
}
