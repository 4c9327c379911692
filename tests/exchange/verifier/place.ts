import type { Reader, Where } from '#exchange/verifier/piece.ts'
import type { Draft } from './draft-pack.ts'
import type { Other } from './invented.ts'

/** A place in a pack where something withheld can stand. `by`: the readers that find it there, and no others. */
export type Place = {
  readonly name: string
  readonly where: Where
  readonly by: readonly Reader[]
  /** What is planted: the id of the withheld string, the name where none is given. */
  readonly find?: string
  /** It also makes the archive contradict itself, which is told. */
  readonly isRefused?: boolean
  readonly plant: (draft: Draft, other: Other) => void | Promise<void>
}
