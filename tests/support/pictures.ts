import { addPicture, type PictureDeps, type PictureFacts } from '#duties/pictures/add.ts'
import type { NewPlacement } from '#duties/pictures/album.ts'
import { colleague } from './gate.ts'
import { type MadeMedia, madeMedia } from './media.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

export const groupPicture: PictureFacts = { kind: 'group', shows: 'The garden day', takenOn: day('2020-06-01'), event: 'Garden day' }
export const onOurWebsite: NewPlacement = { medium: 'website', ours: true, place: 'Pictures we show', from: day('2020-06-02'), until: null }

/** A real picture, added as the communications officer does; answers its id. */
export async function putPicture(deps: PictureDeps, more: Partial<PictureFacts> = {}, name: MadeMedia = 'picture.jpg'): Promise<string> {
  const answer = await addPicture(deps, colleague('communications-officer'), { ...groupPicture, ...more }, await madeMedia(name))
  if (!answer.ok) throw new Error(answer.refusal.reasons[0].code)
  return answer.id
}
