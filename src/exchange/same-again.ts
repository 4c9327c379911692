import { createHash } from 'node:crypto'
import type { GateDeps } from '#gate/deps.ts'
import { knownArrival } from '#gate/find/known-ids.ts'
import type { RecordType } from '#gate/record-type.ts'

/** What a sender hands over under a reference of its own. */
export type Arriving = {
  readonly bytes: AsyncIterable<Uint8Array>
  /** A digest of its facts and its bytes together, once they have all come: nobody can guess a single fact from it. */
  readonly digest: () => string
}

type Fact = string | number | boolean | null | undefined | readonly unknown[]

export function arriving(facts: Readonly<Record<string, Fact>>, source: AsyncIterable<Uint8Array>): Arriving {
  const names = Object.keys(facts).filter((name) => facts[name] !== undefined)
  const hash = createHash('sha256').update(`${JSON.stringify(names.toSorted().map((name) => [name, facts[name]]))}\n`)
  async function* passed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk)
      yield chunk
    }
  }
  return { bytes: passed(), digest: () => hash.copy().digest('hex') }
}

/** Whether what is stored under the id is exactly what comes, which is read to its end for that. Any difference makes it another. */
export async function isSameAgain(
  deps: Pick<GateDeps, 'database'>,
  types: readonly RecordType[],
  id: string,
  coming: Arriving,
): Promise<boolean> {
  for await (const _ of coming.bytes);
  const digest = coming.digest()
  const stored = await Promise.all(types.map((type) => knownArrival(deps, type, id)))
  return stored.includes(digest)
}
