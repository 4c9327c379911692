import type { Edition } from '../edition.ts'

/** Of each answer, how much of a question it is written down for: 0 for none of it, 1 for all. */
export type Table = (about: readonly string[]) => (answer: string) => number

type Line = { readonly answer: string; readonly about?: readonly string[] | undefined; readonly asks?: readonly string[] | undefined }

/** A line that names what is asked as well is written for just this question, and goes before one that names the subject alone. */
const bothNamed = 1.5

/**
 * What a landlord has written down of who answers what: this clause, asked in this way, about this subject. A line counts where the question has one
 * of its subjects and one of its ways of asking; the more of the question a line has, the more it counts.
 */
export function tableOf({ questions = [] }: Edition, tells: (subject: string) => number): Table {
  const lines = questions.flatMap(({ clause, about: group = '', answers = [] }) =>
    answers.map(({ about, asks }): Line => ({ answer: clause ?? group, about, asks })),
  )
  const named = new Set(lines.flatMap(({ about = [], asks = [] }) => [...about, ...asks]))
  const byAnswer = Map.groupBy(lines, ({ answer }) => answer)
  return (about) => {
    const asked = new Map(about.filter((subject) => named.has(subject)).map((subject) => [subject, tells(subject)]))
    const all = [...asked.values()].reduce((sum, each) => sum + each, bothNamed)
    return (answer) => Math.max(0, ...(byAnswer.get(answer) ?? []).map((line) => heard(line, asked))) / all
  }
}

function heard({ about, asks }: Line, asked: ReadonlyMap<string, number>): number {
  const subject = about === undefined ? null : strongest(about, asked)
  const way = asks === undefined ? null : strongest(asks, asked, subject?.id)
  if (subject === undefined || way === undefined) return 0
  return (subject?.tells ?? 0) + (way?.tells ?? 0) + (subject !== null && way !== null ? bothNamed : 0)
}

/** Of these, the one that tells most among what was asked. One word is not both what is asked about and how it is asked. */
function strongest(
  ids: readonly string[],
  asked: ReadonlyMap<string, number>,
  but?: string,
): { readonly id: string; readonly tells: number } | undefined {
  return ids
    .flatMap((id) => {
      const tells = id === but ? undefined : asked.get(id)
      return tells === undefined ? [] : [{ id, tells }]
    })
    .toSorted((one, other) => other.tells - one.tells)[0]
}
