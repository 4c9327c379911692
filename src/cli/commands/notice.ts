import { compare } from '#notice/compare.ts'
import type { Edition } from '#notice/edition.ts'
import { type Finding, findingCount } from '#notice/finding.ts'
import { lawToConfirm } from '#notice/law-today.ts'
import { leftToConfirm } from '#notice/left-to-confirm.ts'
import { unmetGrounds } from '#notice/unmet-grounds.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { BadUsage, type Command, type Context, needed } from '../command.ts'
import { consequenceLines } from '../consequence-words.ts'

export const noticeCheckCommand: Command = {
  usage: 'notice check [--review]',
  summary: 'check the landlord’s notice: file, line, what is wrong, what to write; --review: what is left for the landlord to settle',
  words: [],
  options: { review: { type: 'boolean' } },
  async run(context, given) {
    const { edition, lapsed, findings } = await context.checkedLandlord()
    const read = edition ?? lapsed
    const found = findings.map(findingText)
    const counts = { clauses: edition?.clauses.length ?? 0, activities: edition?.activities.length ?? 0 }
    const ok = findings.length === 0
    const without = edition === undefined ? [] : context.leftWithout(edition)
    const notes = without.map(({ where, instead }) => `not offered under this notice: ${where} (${instead})`)
    const review = given.options.review === true && read !== undefined ? reviewOf(read, dateIn(context.now())) : undefined
    const would = ok ? await wouldDo(context) : { json: {}, lines: [], warning: undefined }
    const summary = ok ? `the notice is clean: ${counts.clauses} clauses, ${counts.activities} activities` : findingCount(findings)
    return {
      exit: ok ? 0 : 1,
      json: { ok, ...counts, findings, without, ...(review === undefined ? {} : { review }), ...would.json },
      text: [...found, ...notes, ...(review === undefined ? [] : reviewWords(review)), ...would.lines, summary].join('\n'),
      warning: would.warning,
    }
  },
}

/** What publishing the edition would do to what is stored, where there is a database; that it could not be worked out is no finding. */
async function wouldDo(context: Context) {
  try {
    const proposal = await context.proposal()
    if (proposal === null) return { json: {}, lines: [], warning: undefined }
    const { wanted, why, consequences } = proposal
    const lines = consequences === null ? [] : consequenceLines(consequences, wanted.edition)
    const refused = why === undefined ? {} : { refused: { code: why.code, message: why.message } }
    return { json: { consequences, ...refused }, lines, warning: why && `\`notice publish\` would refuse it: ${why.message}` }
  } catch (error) {
    // Anything else is a mistake of this software, and is told as one.
    if (!(error instanceof Fault)) throw error
    return { json: { consequences: null, unknown: error.message }, lines: [], warning: error.message }
  }
}

/** What the landlord still has to settle. It is no finding: the edition may be published with it, and the public pages do not list it. */
function reviewOf(edition: Edition, today: Temporal.PlainDate) {
  const proposed = leftToConfirm(edition).filter(({ kind }) => kind === 'period')
  return { periods: edition.retention.length, proposed, unmetGrounds: unmetGrounds(edition), law: lawToConfirm(edition, today) }
}

function reviewWords({ periods, proposed, unmetGrounds: unmet, law }: ReturnType<typeof reviewOf>): readonly string[] {
  return [
    `RT1: ${proposed.length} of ${periods} periods are proposed${proposed.length === 0 ? '' : ':'}`,
    ...proposed.map(({ id, what }) => `  ${id}: ${what}`),
    `RT2: ${unmet.length} of ${periods} periods cite no law or regulation${unmet.length === 0 ? '' : ':'}`,
    ...unmet.map(({ rule, period, ground, owner }) => `  ${rule}: ${period}\n    ground: ${ground}\n    owner: ${owner}`),
    ...law.map((each) => `law of today: ${each}`),
  ]
}

export const noticeToConfirmCommand: Command = {
  usage: 'notice to-confirm',
  summary: 'what the landlord has still to adopt or confirm, and how',
  words: [],
  options: {},
  async run(context) {
    const { edition, lapsed, findings } = await context.checkedLandlord()
    const read = edition ?? lapsed
    if (read === undefined) return { exit: 1, json: { findings }, text: `${findings.length} findings; see \`./assured notice check\`` }
    const open = leftToConfirm(read)
    const lines = open.map(({ kind, id, what, how }) => `${kind} ${id}: ${what}\n  ${how}`)
    return { exit: 0, json: { open }, text: [...lines, `${open.length} to confirm`].join('\n') }
  },
}

function findingText({ file, line, message, fix, also = [], folded = 0 }: Finding): string {
  const places = also.map((place) => `${place.file}:${place.line}`)
  return [
    `${file}:${line}: ${message}`,
    `  ${fix}`,
    ...(places.length === 0 ? [] : [`  also at ${new Intl.ListFormat('en-GB').format(places)}`]),
    ...(folded === 0 ? [] : [`  ${folded} more ${folded === 1 ? 'fault follows' : 'faults follow'} from it`]),
  ].join('\n')
}

export const noticeRenderCommand: Command = {
  usage: 'notice render --out DIR',
  summary: 'write the public notice as pages that any web server can serve',
  words: [],
  options: { out: { type: 'string' } },
  async run(context, given) {
    const out = needed(given, 'out')
    const pages = await context.render(out)
    return { exit: 0, json: { out, pages }, text: `wrote ${pages.length} files into ${out}` }
  },
}

export const noticeCompareCommand: Command = {
  usage: 'notice compare A B',
  summary: 'what changed between two editions (ids, hashes or folders of a landlord)',
  words: ['A', 'B'],
  options: {},
  async run(context, given) {
    const [from = '', to = ''] = given.words
    const [older, newer] = [await editionNamed(context, from), await editionNamed(context, to)]
    const differences = compare(older.edition, newer.edition)
    return {
      exit: 0,
      json: { from: older.hash, to: newer.hash, differences },
      text: differences.length === 0 ? 'the two say the same' : differences.map((each) => `${each.section}: ${each.words}`).join('\n'),
    }
  },
}

async function editionNamed(context: Context, name: string) {
  const found = await context.editionNamed(name)
  if (found === undefined) throw new BadUsage(`there is no edition \`${name}\``)
  return found
}
