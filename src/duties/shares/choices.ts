import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { SharedKind } from '#gate/ledger/share.ts'
import { isReviewOverdue, mayAllGoOn, mayGoOn, stopsBy } from '#gate/stays-here.ts'
import type { Edition } from '#notice/edition.ts'
import type { Category } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import { isRecord, textOf } from '#shared/record.ts'
import { isUuid } from '#shared/uuid.ts'
import { isDeskActivity, viewFor } from '../openings/view.ts'
import type { ChosenItem } from './leaves.ts'
import { type OpenForShare, recipientOf } from './open.ts'
import { couldShow, pathFor, type ShareableKind } from './paths.ts'

type Part = ReturnType<typeof sharedParts>[number]
/** One item, or all of a part. */
export type Chosen = { readonly part: Part; readonly id: string | 'all' }

/** Items beyond this many are shared together or not at all: nobody ticks a year of payments one by one. */
const mostTicked = 12

/** What can be chosen of one part of the record. `items`: one by one, or null where there are too many for that. */
export type Choices = { readonly part: Part; readonly count: number; readonly items: readonly Readonly<Record<string, unknown>>[] | null }

/** What the notice lets go to such a recipient, and what it does not, each kind of information with the answer. */
export type Offer = {
  readonly choices: readonly Choices[]
  /** How many items of a part are not offered, since nobody looked at them again by their day. */
  readonly overdue: readonly { readonly part: Part; readonly count: number }[]
  readonly refused: readonly SharedKind[]
  readonly asksConsent: ReadonlySet<Category>
}

/** Parts of the record that can be shared: what is kept about the person, and no paper about how it is kept or whether it is. Nor what is played. */
function sharedParts(edition: Edition, activity: OpenForShare['activity']) {
  if (!isDeskActivity(activity)) return []
  return viewFor(edition, activity).filter(({ type }) => type.keeps !== true && !('mediaId' in type.fields))
}

/**
 * What could go to the recipient once the form is filled in: the items of each part that the notice shares with such a recipient for this activity.
 * `given`: what the register shows. Nothing is read of what could never go.
 */
export async function offerOf(
  { edition, today }: { readonly edition: Edition; readonly today: Temporal.PlainDate },
  opened: OpenForShare,
  recipient: {
    readonly kind: ShareableKind
    readonly circumstances: readonly Parameters<OpenForShare['wouldShare']>[0]['given'][number][]
    readonly isUncovered: boolean
  },
): Promise<Answer<Offer>> {
  const parts = sharedParts(edition, opened.activity)
  const categories = [...new Set(parts.map(({ category }) => category))]
  const given = [...recipient.circumstances, ...couldShow(pathFor(edition, opened.activity, recipient.kind))]
  const kinds = opened.wouldShare({ ...recipientOf(recipient), given, categories })
  const refused = kinds.filter(({ decision }) => decision.outcome === 'refused')
  const closed = new Set<Category>(refused.map(({ category }) => category))
  const open = parts.filter(({ category }) => !closed.has(category))
  const answers = await opened.readTogether(open)
  const read = open.map((part, place) => {
    const answer = answers[place]
    return { part, all: answer?.ok === true ? answer.rows.filter(isRecord) : [] }
  })
  const choices = read.flatMap(({ part, all }): readonly Choices[] => {
    const rows = all.filter((row) => mayGoOn(part.type, row, today))
    return rows.length === 0 ? [] : [{ part, count: rows.length, items: rows.length > mostTicked ? null : rows }]
  })
  const overdue = read
    .map(({ part, all }) => ({ part, count: all.filter((row) => isReviewOverdue(part.type, row, today)).length }))
    .filter(({ count }) => count > 0)
  const asksConsent = new Set(kinds.filter(({ decision }) => decision.outcome === 'needs-consent').map(({ category }) => category))
  return { ok: true, choices, overdue, refused, asksConsent }
}

/**
 * The chosen items as they are stored now. What is not there any more, or goes to nobody any more, is left out; a part that is refused refuses all.
 * `what`: the same, for the line to name. What may stop going one day is named item by item, so that the line names what stands in its file.
 */
export async function readChosen(
  opened: OpenForShare,
  chosen: readonly Chosen[],
  today: Temporal.PlainDate,
): Promise<Answer<{ readonly items: readonly ChosenItem[]; readonly what: readonly Chosen[] }>> {
  const items: ChosenItem[] = []
  const what: Chosen[] = []
  for (const { part, id } of chosen) {
    const answer = await opened.read(part, id === 'all' ? undefined : id)
    if (!answer.ok) return answer
    const rows = answer.rows.filter(isRecord).filter((row) => mayGoOn(part.type, row, today))
    items.push(...rows.map((row) => ({ part, row })))
    what.push(...(stopsBy(part.type).length > 0 ? rows.map((row) => ({ part, id: textOf(row.id) ?? '' })) : [{ part, id }]))
  }
  return { ok: true, items, what }
}

/** What a line says was chosen, for the activity that it was chosen in. */
export function chosenIn(edition: Edition, activity: OpenForShare['activity'], what: string | null): readonly Chosen[] {
  const parts = sharedParts(edition, activity)
  const said: unknown = what === null ? [] : JSON.parse(what)
  if (!Array.isArray(said)) return []
  return said.flatMap((each): readonly Chosen[] => {
    if (!Array.isArray(each)) return []
    const [type, category, id] = each
    const part = parts.find((one) => one.type.name === type && one.category === category)
    return part === undefined || typeof id !== 'string' ? [] : [{ part, id }]
  })
}

/** Whether something that a line names goes to nobody any more: it has ended, was not looked at again by its day, or is gone. */
export async function hasStopped(
  deps: Pick<GateDeps, 'database' | 'inForce' | 'clock'>,
  { activity }: Pick<OpenForShare, 'activity'>,
  { what }: { readonly what: string | null },
): Promise<boolean> {
  const named = chosenIn(deps.inForce().released.edition, activity, what).filter(({ part }) => stopsBy(part.type).length > 0)
  for (const [type, chosen] of Map.groupBy(named, ({ part }) => part.type)) {
    const ids = chosen.map(({ id }) => id)
    if (!ids.every(isUuid) || !(await mayAllGoOn(deps, type, ids, dateIn(deps.clock())))) return true
  }
  return false
}

/** The box of a form that stands for one choice. */
export function keyOf({ part, id }: Chosen): string {
  return `${part.type.name}.${part.category}.${id}`
}
