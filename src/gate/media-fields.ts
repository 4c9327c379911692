import type { OrdinaryCategory } from '#notice/vocabulary.ts'
import { optional, sealed } from './field.ts'

/**
 * The fields for a recording, a film or a picture: an object in the vault with a key of its own, and that key sealed under the person's.
 * `mediaBytes` is the length as received. All are empty while only the facts about it are stored.
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
