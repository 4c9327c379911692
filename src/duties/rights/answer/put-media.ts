import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { IdentifiedRequest } from '../identified.ts'
import type { RightsDeps } from '../requests.ts'
import { type MediaGiven, mediaOf } from '../review/media.ts'
import type { AnswerTools } from './tools.ts'

/** Puts the recordings and pictures that go beside the letter, each as it was decided; answers the names of their files. */
export async function putMedia(
  deps: RightsDeps & { readonly tools: Pick<AnswerTools, 'cut'> },
  colleague: Colleague,
  request: IdentifiedRequest,
  { media, folder }: { readonly media: readonly MediaGiven[]; readonly folder: string },
): Promise<Answer<{ readonly files: readonly string[] }, 'absent'>> {
  for (const { name, cut, ...item } of media) {
    const found = await mediaOf(deps, colleague, request, item)
    if (!found.ok) return found
    const bytes = cut === null ? found.stretch.read() : deps.tools.cut(found.stretch, cut)
    await pipeline(bytes, createWriteStream(join(folder, name), { mode: 0o600, flags: 'wx' }))
  }
  return { ok: true, files: media.map(({ name }) => name) }
}
