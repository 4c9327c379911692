import type { Edition } from '../edition.ts'

/** One way in which something is asked, and the clause that answers it; null where the notice does not say. */
export type Way = {
  readonly clause: string | null
  /** What the questions are about that the notice does not answer. */
  readonly group: string
  readonly words: string
  readonly weight: number
}

/** The notice's own words are an answer, and so somewhat less like a question than one. */
const ownWords = 0.8

/** What answers it: a clause, or one of the groups of what the notice does not say. */
export function keyOf({ clause, group }: Way): string {
  return clause ?? group
}

/** Those that the landlord wrote; all of them where there are none. */
export function writtenBy<W extends Way>(ways: readonly W[]): readonly W[] {
  const written = ways.filter(({ weight }) => weight === 1)
  return written.length > 0 ? written : ways
}

/** Every way of asking that an edition knows: those that its landlord wrote, and the notice's own words, which any landlord has. */
export function waysOf(edition: Edition): readonly Way[] {
  const clauses = new Set(edition.clauses.map(({ id }) => id))
  const own = (clause: string | undefined, words: string): readonly Way[] =>
    clause === undefined || !clauses.has(clause) ? [] : [{ clause, group: '', words, weight: ownWords }]
  const written = (edition.questions ?? []).flatMap(({ clause = null, about = '', asked }) =>
    clause !== null && !clauses.has(clause) ? [] : asked.map((words): Way => ({ clause, group: about, words, weight: 1 })),
  )
  return [
    ...written,
    ...edition.clauses.flatMap(({ id, heading, says }) => [...own(id, heading), ...own(id, says)]),
    ...(written.length > 0 ? [] : fromRegisters(edition).flatMap(({ clause, words }) => own(clause, words))),
  ]
}

/** What can be asked of any notice about its periods, receivers and kinds of information, for a landlord who has written no questions. */
function fromRegisters(edition: Edition): readonly { readonly clause: string | undefined; readonly words: string }[] {
  const label = (id: string) => edition.categories.find((each) => each.id === id)?.label ?? id
  const special = (clauses: readonly string[]) => clauses.find((clause) => !/^RT/.test(clause)) ?? clauses[0]
  return [
    ...edition.retention.flatMap(({ categories, clauses }) =>
      categories.flatMap((id) => [
        { clause: special(clauses), words: `how long do you keep ${label(id)}` },
        { clause: special(clauses), words: `when do you delete ${label(id)}` },
      ]),
    ),
    ...edition.recipients.flatMap((to) => [
      { clause: to.clauses[0], words: `do you share with ${to.label}` },
      { clause: to.clauses[0], words: `who gets ${to.label} ${to.description}` },
    ]),
    ...edition.categories.map((kind) => ({ clause: kind.clauses[0], words: `do you hold ${kind.label}` })),
    ...edition.sources.map((from) => ({ clause: from.clauses[0], words: `where do you get it from ${from.label}` })),
    ...edition.activities.map(({ clauses, title, why }) => ({ clause: clauses[0], words: `why do you use it ${title} ${why}` })),
  ]
}
