import type { Answer } from '#decisions/done-or-refused.ts'
import { type Gathered, gatherPack, type PackItem, type PackTaker, type SectionHead } from '#duties/subject-access/gather.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { everyPart } from '#records/every-part.ts'
import { noon } from './edition.ts'

type Section = SectionHead & { readonly items: PackItem[] }
export type WholePack = Gathered & { readonly sections: readonly Section[] }

const nothing = async (): Promise<void> => {}
/** Receives a pack and stores none of it. */
export const letGo: PackTaker = { begin: nothing, section: nothing, items: nothing, end: nothing }

/** Receives a whole pack into memory. */
export function inMemory(): { readonly taker: PackTaker; readonly sections: Section[] } {
  const sections: Section[] = []
  const taker: PackTaker = {
    ...letGo,
    section: async (head) => {
      sections.push({ ...head, items: [] })
    },
    items: async (items) => {
      sections.at(-1)?.items.push(...items)
    },
  }
  return { taker, sections }
}

/** All of a pack, as the colleague would get it. */
export async function wholePack(gate: Gate, colleague: Colleague, person: string, edition = 'test'): Promise<Answer<WholePack>> {
  const { taker, sections } = inMemory()
  const gathered = await gatherPack(gate, colleague, everyPart, { person, now: noon, edition }, taker)
  return !gathered.ok ? gathered : { ...gathered, sections }
}
