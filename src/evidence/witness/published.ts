import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { lastSeal, sealsFrom } from '../seal-row.ts'
import { type ChainLine, chainLine, lineText } from './chain-line.ts'

/** A stretch of the chain, as everybody may read it; `last`: the number of the newest seal, 0 where there is none. */
export type PublishedHeads = { readonly lines: readonly ChainLine[]; readonly last: number }

/** Links published at once. */
const publishedAtOnce = 1000

/** The links from a seal on, at most so many; the newest of them where none is named. */
export function publishedHeads(database: Database, from: number | null, most = publishedAtOnce): Promise<PublishedHeads> {
  return database.transaction(roleName(database.schema, 'evidence'), async (session) => {
    await session.query('set transaction isolation level repeatable read, read only')
    const last = Number((await lastSeal(session))?.n ?? 0)
    const first = Math.max(1, from ?? last - most + 1)
    const seals = await sealsFrom(session, String(first), most)
    const lines = seals.flatMap((seal, index) => (Number(seal.n) < first ? [] : [chainLine(seal, seals[index - 1])]))
    return { lines: lines.slice(0, most), last }
  })
}

/** The file of heads (docs/witnesses.md): after lines that begin with `#`, one line for each link. `address`: where the file is read. */
export function headsText({ lines, last }: PublishedHeads, address: string): string {
  const [first, newest] = [lines.at(0), lines.at(-1)]
  const says =
    first === undefined || newest === undefined
      ? `no seal from there on; the newest is ${last}`
      : `seals ${first.seal} to ${newest.seal} of ${last}`
  const more = [
    ...(first === undefined || Number(first.seal) <= 1
      ? []
      : [`earlier ones: ${address}?from=${Math.max(1, Number(first.seal) - publishedAtOnce)}`]),
    ...(newest === undefined || Number(newest.seal) >= last ? [] : [`later ones: ${address}?from=${Number(newest.seal) + 1}`]),
  ]
  const about = [
    'assured-heads-1',
    says,
    'each line: seal, head before, head, what was sealed; head = SHA-256(head before as 32 bytes, what was sealed as it stands)',
    ...more,
  ]
  return `${about.map((line) => `# ${line}\n`).join('')}${lines.map(lineText).join('')}`
}
