import type { NotPermitted } from '#decisions/decision.ts'
import { type Category, categories } from '#notice/vocabulary.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { share } from '#records/share/share.ts'
import type { OpenForShare } from './open.ts'

/** The kinds of information that a line says go. */
export function kindsSaid(what: string | null): readonly Category[] {
  const said: unknown = what === null ? [] : JSON.parse(what)
  const named: ReadonlySet<unknown> = new Set(Array.isArray(said) ? said.flatMap((each) => (Array.isArray(each) ? [each[1]] : [])) : [])
  return categories.filter((category) => named.has(category))
}

/**
 * Why what goes on a line is closed to the colleague; null where all of it is open to them. A line is a document, and more colleagues see documents than
 * see health: what stands in its file is open to whoever sees that kind of information itself. Each kind that is looked at is on record.
 */
export async function closedTo(opened: OpenForShare, { what }: { readonly what: string | null }): Promise<NotPermitted | null> {
  for (const category of kindsSaid(what)) {
    if (!isWithin(opened.activity, category)) return outside(category)
    const refusal = await opened.mayView(category, share.name)
    if (refusal !== null) return refusal
  }
  return null
}

/** It was prepared for another use of the person's information, which may have more. */
function outside(category: Category): NotPermitted {
  return { outcome: 'refused', reasons: [{ code: 'category-not-in-activity', category }], clauses: ['P3'] }
}
