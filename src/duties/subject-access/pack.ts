import type { Searched, Withheld } from './left-out.ts'
import type { NotSearched } from './not-searched.ts'

/** One item as the person gets it: labels and values, with where it came from. */
export type PackItem = {
  readonly source: string
  readonly collectedAt: string
  readonly values: Readonly<Record<string, string | number | boolean>>
}

export type PackHead = { readonly person: string; readonly gatheredAt: string; readonly edition: string }
export type SectionHead = { readonly type: string; readonly title: string; readonly category: string }

/** What is known when all is gathered. */
export type PackEnding = {
  /** By type, each item once, in however many sections it has a part. */
  readonly items: Readonly<Record<string, number>>
  readonly withheld: readonly Withheld[]
  readonly notSearched: readonly NotSearched[]
  readonly searched: readonly Searched[]
}

/** Takes a pack as it is gathered, so that it is nowhere whole in memory. `begin` is not called where the pack is refused. */
export type PackTaker = {
  begin(head: PackHead): Promise<void>
  /** The items that follow are of this section, in pages. */
  section(head: SectionHead): Promise<void>
  items(items: readonly PackItem[]): Promise<void>
  end(ending: PackEnding): Promise<void>
}
