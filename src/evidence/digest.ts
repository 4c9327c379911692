import { createHash } from 'node:crypto'

/**
 * Proof of which items an act concerned, without a row for each: SHA-256 over their ids, 16 bytes each, in rising order. It is in `detail.digest` of
 * the evidence, so that anybody who knows the ids can compute it again.
 */
export function digestOf(ids: readonly string[]): string {
  const hash = createHash('sha256')
  for (const id of ids.map((each) => each.toLowerCase()).toSorted()) hash.update(Buffer.from(id.replaceAll('-', ''), 'hex'))
  return hash.digest('hex')
}

/** The same as SQL, over rows with an `id`. */
export const digestSql = "encode(sha256(string_agg(uuid_send(id), ''::bytea order by id)), 'hex')"
