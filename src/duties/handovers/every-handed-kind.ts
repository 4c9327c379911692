import { answerHanded } from '../rights/answer/handed.ts'
import { shareHanded } from '../shares/handed.ts'
import type { HandedKind } from './handed-kind.ts'

/** Every kind of thing that is handed over at a page. */
const everyHandedKind: readonly HandedKind[] = [answerHanded, shareHanded]

/** The kind whose items are of this record type. */
export function handedKind(type: string): HandedKind | undefined {
  return everyHandedKind.find((kind) => kind.type.name === type)
}
