import { asksOf, circumstancesRead } from '#decisions/circumstance-rules.ts'
import type { Decision, Request, Who } from '#decisions/decision.ts'
import { entryFor } from '#decisions/entry.ts'
import { requirements } from '#decisions/requirements.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import {
  acts,
  type Circumstance,
  categories,
  circumstances,
  type Relationship,
  recipientKinds,
  relationships,
  roles,
} from '#notice/vocabulary.ts'

export const everyone: readonly Who[] = [...roles.map((role) => ({ role })), ...recipientKinds.map((recipient) => ({ recipient }))]

export type Walked = { cells: number; questions: number; entries: number; readonly differences: string[] }

/**
 * Asks both deciders everything there is to ask of an edition: each asker, act, activity (and one that it does not know) and category.
 * Where an entry answers, it asks for each relationship (and none), with every combination of the circumstances that the entry reads, each
 * with some others present that must make no difference. Where none does, the relationships take turns from category to category, so that
 * each still comes to every asker and act of every activity.
 */
export function walkEveryCell(
  released: ReleasedEdition,
  one: (request: Request) => Decision,
  other: (request: Request) => Decision,
): Walked {
  const walked: Walked = { cells: 0, questions: 0, entries: 0, differences: [] }
  const told = new WeakMap<Decision, string>()
  const ask = (request: Request) => {
    walked.questions++
    const right = other(request)
    const text = told.get(right) ?? JSON.stringify(right)
    told.set(right, text)
    const left = JSON.stringify(one(request))
    if (left === text || walked.differences.length >= 5) return
    walked.differences.push(`${JSON.stringify(request)} with ${[...request.circumstances].join(' ')}: ${left} against ${text}`)
  }
  for (const id of [...released.edition.activities.map((activity) => activity.id), 'unheard-of']) {
    const activity = released.edition.activities.find((each) => each.id === id)
    for (const who of everyone)
      for (const act of acts)
        for (const category of categories) {
          const request: Request = { who, act, activity: id, categories: [category], circumstances: nothing }
          const ofOthers = activity?.otherBases?.flatMap((other) => other.for.slice(0, 1)) ?? []
          const asked = [request, ...ofOthers.map((relationship) => ({ ...request, relationship }))]
          const entries = asked.flatMap((each) => (activity && entryFor(released.edition, activity, each, category)) ?? [])
          const read = new Set(entries.flatMap((entry) => [...circumstancesRead(asksOf(entry, requirements))]))
          const sets = entries.length === 0 ? [someOf(walked.cells)] : combinations([...read], walked.cells)
          walked.cells++
          if (entries.length > 0) walked.entries++
          for (const present of sets) {
            ask({ ...request, circumstances: present })
            const about = entries.length === 0 ? inTurn(walked.cells) : relationships
            for (const relationship of about) ask({ ...request, relationship, circumstances: present })
          }
        }
  }
  return walked
}

/** Two of them at a time: all come up well within one row of categories. */
function inTurn(seed: number): readonly Relationship[] {
  const half = Math.ceil(relationships.length / 2)
  return relationships.filter((_, index) => index % half === seed % half)
}

const nothing: ReadonlySet<Circumstance> = new Set()

function someOf(seed: number): ReadonlySet<Circumstance> {
  return new Set(circumstances.filter((_, index) => ((seed * 2654435761) >>> index) % 3 === 0))
}

function combinations(read: readonly Circumstance[], seed: number): readonly ReadonlySet<Circumstance>[] {
  const unread = circumstances.filter((circumstance) => !read.includes(circumstance))
  return Array.from({ length: 2 ** read.length }, (_, bits) => {
    const noise = unread.filter((__, index) => (((seed + bits) * 40503) >>> (index % 13)) % 4 === 0)
    return new Set([...read.filter((__, index) => (bits & (1 << index)) !== 0), ...noise])
  })
}
