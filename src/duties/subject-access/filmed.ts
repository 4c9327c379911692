import type { PagesAnswer } from '#gate/read/read-pages.ts'
import type { RecordPart } from '#gate/record-part.ts'
import { cameras } from '#records/camera/camera.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmedTimes, footage } from '#records/footage/footage.ts'
import { isRecord } from '#shared/record.ts'
import { type Decided, itsMedia } from '../rights/decided.ts'
import { footageText } from '../rights/media-text.ts'
import { type FilmedTime, inWords, type Searched, type Withheld, whyLeftOut } from './left-out.ts'

/** Shorter breaks are not reported, since recorders cut their footage into pieces. */
const shortBreak = Temporal.Duration.from({ hours: 1 })
/** If one camera has more stretches than this, only the first beginning and the last end are reported. */
const mostStretches = 20

type Answer = { readonly withheld: readonly Withheld[]; readonly searched: readonly Searched[] }

/** The parts that this needs, read together with everything else that is gathered. */
export const filmedParts = [cameras, filmedTimes] as const

/**
 * That cameras filmed where the person lives or lived, and when, but never what they filmed. The data protection team looks at it and
 * decides (CV5). `take` receives pages of `filmedParts` as they are read; `told` is called after all of them, with how reading the two
 * parts ended.
 */
export function filmedAround() {
  const nameOf = new Map<string, string>()
  const byPlace = new Map<string | null, Filmed[]>()
  let count = 0
  return {
    take(part: RecordPart, rows: readonly unknown[]): void {
      for (const row of rows.filter(isRecord)) {
        if (part.type === cameras.type && cameras.isRow(row))
          nameOf.set(row.id, [row.name, row.site].filter((words) => words !== null).join(', '))
        if (part.type !== filmedTimes.type || !filmedTimes.isRow(row)) continue
        const { startedAt, endedAt, placeId } = row
        const there = byPlace.get(placeId) ?? []
        there.push({ startedAt, endedAt })
        byPlace.set(placeId, there)
        count += 1
      }
    },
    /** The cameras of which there is footage. */
    cameras: (): readonly string[] => [...byPlace.keys()].flatMap((place) => place ?? []).toSorted(),
    told(answers: readonly PagesAnswer[]): Answer {
      const refused = answers.findIndex(({ ok }) => !ok)
      const answer = answers[refused]
      if (answer?.ok === false)
        return {
          withheld: [{ type: (refused === 0 ? cameras : filmedTimes).type.name, count: 0, reason: inWords(answer.refusal) }],
          searched: [],
        }
      const times = [...byPlace].flatMap(([place, rows]) =>
        stretchesOf(rows).map((stretch) => ({ camera: nameOf.get(place ?? '') || 'Another of our cameras', ...stretch })),
      )
      const found = (type: string, items: number) => ({ type, category: filmedTimes.category, found: items, given: 0 })
      return {
        withheld: [
          { type: disclosure.name, count: 0, reason: whyLeftOut.disclosed },
          ...(count === 0 ? [] : [{ type: filmedTimes.type.name, count, reason: whyLeftOut.filmed, times }]),
        ],
        searched: [found(cameras.type.name, nameOf.size), found(filmedTimes.type.name, count)],
      }
    },
  }
}

/**
 * What was told, with what was decided about the footage in place of that somebody still looks at it. It is decided about as a whole, since every day
 * some of it goes: the decision stands while the cameras are the same.
 */
export function footageDecided(
  told: Answer,
  {
    person,
    cameras: filming,
    decided,
  }: { readonly person: string; readonly cameras: readonly string[]; readonly decided: Decided | undefined },
): Answer {
  const found = told.withheld.find(({ type, count }) => type === footage.name && count > 0)
  if (found === undefined || decided === undefined) return told
  const value = footageText(filming)
  const leaves = decided({ place: footage.name, itemId: person, field: itsMedia, value, isTheirs: false, isHealth: false })
  if (leaves === null) return told
  const reasons = leaves.words === null ? leaves.reasons : [leaves.words]
  return { ...told, withheld: told.withheld.flatMap((each) => (each === found ? reasons.map((reason) => ({ ...each, reason })) : each)) }
}

type Filmed = { readonly startedAt: string; readonly endedAt: string }

function stretchesOf(rows: readonly Filmed[]): readonly Omit<FilmedTime, 'camera'>[] {
  const stretches: { from: string; to: string }[] = []
  for (const { startedAt, endedAt } of rows.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))) {
    const last = stretches.at(-1)
    if (last === undefined || !isSoonAfter(last.to, startedAt)) stretches.push({ from: startedAt, to: endedAt })
    else if (endedAt > last.to) last.to = endedAt
  }
  const [first, end] = [stretches[0], stretches.at(-1)]
  return stretches.length <= mostStretches || first === undefined || end === undefined ? stretches : [{ from: first.from, to: end.to }]
}

function isSoonAfter(ended: string, started: string): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(ended).add(shortBreak), Temporal.Instant.from(started)) >= 0
}
