import type { Answer } from '#decisions/done-or-refused.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { cameras } from '#records/camera/camera.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmedTimes } from '#records/footage/footage.ts'
import type { Decided } from '../rights/decided.ts'
import { eachOnce, isFind } from './each-once.ts'
import { filmedAround, filmedParts, footageDecided } from './filmed.ts'
import { inWords, type Searched, type Withheld, whyLeftOut } from './left-out.ts'
import { type NotSearched, notSearchedBeside, secretsAreNobodys, standsAlone } from './not-searched.ts'
import type { PackEnding, PackHead, PackItem, PackTaker, SectionHead } from './pack.ts'
import { sortingFor } from './sorting.ts'
import { handOnUndecided } from './undecided.ts'

export type { PackEnding, PackHead, PackItem, PackTaker, SectionHead } from './pack.ts'

export type Gathered = PackHead & PackEnding

/** Rows about the person from one table that is no record type. `closed`: why it was not searched; null if it was. */
export type Beside = {
  readonly section: SectionHead
  readonly items: readonly PackItem[]
  readonly withheld: readonly Withheld[]
  readonly closed: string | null
}

type PackRequest = {
  readonly person: string
  readonly now: Temporal.Instant
  readonly edition: string
  readonly beside?: (opened: Opened<'rights-requests'>, decided?: Decided) => Promise<readonly Beside[]>
  /** What was decided about the texts that somebody has to read. Without it, they are left out. */
  readonly decided?: Decided
  /** The request that is answered, where there is one. */
  readonly request?: string
  /** False where no record is about them: then no home of theirs is known either, where a camera may have filmed them. */
  readonly hasRecord?: boolean
}

/**
 * Gathers all that is stored about a person, through every part of every record type, without other people's data (A1). This is done for
 * the activity `rights-requests`. A part that the notice withholds is named as withheld, and what was not searched is named with the
 * reason; nothing is left out silently. Items go to `taker` page by page.
 */
export async function gatherPack(
  gate: Gate,
  colleague: Colleague,
  parts: readonly RecordPart[],
  asked: PackRequest,
  taker: PackTaker,
): Promise<Answer<Gathered>> {
  const opened = await openForCopy(gate, colleague, asked.person)
  if (!opened.ok) return opened
  const { relationships } = opened
  const head: PackHead = { person: asked.person, gatheredAt: asked.now.toString(), edition: asked.edition, relationships }
  await taker.begin(head)
  const gathered = inOrder(parts.filter(isDisclosable).filter(isSearchedByPerson))
  const filmed = filmedAround()
  const around = asked.hasRecord === false ? [] : filmedParts
  const finds: unknown[] = []
  const sorting = sortingFor(asked.person, gathered, taker, asked.decided)
  const answers = await opened.readPages([...gathered, ...around], async (part, rows) => {
    if (isFilmed(part)) filmed.take(part, rows)
    else if (isFind(part)) finds.push(...rows)
    else await sorting.take(part, rows)
  })
  for (const part of gathered.filter(isFind)) await sorting.take(part, eachOnce(finds, asked.request))
  await handOnUndecided(opened, gathered, sorting, taker)
  const footage = footageOf(filmed, answers.slice(gathered.length), asked)
  const untied = untiedTypes(parts)
  const withheld: Withheld[] = [...untied.map(({ type, why }) => ({ type: type.name, count: 0, reason: why })), ...footage.withheld]
  const notSearched: NotSearched[] = [
    ...untied.map(({ type, why }) => ({ what: type.title.many, why })),
    { what: disclosure.title.many, why: whyLeftOut.disclosed },
    ...parts.filter((part) => !isDisclosable(part)).map(({ type }) => ({ what: type.title.many, why: secretsAreNobodys })),
  ]
  const searched: Searched[] = [...footage.searched]
  for (const [index, part] of gathered.entries()) {
    const about = { type: part.type.name, category: part.category }
    const answer = answers[index]
    if (answer?.ok !== true) {
      const reason = answer === undefined ? 'The search did not come to it.' : inWords(answer.refusal)
      withheld.push({ type: about.type, count: 0, reason })
      notSearched.push({ what: part.type.title.many, why: reason })
      continue
    }
    const closed = answer.onHold
    if (closed !== null) withheld.push({ type: about.type, count: closed.items, reason: inWords(closed.refusal) })
    const { found, given, leftOut } = sorting.of(part)
    withheld.push(...[...leftOut].map(([reason, count]) => ({ type: about.type, count, reason })))
    searched.push({ ...about, found: found + (closed?.items ?? 0), given })
  }
  const items = { ...sorting.items() }
  for (const { section, items: found, withheld: left, closed } of (await asked.beside?.(opened, asked.decided)) ?? []) {
    const { type, title, category } = section
    withheld.push(...left)
    if (closed === null) searched.push({ type, category, found: found.length, given: found.length })
    else notSearched.push({ what: title, why: closed })
    if (found.length === 0) continue
    items[type] = found.length
    await taker.section(section)
    await taker.items(found)
  }
  const ending: PackEnding = { items, withheld, notSearched: [...notSearched, ...notSearchedBeside()], searched }
  await taker.end(ending)
  return { ok: true, ...head, ...ending }
}

function footageOf(
  filmed: ReturnType<typeof filmedAround>,
  answers: Parameters<typeof filmed.told>[0],
  { person, decided, hasRecord }: PackRequest,
): ReturnType<typeof footageDecided> {
  if (hasRecord === false) return { withheld: [], searched: [] }
  return footageDecided(filmed.told(answers), { person, cameras: filmed.cameras(), decided })
}

/** Opens all that is held about somebody, for their copy. */
export function openForCopy(gate: Gate, colleague: Colleague, person: string) {
  return gate.open(colleague, {
    activity: 'rights-requests',
    person,
    because: 'rights-request',
    vouched: ['identity-verified', 'special-category-reason', 'private-setting'],
  })
}

/** The person and their household come first, since the names in them show which words are about others. */
function inOrder<P extends RecordPart>(parts: readonly P[]): readonly P[] {
  const rank = ({ type, category }: P): number =>
    type.tie.person === 'id' && category === type.category ? 0 : type.tie.mayBeUnknown === true ? 1 : 2
  return parts.toSorted((one, other) => rank(one) - rank(other))
}

/** Passwords are shown to nobody, not even in the person's own copy. */
export function isDisclosable(part: RecordPart): part is RecordPart<Ceiling<'rights-requests'>> {
  return part.category !== 'identity-secrets'
}

export function isSearchedByPerson({ type }: RecordPart): boolean {
  return type.tie.searched === 'by-person' && type.notSearched === undefined
}

export function isFilmed({ type }: RecordPart): boolean {
  return type === cameras.type || type === filmedTimes.type
}

export function untiedTypes(parts: readonly RecordPart[]) {
  const types = [...new Set(parts.map(({ type }) => type))]
  return types
    .filter(({ tie, notSearched }) => tie.searched === 'never' || notSearched !== undefined)
    .map((type) => ({ type, why: type.notSearched ?? standsAlone }))
}
