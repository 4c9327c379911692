import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { addPicture, because, ofEvents, type PictureDeps, type PictureFacts } from '#duties/pictures/add.ts'
import type { NewPlacement } from '#duties/pictures/album.ts'
import { picture } from '#records/picture/picture.ts'
import { picturedPerson } from '#records/pictured-person/pictured-person.ts'
import { dateIn } from '#shared/clock.ts'
import type { TestDatabase } from './database.ts'
import { colleague } from './gate.ts'
import { putItem } from './items.ts'
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

export type CameraKind = 'jpeg' | 'png' | 'webp'
/** What a camera writes beside a picture, to be looked for. */
export const besidePicture = 'Camera of Alder Court'

/** A picture of noise, 480 by 320 as it was taken and upright 320 by 480, with what a camera writes beside it. */
export function cameraPicture(kind: CameraKind = 'jpeg'): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 150, sigma: 40 } as const
  return sharp({ create: { width: 480, height: 320, channels: 3, noise, background: 'white' } })
    .withExif({ IFD0: { Model: besidePicture }, IFD3: { GPSLatitude: '50/1 43/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toFormat(kind)
    .toBuffer()
}

/** A picture of one person, or of several, stored just as it is, as it may have come from elsewhere. */
export async function storePicture(
  deps: PictureDeps,
  bytes: Buffer,
  type: string,
  of: { readonly on: Pick<TestDatabase, 'asAdmin'>; readonly person: string; readonly others?: readonly string[] },
): Promise<void> {
  const id = randomUUID()
  const values = { ...groupPicture, takenOn: groupPicture.takenOn.toString(), removed: null }
  const item = { id, values, source: 'camera', collectedAt: deps.clock(), clockFrom: null } as const
  const list = deps.gate.workList(colleague('communications-officer'), { activity: ofEvents, because })
  const answer = await list.collectMedia(picture, item, { bytes: Readable.from([bytes]), type: () => type })
  if (!answer.ok) throw new Error('the picture is not taken')
  const linked = { activity: ofEvents, collectedOn: dateIn(deps.clock()), values: { pictureId: id, shownAs: null } } as const
  for (const person of [of.person, ...(of.others ?? [])]) await putItem(of.on, picturedPerson, { ...linked, person })
}
