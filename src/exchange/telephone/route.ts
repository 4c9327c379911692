import { destinations, inOrderWithin, neverRecorded, recordedSeconds, type Segment } from './call.ts'
import { agreeing } from './sound-kind.ts'

const where: Readonly<Record<Segment['to'], string>> = {
  queue: 'in a queue',
  colleague: 'with a colleague',
  outside: 'passed on outside',
  mobile: 'passed on to a mobile',
}

/** A line for each segment, for people to read. */
export function routeInWords(segments: readonly Segment[] | undefined): string | null {
  if (segments === undefined) return null
  return segments
    .map(({ to, from, until, recorded }) => `${clock(from)} to ${clock(until)}: ${where[to]}, ${recorded ? 'recorded' : 'not recorded'}`)
    .join('\n')
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const line = /^(\d{1,4}):([0-5]\d) to (\d{1,4}):([0-5]\d): (.+), (recorded|not recorded)$/

/** The same lines read again; null if one says anything else. */
function readRoute(written: string): readonly Segment[] | null {
  const lines = written.split(/\r?\n/).filter((each) => each.trim() !== '')
  const segments = lines.flatMap((each): readonly Segment[] => {
    const [, fromMinutes, fromSeconds, untilMinutes, untilSeconds, place, recorded] = line.exec(each.trim()) ?? []
    const to = destinations.find((known) => where[known] === place)
    if (to === undefined) return []
    const from = Number(fromMinutes) * 60 + Number(fromSeconds)
    return [{ to, from, until: Number(untilMinutes) * 60 + Number(untilSeconds), recorded: recorded === 'recorded' }]
  })
  return segments.length === lines.length ? segments : null
}

type Lengths = { readonly seconds: unknown; readonly soundSeconds: unknown }

/**
 * Why the route of a call that an import brings cannot be right, or null (TC5). It is held to what a telephone system is held to: the length
 * of each stretch is read, and there is no more sound than was recorded.
 */
export function wrongRoute(written: string, { seconds, soundSeconds }: Lengths): string | null {
  const segments = readRoute(written)
  if (segments === null)
    return `has a line that is not like \`0:00 to 1:30: ${where.colleague}, recorded\`; places are ${Object.values(where).join(', ')}`
  if (!inOrderWithin(segments, Number(seconds))) return 'has stretches that are not in order, or go on after the call ended'
  if (segments.some(neverRecorded)) return 'says that a stretch at a mobile was recorded, which none is'
  const recorded = recordedSeconds({ segments }) ?? 0
  if (typeof soundSeconds === 'number' && soundSeconds > recorded + agreeing)
    return `says that ${recorded} seconds were recorded, and \`soundSeconds\` is ${soundSeconds}`
  return null
}
