import { answerWords } from '#decisions/contract.ts'
import { decide } from '#decisions/decide.ts'
import { dateIn } from '#shared/clock.ts'
import { BadUsage, type Command, list, needed, text } from '../command.ts'
import { editionKnows } from '../edition-knows.ts'
import { folderWarning } from '../folder-warning.ts'

export const decideCommand: Command = {
  usage:
    'decide --role R | --recipient K --act view|use|share|collect --activity A --category C[,C] [--relationship X] [--circumstance name[=value],…]',
  summary: 'ask the notice in the landlord’s folder, published or not, whether something may be done, and why',
  words: [],
  options: {
    role: { type: 'string' },
    recipient: { type: 'string' },
    act: { type: 'string' },
    activity: { type: 'string' },
    category: { type: 'string', multiple: true },
    relationship: { type: 'string' },
    circumstance: { type: 'string', multiple: true },
  },
  async run(context, given) {
    const [role, recipient] = [text(given, 'role'), text(given, 'recipient')]
    if ((role === undefined) === (recipient === undefined)) throw new BadUsage('exactly one of `--role` and `--recipient` is needed')
    const categories = list(given, 'category')
    if (categories.length === 0) throw new BadUsage('`--category` is needed')
    const asked = {
      role,
      recipient,
      act: needed(given, 'act'),
      activity: needed(given, 'activity'),
      categories,
      relationship: text(given, 'relationship'),
      circumstances: list(given, 'circumstance'),
    }
    const released = await context.edition()
    const today = dateIn(context.now())
    const contract = answerWords(released, asked, today, (request) => decide(released, request))
    const known = editionKnows(released, asked.activity, today)
    const heading = contract.permitted ? `permitted: ${contract.basis ?? ''}` : contract.outcome
    const beside = known.map(
      ({ circumstance, holds, says }) => `\`${circumstance}\` ${holds ? 'holds' : 'does not hold'} by the notice: ${says}`,
    )
    const lines = [heading, ...contract.why, contract.remedy ?? '', `clauses ${contract.clauses.join(', ')}`, ...beside].filter(
      (line) => line !== '',
    )
    return {
      exit: contract.permitted ? 0 : 3,
      json: { ...contract, known },
      text: lines.join('\n'),
      warning: folderWarning(released, context),
    }
  },
}
