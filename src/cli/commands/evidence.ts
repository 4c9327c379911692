import { type EvidenceRow, pageOfEvidence } from '#evidence/read.ts'
import { needReadable } from '#evidence/witness/heads-copy.ts'
import { BadUsage, type Command, progressOf, text, wholeNumber } from '../command.ts'
import { verdictOf, witnessWords } from '../witness-words.ts'

export const evidenceVerifyCommand: Command = {
  usage: 'evidence verify [--witness] [--heads FILE]',
  summary:
    'check that no record of evidence was changed, removed, reordered or put in; `--witness`: against the heads in other hands too, `--heads`: against a copy of heads.txt that somebody kept',
  words: [],
  options: { witness: { type: 'boolean' }, heads: { type: 'string' } },
  async run(context, given) {
    const copy = text(given, 'heads')
    if (copy !== undefined) await needReadable(copy)
    const against = { witnesses: given.options.witness === true, copies: copy === undefined ? [] : [copy] }
    const report = await (await context.system()).verifyEvidence(progressOf(context, 'checking'), against)
    const faults = report.faults.map((fault) => fault.message)
    const summary = `${report.rows} rows, ${report.sealed} sealed, head ${report.head ?? 'none yet'}`
    const { rows, oldest, heldBackBy } = report.unsealed
    const waiting =
      oldest === null
        ? []
        : [`${rows} not sealed yet, the oldest of ${oldest.at}: ${whyUnsealed[heldBackBy ?? ''] ?? 'the reason is not known'}`]
    const late = report.explained.map(({ seal, seqs, at }) => `${seqs.length} came late to seal ${seal}, as was put on record at ${at}`)
    return {
      exit: report.ok ? 0 : 1,
      json: report,
      text: [verdictOf(report), summary, ...waiting, ...late, ...(report.witnesses ?? []).flatMap(witnessWords), ...faults].join('\n'),
    }
  },
}

const whyUnsealed: Readonly<Record<string, string>> = {
  'sealer-at-work': 'somebody is sealing at this moment',
  'clock-behind': 'the database was put into another cluster; the next start mends it',
  'nobody-seals': 'no seal was made since; `up` makes one each second, and every command but `doctor` and this one as it ends',
}

export const evidenceExplainCommand: Command = {
  usage: 'evidence explain --seal N [--confirm]',
  summary: 'say for ever that rows came late to a seal; without `--confirm`, only show which',
  words: [],
  options: { seal: { type: 'string' }, confirm: { type: 'boolean' } },
  async run(context, given) {
    const seal = wholeNumber(given, 'seal', { least: 1, most: Number.MAX_SAFE_INTEGER, default: 0 })
    if (seal === 0) throw new BadUsage('`--seal` is missing: `evidence verify` tells which')
    const confirmed = given.options.confirm === true
    const late = await (await context.system()).explainEvidence(seal, confirmed)
    const rows = `${late.seqs.length === 1 ? 'record' : 'records'} ${late.seqs.join(', ')}`
    const says = confirmed
      ? `it is on record that ${rows} came late to seal ${seal}`
      : `all that seal ${seal} covers is there, unaltered; beside it stand ${rows}. \`evidence show\` tells what they say. With \`--confirm\` it is put on record that they came late, and \`evidence verify\` tells it each time`
    return { exit: 0, json: { ...late, confirmed }, text: says }
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
    const { deps } = await context.system()
    const rows = await pageOfEvidence(deps.database, { limit: most, ...(subject === undefined ? {} : { subject }) })
    const lines = rows.map(
      (row) =>
        `${row.seq}  ${row.at}  ${row.kind} ${row.outcome}  ${row.actor}  ${row.activity ?? ''} ${row.categories.join(' ')}${sharedWords(row)}`,
    )
    return { exit: 0, json: rows, text: lines.length === 0 ? 'nothing is on record' : lines.join('\n') }
  },
}

/** With whom something is shared, and the conditions that special category or criminal information goes out on. */
function sharedWords({ act, detail: { recipient, conditions } }: EvidenceRow): string {
  if (act !== 'share') return ''
  return `  to ${String(recipient)}${Array.isArray(conditions) ? ` (${conditions.join(' + ')})` : ''}`
}
