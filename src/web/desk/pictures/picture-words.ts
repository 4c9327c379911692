import type { Visit } from '../../pages/index.ts'
import { idIn } from '../kit.ts'
import type { Wanted } from '../signed.tsx'
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
