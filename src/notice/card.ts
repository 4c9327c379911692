import { z } from 'zod'
import { relationships } from './vocabulary.ts'

/** What a reader can get done about their information on the public site, which knows the page of each (`src/web/public-site/errands.ts`). */
export const errands = [
  ...(['copy', 'correct', 'erase', 'restrict', 'object', 'marketing', 'move', 'withdraw', 'complain', 'contact', 'feedback'] as const),
  ...(['pictures', 'how-long', 'who-gets-what', 'uses', 'rights', 'editions', 'changes'] as const),
] as const
export type Errand = (typeof errands)[number]

/** The most cards of a first page: with more, nobody reads it in three minutes. */
export const mostCards = 8
/** The most words of all cards together. The page around them has about 200 more, and may have 600. */
export const mostWordsOfCards = 400

const text = z.string().trim().min(1)
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens')
const people = z.array(z.enum(relationships)).min(1)

/** One answer on the first page of the notice, with one thing that the reader can do and one figure of the running system. */
export const card = z.strictObject({
  id,
  title: text,
  says: text,
  /** Whom it concerns; everybody where absent. */
  for: people.optional(),
  /** What it says instead to people of these relationships. */
  instead: z
    .array(z.strictObject({ for: people, says: text }))
    .min(1)
    .optional(),
  /** The article of the notice that says all of it. */
  section: id,
  can: z.strictObject({ errand: z.enum(errands), words: text.optional() }),
  /** How many items these retention rules, or all of them, deleted last night; or the figure of a clause. */
  figure: z.union([z.strictObject({ deleted: z.union([z.literal('everything'), z.array(id).min(1)]) }), z.strictObject({ clause: text })]),
})
export type Card = z.infer<typeof card>
