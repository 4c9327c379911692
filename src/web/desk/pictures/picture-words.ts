import type { PictureKind } from '#records/picture/picture.ts'
import type { Medium } from '#records/placement/placement.ts'
import type { Visit } from '../../pages/pages.tsx'
import { idIn, type Wanted } from '../signed.tsx'
import type { TaskWays } from '../tasks/tasks.tsx'

export const picturesAt = '/desk/pictures'
export const wantedPictures: Wanted = { activity: 'community-events', act: 'view', categories: ['photographs'] }
export const pictureTasks: TaskWays = {
  'picture-look-again': (picture) => ({ href: `${picturesAt}/${picture}`, text: 'Open the picture, and say' }),
  'picture-take-down': (placement) => ({
    href: `${picturesAt}/placements/${placement}`,
    text: 'Open the picture, and see where it is shown',
  }),
}
export const toPictures = { href: picturesAt, text: 'Pictures' }
export const toPicture = ({ request }: Visit) => ({ href: `${picturesAt}/${idIn(request)}`, text: 'The picture' })

/** Each kind with its rule, as a colleague has to know it before choosing. */
export const kindWords: Readonly<Record<PictureKind, { readonly text: string; readonly hint: string }>> = {
  group: { text: 'A group at an event', hint: 'Nobody is named without their permission. Whoever is on it can have it taken down.' },
  people: { text: 'One or a few people', hint: 'It is shown only once somebody on it has given permission.' },
  home: { text: 'A home, and nobody on it', hint: 'Nobody can be noted or named on it.' },
}

export const mediumWords: Readonly<Record<Medium, string>> = {
  website: 'Website',
  newsletter: 'Newsletter',
  'social-media': 'Social media',
  print: 'Print',
}

const told: Readonly<Record<string, string>> = {
  place: 'the place',
  device: 'the device',
  time: 'the time',
  words: 'words about it',
}

/** What its file told, and that is gone. */
export function removedWords(removed: string | null): string {
  if (removed === null) return 'Its file told nothing else'
  return `Its file told ${new Intl.ListFormat('en-GB').format(removed.split(' ').map((each) => told[each] ?? each))}: that was taken out`
}

/** The words for a stored key; the key itself where it is of a later version. */
export function wordOf<Word>(words: Readonly<Record<string, Word>>, key: string): Word | undefined {
  return Object.entries(words).find(([known]) => known === key)?.[1]
}
