import { z } from 'zod'
import type { Edition } from '#notice/edition.ts'
import type { Relationship } from '#notice/vocabulary.ts'
import { HttpFault } from '../../http-fault.ts'

const position = z.string().regex(/^[1-9][0-9]?$/)

/**
 * What narrows a page: positions in a list of the edition, several at once. An address says `for=9` and not who its reader is: addresses are kept in
 * histories and logs.
 */
export const positions = z.union([position, z.array(position).max(99)]).optional()
/** One of a list, or none: a form sends an empty one where nothing is chosen. */
export const onePosition = z
  .union([position, z.literal('')])
  .transform((at) => (at === '' ? undefined : at))
  .optional()

/** The entries at these positions, counted from 1. No page of ours links to any other. */
export function entriesAt<T>(list: readonly T[], asked: z.infer<typeof positions>): readonly T[] {
  const at = asked === undefined ? [] : typeof asked === 'string' ? [asked] : asked
  return at.map((each) => {
    const entry = list[Number(each) - 1]
    if (entry === undefined) throw new HttpFault(400, 'the address narrows the page by something that is not there')
    return entry
  })
}

/** One relationship as a reader says it of themselves, with its position in the edition. */
export type Self = { readonly id: Relationship; readonly says: string; readonly at: string }

/** What a reader can say of themselves: where the edition words some relationships so, only those. */
export function selvesOf({ relationships }: Edition): readonly Self[] {
  const all = relationships.map(({ id, label, says }, index) => ({ id, label, says, at: `${index + 1}` }))
  const worded = all.filter(({ says }) => says !== undefined)
  return (worded.length === 0 ? all : worded).map(({ id, label, says, at }) => ({ id, says: says ?? label, at }))
}
