import { latin } from './bytes-text.ts'

export type FileKind = 'pdf' | 'zip' | 'jpeg' | 'png' | 'webp' | 'wav' | 'mp4' | 'mp3' | 'ogg'

/** The kinds of file that can be read, told by their first bytes: a name can claim anything. */
const kinds: readonly (readonly [FileKind, (head: string) => boolean])[] = [
  ['pdf', (head) => head.startsWith('%PDF-')],
  ['zip', (head) => head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')],
  ['jpeg', (head) => head.startsWith('\u00ff\u00d8\u00ff')],
  ['png', (head) => head.startsWith('\u0089PNG\r\n\u001a\n')],
  ['webp', (head) => head.startsWith('RIFF') && head.startsWith('WEBP', 8)],
  ['wav', (head) => head.startsWith('RIFF') && head.startsWith('WAVE', 8)],
  ['mp4', (head) => head.startsWith('ftyp', 4)],
  ['mp3', (head) => head.startsWith('ID3') || isFrame(head)],
  ['ogg', (head) => head.startsWith('OggS')],
]

export function kindOf(bytes: Uint8Array): FileKind | undefined {
  const head = latin(bytes, 0, 16)
  return kinds.find(([, begins]) => begins(head))?.[0]
}

/** The first two bytes of a frame of MPEG audio, layer III. */
function isFrame(head: string): boolean {
  return head.charCodeAt(0) === 0xff && (head.charCodeAt(1) & 0xe6) === 0xe2 && head.length >= 4
}
