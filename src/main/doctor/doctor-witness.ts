import type { DoctorLine } from '#cli/system.ts'
import { standingWords } from '#evidence/witness/standing-words.ts'
import type { Witness } from '#evidence/witness/witness.ts'
import { witnessStandings } from '#evidence/witness/witnessed.ts'
import { Fault } from '#shared/fault.ts'
import type { OwnEvidence } from '../evidence.ts'

/** Whether each witness answers, holds what it takes, and has what was sealed until a day ago. */
export async function witnessLines({ deps, witnesses }: OwnEvidence): Promise<readonly DoctorLine[]> {
  const standings = await witnessStandings(deps.database, witnesses, deps.clock())
  if (witnesses.length === 0) return [{ what: 'witness', says: standingWords([]).join(' '), well: true }]
  const lines = witnesses.map(async (witness, index): Promise<DoctorLine> => {
    const own = standings.slice(index, index + 1)
    const { says, well } = await holding(witness, own.at(0)?.last?.seal)
    const late = own.some((standing) => standing.late)
    return { what: `witness ${witness.name}`, says: [says, ...standingWords(own)].join('. '), well: well && !late }
  })
  return Promise.all(lines)
}

async function holding(witness: Witness, taken: string | undefined): Promise<Pick<DoctorLine, 'says' | 'well'>> {
  try {
    return { says: await witness.check(taken), well: true }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { says: error.message, well: false }
  }
}
