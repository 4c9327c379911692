import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Stretch } from '#gate/media/media-at-rest.ts'
import type { SettledRequest } from '../identified.ts'
import { isPicture } from '../media-text.ts'
import type { RightsDeps } from '../requests.ts'
import { pictureAsItGoes } from '../review/as-it-goes.ts'
import { type MediaGiven, mediaOf } from '../review/media.ts'
import type { AnswerTools } from './tools.ts'

/**
 * Puts the recordings and pictures that go beside the letter, each as it was decided; answers the names of their files. A picture is written anew, so that
 * nothing beside its pixels goes with it.
 */
export async function putMedia(
  deps: RightsDeps & { readonly tools: Pick<AnswerTools, 'cut'> },
  colleague: Colleague,
  request: SettledRequest,
  { media, folder }: { readonly media: readonly MediaGiven[]; readonly folder: string },
): Promise<Answer<{ readonly files: readonly string[] }, 'absent'>> {
  for (const { name, cut, hidden, ...item } of media) {
    const found = await mediaOf(deps, colleague, request, item)
    if (!found.ok) return found
    const bytes = await asDecided(deps.tools, found.stretch, { cut, hidden })
    await pipeline(bytes, createWriteStream(join(folder, name), { mode: 0o600, flags: 'wx' }))
  }
  return { ok: true, files: media.map(({ name }) => name) }
}

async function asDecided(
  tools: Pick<AnswerTools, 'cut'>,
  whole: Stretch,
  { cut, hidden }: Pick<MediaGiven, 'cut' | 'hidden'>,
): Promise<AsyncIterable<Uint8Array>> {
  if (isPicture(whole)) return Readable.from([(await pictureAsItGoes(whole, hidden)).bytes])
  return cut === null ? whole.read() : tools.cut(whole, cut)
}
