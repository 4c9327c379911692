import { examine } from '#exchange/verifier/examine.ts'
import type { Reader } from '#exchange/verifier/piece.ts'
import type { Verdict } from '#exchange/verifier/verdict.ts'
import { type Draft, packOf } from './draft-pack.ts'
import { everyPlace } from './every-place.ts'
import { draftOf, given, otherOf, withheldOf } from './invented.ts'
import type { Place } from './place.ts'

export async function read(draft: Draft, seed: number): Promise<Verdict> {
  const archive = new Blob([Uint8Array.from(await packOf(draft))])
  return examine({ archive, password: draft.password, withheld: withheldOf(otherOf(seed)), given })
}

/** A pack with something withheld planted in one place. `by`: the readers that found it there. */
export async function planted(place: Place, seed: number): Promise<{ readonly verdict: Verdict; readonly by: readonly Reader[] }> {
  const draft = draftOf(seed)
  await place.plant(draft, otherOf(seed))
  const verdict = await read(draft, seed)
  const hits = verdict.clean ? [] : verdict.hits
  const there = hits.filter(({ withheld, where }) => withheld === (place.find ?? 'name') && where === place.where)
  return { verdict, by: [...new Set(there.map(({ reader }) => reader))].toSorted() }
}

/**
 * Makes as many packs as asked, each with something planted in one place, and every tenth with nothing. Throws where a pack with something in it
 * was called clean, was stopped for another reason only, or where a clean one was stopped.
 */
export async function attackPacks(
  packs: number,
  progress: (done: number) => void,
): Promise<{ readonly planted: number; readonly clean: number }> {
  const told = { planted: 0, clean: 0 }
  for (let seed = 1; seed <= packs; seed += 1) {
    const place = everyPlace[seed % everyPlace.length]
    if (place === undefined || seed % 10 === 0) {
      const verdict = await read(draftOf(seed), seed)
      if (!verdict.clean) throw new Error(`pack ${seed} has nothing planted and was stopped: ${JSON.stringify({ ...verdict, digest: '' })}`)
      told.clean += 1
    } else {
      const { verdict, by } = await planted(place, seed)
      if (verdict.clean || by.length === 0) throw new Error(`pack ${seed}: what was planted left by “${place.name}”`)
      told.planted += 1
    }
    progress(seed)
  }
  return told
}
