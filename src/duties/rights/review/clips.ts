import type { Answer } from '#decisions/done-or-refused.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { goneIfUnknown } from '#gate/read/the-one.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { rightsFootages } from '#records/rights-footage/rights-footage.ts'
import { dayTimeAndOffset } from '#shared/london-time.ts'
import type { SettledRequest } from '../identified.ts'
import { camerasIn } from '../media-text.ts'
import type { Clip } from './reading.ts'

type Deps = { readonly gate: Gate }

/**
 * The clips that another colleague released for the person of this request, of the cameras of where they live or lived and of those that the request
 * names, oldest first. Each camera is opened for this, which is on record.
 */
export async function clipsFor(
  { gate }: Deps,
  colleague: Colleague,
  { opened, request, footage }: { readonly opened: Opened<'rights-requests'>; readonly request: SettledRequest; readonly footage: string },
): Promise<Answer<{ readonly clips: readonly Clip[] }>> {
  const named = await opened.read(rightsFootages)
  if (!named.ok) return named
  const ofRequest = named.rows.map(({ cameraId }) => cameraId)
  const clips: Clip[] = []
  for (const camera of new Set([...camerasIn(footage), ...ofRequest])) {
    const found = await clipsOf(gate, colleague, camera, request.reference)
    if (!found.ok) return found
    clips.push(...found.clips.map(({ clip }) => clip))
  }
  return { ok: true, clips: clips.toSorted((one, other) => Temporal.Instant.compare(one.from, other.from)) }
}

/** A clip that is released, and whether somebody has downloaded it to hand it over. */
type Released = { readonly clip: Clip; readonly isFetched: boolean }

async function clipsOf(
  gate: Gate,
  colleague: Colleague,
  camera: string,
  reference: string,
): Promise<Answer<{ readonly clips: readonly Released[] }>> {
  const opened = await gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: camera })
  if (!opened.ok) {
    const why = goneIfUnknown(opened)
    // Of a camera that is no longer in the register no film is held either.
    return why.why === 'gone' ? { ok: true, clips: [] } : why
  }
  const read = await opened.read(disclosures)
  if (!read.ok) return read
  const clips = read.rows.flatMap((row): readonly Released[] => {
    const { id, recipient, requested, outcome, fromAt, toAt, givenSeconds, digest, fetchedAt } = row
    const isFor = recipient === 'the-person' && requested === reference && outcome === 'released'
    if (!isFor || givenSeconds === null || digest === null) return []
    const clip = { item: id, camera, from: fromAt, to: toAt, seconds: givenSeconds, digest }
    return [{ clip, isFetched: fetchedAt !== null }]
  })
  return { ok: true, clips }
}

/**
 * Whether the letter may say that these clips are given. `stopped`: one is released no more, another colleague may have stopped it since. `clip-unfetched`:
 * nobody has downloaded one, so that the person cannot have it.
 */
export async function clipsAreGiven(
  { gate }: Deps,
  colleague: Colleague,
  { reference }: Pick<SettledRequest, 'reference'>,
  clips: readonly Clip[],
): Promise<Answer<unknown, 'stopped' | 'clip-unfetched'>> {
  let areFetched = true
  for (const { camera, item, digest } of clips) {
    const now = await clipsOf(gate, colleague, camera, reference)
    if (!now.ok) return now
    const same = now.clips.find(({ clip }) => clip.item === item && clip.digest === digest)
    if (same === undefined) return { ok: false, why: 'stopped' }
    areFetched &&= same.isFetched
  }
  return areFetched ? { ok: true } : { ok: false, why: 'clip-unfetched' }
}

/** For the person: what comes to them apart from the letter. */
export function clipWords(clips: readonly Clip[]): string {
  const each = clips.map(({ from, to, seconds, digest }) => {
    const times = `from ${dayTimeAndOffset(from)} to ${dayTimeAndOffset(to)}`
    return `a clip of ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, ${times}, with the SHA-256 ${digest}`
  })
  return `We looked through it. What shows you comes apart from this letter, and nobody else can be recognised in it: ${each.join('; ')}.`
}

/** For the evidence of what left: each clip with its time, length and digest. */
export function clipEvidence({ item, from, to, seconds, digest }: Clip): string {
  return `${item} ${from}/${to} PT${seconds}S sha256:${digest}`
}
