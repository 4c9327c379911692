import { rightsFind } from '#records/rights-find/rights-find.ts'
import { isRecord } from '#shared/record.ts'

type Row = Readonly<Record<string, unknown>>

/**
 * Texts that were found for requests, each passage once. An earlier request keeps what was found for it, and a later one finds most of it again: that is
 * the same text twice, and not twice as much about somebody. Of those that say the same, the one of the request that is answered goes before an earlier
 * one. What only an earlier request has stays: the place that it came from may have deleted it since, and it is held here.
 */
export function eachOnce(rows: readonly unknown[], request: string | undefined): readonly Row[] {
  const isOwn = (row: Row) => row.rightsRequestId === request
  const inOrder = rows.filter(isRecord).toSorted((one, other) => {
    return Number(isOwn(other)) - Number(isOwn(one)) || String(other.collectedAt).localeCompare(String(one.collectedAt))
  })
  const foundFor = new Map<string, unknown>()
  return inOrder.filter((row) => {
    const key = saidBy(row)
    if (!foundFor.has(key)) foundFor.set(key, row.rightsRequestId)
    return foundFor.get(key) === row.rightsRequestId
  })
}

export function isFind({ type }: { readonly type: { readonly name: string } }): boolean {
  return type.name === rightsFind.name
}

/** Two pictures of which somebody typed the same words need not be the same picture. */
function saidBy({ words, mediaType, mediaBytes }: Row): string {
  const picture = String(mediaType).startsWith('image/') ? mediaBytes : null
  return JSON.stringify([words, picture])
}
