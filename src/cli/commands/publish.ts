import { goesBecauseOfIt } from '#duties/publishing/consequences.ts'
import { findingCount } from '#notice/finding.ts'
import { type Arguments, BadUsage, type Command, type Context, type Outcome } from '../command.ts'
import { consequenceLines } from '../consequence-words.ts'
import type { Proposal } from '../system.ts'

export const noticePublishCommand: Command = {
  usage: 'notice publish [--confirm], or notice publish --confirm ITEMS',
  summary:
    'put the landlord’s notice in force, when it is clean; what it does to what is stored is shown first; with ITEMS, the number that was shown, only while no more would go',
  words: { oneOrNone: 'ITEMS' },
  options: { confirm: { type: 'boolean' } },
  async run(context, given) {
    const confirmed = confirmedIn(given)
    const { findings } = await context.checkedLandlord()
    if (findings.length > 0)
      return {
        exit: 1,
        json: { published: false, findings },
        text: `not published: ${findingCount(findings)}; see \`./assured notice check\``,
      }
    return published(context, confirmed)
  },
}

/** How many items may go without being asked about: any number where `--confirm` names none, and none without it. */
function confirmedIn({ words: [items], options: { confirm } }: Arguments): number {
  if (items === undefined) return confirm === true ? Number.POSITIVE_INFINITY : 0
  if (confirm !== true || !/^\d{1,9}$/.test(items)) throw new BadUsage('`ITEMS` is the number that was shown, after `--confirm`')
  return Number(items)
}

/** Asks, or answers, until what was shown is what is published. */
async function published(context: Context, confirmed: number): Promise<Outcome> {
  const system = await context.system()
  const shown = await system.proposal()
  if (shown.why !== undefined) throw shown.why
  const goes = shown.consequences === null ? 0 : goesBecauseOfIt(shown.consequences)
  const asks = goes > confirmed
  if (asks && !(await agrees(context, shown, goes))) return notPublished(shown, goes, context.ask === undefined)
  const answer = await system.publish(shown)
  if (answer.ok) return inForce(shown, asks ? [] : linesOf(shown), system.released().hash === shown.wanted.hash)
  if (context.ask === undefined || confirmed > 0) return grown(shown)
  context.tell?.('what it would do is not what was shown any more:')
  return published(context, confirmed)
}

/** The number, and not a word that is typed without reading. */
async function agrees({ ask, tell }: Context, shown: Proposal, goes: number): Promise<boolean> {
  if (ask === undefined) return false
  for (const line of linesOf(shown)) tell?.(line)
  const items = goes === 1 ? 'One item' : `${goes.toLocaleString('en-GB')} items`
  const said = await ask(`${items} would be deleted for good. Type the number to publish; anything else leaves all as it is: `)
  return said?.replaceAll(',', '') === String(goes)
}

function linesOf({ wanted, consequences }: Proposal): readonly string[] {
  return consequences === null ? [] : consequenceLines(consequences, wanted.edition)
}

function notPublished(shown: Proposal, goes: number, asksNobody: boolean): Outcome {
  const why = asksNobody ? 'goes' : 'declined'
  return {
    exit: 1,
    json: { published: false, why, goes, consequences: shown.consequences },
    text: [...(asksNobody ? linesOf(shown) : []), 'not published'].join('\n'),
    warning: asksNobody
      ? `not published: ${goes === 1 ? 'one item' : `${goes.toLocaleString('en-GB')} items`} would go for good; look at what goes, and then run it again with \`--confirm ${goes}\``
      : undefined,
  }
}

function grown(shown: Proposal): Outcome {
  return {
    exit: 1,
    json: { published: false, why: 'grown', consequences: shown.consequences },
    text: [...linesOf(shown), 'not published'].join('\n'),
    warning: 'not published: while this was worked out, more came that would go, or another edition was published; run it again',
  }
}

/** `lines`: what it does, where that was not shown before. */
function inForce(shown: Proposal, lines: readonly string[], begun: boolean): Outcome {
  const { edition, hash } = shown.wanted
  const { consequences } = shown
  const said = `${begun ? 'in force' : `published, in force from ${edition.inForceFrom}`}: ${edition.title}, ${edition.dated} (${hash.slice(0, 12)})`
  return {
    exit: 0,
    json: {
      published: true,
      edition: edition.id,
      hash,
      inForceFrom: edition.inForceFrom,
      ...(consequences === null ? {} : { consequences }),
    },
    text: [...lines, said].join('\n'),
  }
}
