import { dayAndTime } from '#shared/london-time.ts'
import type { WitnessStanding } from './witnessed.ts'

/** How the witnesses stand, a sentence each, as everybody may read it. */
export function standingWords(standings: readonly WitnessStanding[]): readonly string[] {
  if (standings.length === 0) return ['No witness set: nobody outside keeps the heads of the evidence.']
  return standings.map((standing) => `${lastWords(standing)}${behindWords(standing)}`)
}

function lastWords({ name, last }: WitnessStanding): string {
  if (last === null) return `${name} is to be a witness and has taken no head yet.`
  return `Witnessed by ${name}: the head of seal ${last.seal}, ${last.head}, on ${dayAndTime(last.at)}.`
}

function behindWords({ behindSince, late }: WitnessStanding): string {
  return late && behindSince !== null ? ` It is behind: nothing sealed since ${dayAndTime(behindSince)} has reached it.` : ''
}
