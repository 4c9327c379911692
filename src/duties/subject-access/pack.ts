import type { Relationship } from '#notice/vocabulary.ts'
import type { Searched, Withheld } from './left-out.ts'
import type { NotSearched } from './not-searched.ts'

/** One item as the person gets it: labels and values, with its source. */
export type PackItem = {
  readonly source: string
  readonly collectedAt: string
  readonly values: Readonly<Record<string, string | number | boolean>>
}

/** `relationships`: what the person is to the landlord, on which hangs what their information is used for. */
export type PackHead = {
  readonly person: string
  readonly gatheredAt: string
  readonly edition: string
  readonly relationships: readonly Relationship[]
}

export type SectionHead = { readonly type: string; readonly title: string; readonly category: string }

/** What is known once everything is gathered. */
export type PackEnding = {
  /** By type, with each item counted once, even if several sections have parts of it. */
  readonly items: Readonly<Record<string, number>>
  readonly withheld: readonly Withheld[]
  readonly notSearched: readonly NotSearched[]
  readonly searched: readonly Searched[]
}

/** Receives a pack as it is gathered, so that it is never in memory as a whole. `begin` is not called if the pack is refused. */
export type PackTaker = {
  begin(head: PackHead): Promise<void>
  /** The items that follow belong to this section, and come in pages. */
  section(head: SectionHead): Promise<void>
  items(items: readonly PackItem[]): Promise<void>
  end(ending: PackEnding): Promise<void>
}
