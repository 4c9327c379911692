import { dayAndTime } from '#shared/london-time.ts'
import type { WitnessStanding } from './witnessed.ts'

/** What is said where nobody outside keeps proof. */
const noWitness = 'No witness set: nobody outside keeps the heads of the evidence.'

/** What is said of one witness; `head`: the last that it took. */
export type StandingParts = { readonly says: string; readonly head: string | null; readonly behind: string | null }

export function standingParts({ name, last, behindSince, late }: WitnessStanding): StandingParts {
  return {
    says:
      last === null
        ? `${name} is to be a witness and has taken no head yet.`
        : `Witnessed by ${name} on ${dayAndTime(last.at)}: seal ${last.seal}, with the head`,
    head: last?.head ?? null,
    behind: late && behindSince !== null ? `It is behind: nothing sealed since ${dayAndTime(behindSince)} has reached it.` : null,
  }
}

/** How the witnesses stand, a line each, as everybody may read it. */
export function standingWords(standings: readonly WitnessStanding[]): readonly string[] {
  if (standings.length === 0) return [noWitness]
  return standings.map(standingParts).map(({ says, head, behind }) => {
    const taken = head === null ? [says] : [`${says} ${head}.`]
    return [...taken, ...(behind === null ? [] : [behind])].join(' ')
  })
}
