import { z } from 'zod'
import type { SetAside } from '#media/set-aside.ts'
import { pictureKinds } from '#records/picture/picture.ts'
import { media } from '#records/placement/placement.ts'
import { neededText, optionalText } from '../typed-text.ts'

const dateBoxes = <P extends string>(prefix: P) => {
  const box = z.string().max(10).default('')
  return { [`${prefix}-day`]: box, [`${prefix}-month`]: box, [`${prefix}-year`]: box }
}
const line = (missing: string) => neededText(1, 200, missing)

/** The file is ours by then, set aside; what was typed is never an object. */
const hasBytes = (file: unknown): boolean => typeof file === 'object' && file !== null && 'bytes' in file && file.bytes !== 0

export const addShape = z.strictObject({
  file: z.custom<SetAside>(hasBytes, 'Choose a picture'),
  kind: z.enum(pictureKinds, { error: 'Choose what kind of picture it is' }),
  shows: line('Write what it shows'),
  event: optionalText(200),
  nobody: z.literal('said-no', { error: 'Add only a picture on which nobody said no' }),
  ...dateBoxes('taken'),
})

export const showShape = z.strictObject({
  medium: z.enum(media, { error: 'Choose in what it is shown' }),
  whose: z.enum(['ours', 'others'], { error: 'Choose whose it is' }),
  place: line('Write where it is shown'),
  ...dateBoxes('from'),
  ...dateBoxes('until'),
})

export const noteShape = z
  .strictObject({
    named: z.enum(['no', 'yes'], { error: 'Choose whether their name is shown' }),
    shownAs: optionalText(200),
  })
  .refine(({ named, shownAs }) => named === 'no' || shownAs !== '', { path: ['shownAs'], error: 'Write the name as it is shown' })

export const againShape = z.strictObject({ because: line('Write why it is shown again') })

export const wordsShape = z.strictObject({
  words: neededText(2, 200, 'Write at least two letters or numbers'),
})
