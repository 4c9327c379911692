import type { Cut } from './review/reading.ts'

/** How the copy of an item says where its recording or picture is. */
export const mediaLabel = 'Recording or picture'

const footage = 'footage'

/** All footage of where somebody lives or lived, as a text of the copy, by the ids of its cameras. */
export function footageText(cameras: readonly string[]): string {
  return [footage, ...cameras].join(' ')
}

/** The ids of the cameras in such a text. */
export function camerasIn(text: string): readonly string[] {
  return isFootage(text) ? text.split(' ').slice(1) : []
}

export function isFootage(text: string): boolean {
  return text.startsWith(footage)
}

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  'audio/wav': ['recording', 'wav'],
  'audio/mpeg': ['recording', 'mp3'],
  'audio/ogg': ['recording', 'ogg'],
  'video/mp4': ['film', 'mp4'],
  'image/jpeg': ['picture', 'jpg'],
  'image/png': ['picture', 'png'],
  'image/webp': ['picture', 'webp'],
}

/** What a row says about its recording or picture as a text of the copy. */
export function mediaText({ mediaId, mediaType }: Readonly<Record<string, unknown>>): string {
  return `${String(mediaId)} ${String(mediaType)}`
}

/** The name of its file in the copy. What is cut is a WAV. */
export function mediaName(text: string, number: number, cut: Cut | null): string {
  const [kind, ending] = kinds[cut === null ? typeOf(text) : 'audio/wav'] ?? ['file', 'bin']
  return `${kind}-${number}.${ending}`
}

/** Whether parts of it can be left out here: of a recording of sound. */
export function canBeCut(text: string): boolean {
  return typeOf(text).startsWith('audio/')
}

/** Whether places of it can be hidden here: of a picture. */
export function canBeHidden(text: string): boolean {
  return isPicture({ type: typeOf(text) })
}

export function isPicture({ type }: { readonly type: string }): boolean {
  return type.startsWith('image/')
}

function typeOf(text: string): string {
  return text.split(' ')[1] ?? ''
}
