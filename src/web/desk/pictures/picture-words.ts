import type { Visit } from '../../pages/index.ts'
import { idIn } from '../kit.ts'
import type { Wanted } from '../signed.tsx'
import type { TaskWays } from '../tasks/tasks.tsx'

export const picturesAt = '/desk/pictures'
export const wantedPictures: Wanted = { activity: 'community-events', act: 'view', categories: ['photographs'] }
export const pictureTasks: TaskWays = {
  'picture-look-again': (picture) => ({ href: `${picturesAt}/${picture}`, text: 'Open the picture and decide' }),
  'picture-take-down': (placement) => ({
    href: `${picturesAt}/placements/${placement}`,
    text: 'Open the picture and see where it is shown',
  }),
}
export const toPictures = { href: picturesAt, text: 'Pictures' }
export const toPicture = ({ request }: Visit) => ({ href: `${picturesAt}/${idIn(request)}`, text: 'The picture' })

const told: Readonly<Record<string, string>> = {
  place: 'location',
  device: 'device',
  time: 'time',
  words: 'description',
}

/** What its file told, and was removed from it. */
export function removedWords(removed: string | null): string {
  if (removed === null) return 'None found'
  const words = new Intl.ListFormat('en-GB').format(removed.split(' ').map((each) => told[each] ?? each))
  return words.charAt(0).toUpperCase() + words.slice(1)
}
