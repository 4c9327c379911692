import type { ReadAnswer } from '#gate/read-part.ts'
import type { RecordPart } from '#gate/record-type.ts'
import type { Category } from '#notice/vocabulary.ts'
import { cameras } from '#records/camera/camera.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmedTimes } from '#records/footage/footage.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { type FilmedTime, inWords, type Searched, type Withheld, whyLeftOut } from './left-out.ts'

/** A break that is not told: recorders cut what they film into pieces. */
const shortBreak = Temporal.Duration.from({ hours: 1 })
/** Where there are more stretches of one camera, only when they begin and end is told. */
const mostStretches = 20

type Answer = { readonly withheld: readonly Withheld[]; readonly searched: readonly Searched[] }

/** What is looked at for it, with everything else that is gathered. */
export const filmedParts = [cameras, filmedTimes] as const

/**
 * That cameras filmed where the person lives or lived, and for which times; never what it shows. The data protection team looks and decides (CV5).
 * `answers`: to `filmedParts`, in their order.
 */
export function filmedAround(answers: readonly ReadAnswer<unknown>[]): Answer {
  const stands = answerTo(cameras, answers[0])
  const filmed = answerTo(filmedTimes, answers[1])
  if (!stands.read) return { withheld: [{ type: cameras.type.name, count: 0, reason: inWords(stands.refusal) }], searched: [] }
  if (!filmed.read) return { withheld: [{ type: filmedTimes.type.name, count: 0, reason: inWords(filmed.refusal) }], searched: [] }
  const nameOf = new Map(stands.rows.map((row) => [row.id, [row.name, row.site].filter((words) => words !== null).join(', ')]))
  const byPlace = Map.groupBy(filmed.rows, (row) => row.placeId)
  const times = [...byPlace].flatMap(([place, rows]) =>
    stretchesOf(rows).map((stretch) => ({ camera: nameOf.get(place ?? '') || 'Another of our cameras', ...stretch })),
  )
  const count = filmed.rows.length
  const found = (type: string, items: number) => ({ type, category: filmedTimes.category, found: items, given: 0 })
  return {
    withheld: [
      { type: disclosure.name, count: 0, reason: whyLeftOut.disclosed },
      ...(count === 0 ? [] : [{ type: filmedTimes.type.name, count, reason: whyLeftOut.filmed, times }]),
    ],
    searched: [found(cameras.type.name, stands.rows.length), found(filmedTimes.type.name, count)],
  }
}

/** The answer to one of several parts that were read together. */
export function answerTo<Shape>(part: RecordPart<Category, Shape>, answer: ReadAnswer<unknown> | undefined): ReadAnswer<Shape> {
  if (answer === undefined) throw new Fault('part-unanswered', `the search of \`${part.type.name}\` came back without an answer`)
  return answer.read ? { ...answer, rows: answer.rows.filter(isRecord).filter(part.holds) } : answer
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
