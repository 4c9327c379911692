import type { NotDone } from '#decisions/done-or-refused.ts'
import type { Stretch } from '#gate/media/media-at-rest.ts'
import type { Box } from '#media/box.ts'
import { pictureInTurn } from '#media/in-turn.ts'
import { type Given, mostPictureBytes, pictureWithout } from '#media/picture.ts'
import { Fault } from '#shared/fault.ts'

/** A picture as it leaves: these places of it black, and nothing beside its pixels. Faults `media-*` where it cannot be read. */
export async function pictureAsItGoes(whole: Stretch, hidden: readonly Box[]): Promise<Given> {
  if (whole.bytes > mostPictureBytes) throw new Fault('media-too-large', `a picture may have ${mostPictureBytes} bytes at the most`)
  return pictureInTurn(async () => pictureWithout(Buffer.concat(await Array.fromAsync(whole.read())), hidden))
}

/** `unreadable`: it is no picture that can be written anew. `busy`: too many pictures are being worked on. */
export type NotTried = NotDone<'unreadable' | 'busy'>

/** The same; or why it cannot be, so that it is known before anybody says that it goes. */
export async function tryPicture(
  whole: Stretch,
  hidden: readonly Box[],
): Promise<{ readonly ok: true; readonly picture: Given } | NotTried> {
  try {
    return { ok: true, picture: await pictureAsItGoes(whole, hidden) }
  } catch (error) {
    if (!(error instanceof Fault) || !error.code.startsWith('media-')) throw error
    return { ok: false, why: error.code === 'media-busy' ? 'busy' : 'unreadable' }
  }
}
