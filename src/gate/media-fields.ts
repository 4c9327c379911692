import type { OrdinaryCategory } from '#notice/vocabulary.ts'
import { optional, sealed } from './field.ts'

/**
 * What was recorded, filmed or pictured, kept in the vault under a key of its own, and that key under the person's. `mediaBytes` is its
 * length as it came in. All empty while only the facts of it are held.
 */
export function media<C extends OrdinaryCategory>(category: C) {
  return {
    mediaId: optional('uuid', category, 'Kept as', { owner: 'machine' }),
    mediaType: optional('text', category, 'Kind of recording', { owner: 'machine', plain: 'code' }),
    mediaBytes: optional('bytes', category, 'Length in bytes', { owner: 'machine' }),
    mediaKey: sealed(category, 'Key', { owner: 'machine' }),
  }
}

export type MediaFields = ReturnType<typeof media<OrdinaryCategory>>
