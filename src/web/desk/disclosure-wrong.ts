import type { FormError } from '../components/error-summary.tsx'
import { dayAndTime, timeOfDay } from './values.ts'

/** Why no clip can be made of what is asked for. */
export const wrongWith: Readonly<Record<'absent' | 'outside' | 'long' | 'tool' | 'beyond', FormError>> = {
  absent: { field: 'from', message: 'No film is held of that time' },
  outside: { field: 'from', message: 'Write times within the film' },
  long: { field: 'to', message: 'Write a time after the first, and an hour later at most' },
  beyond: { field: 'masks', message: 'Write times of the clip, counted from its beginning: one here begins after it has ended' },
  tool: { field: 'copy', message: 'Send a treated copy: nothing here can cut film' },
}

/** For which of that time the film has no picture. */
export function unshown({ from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant }): FormError {
  return {
    field: 'from',
    message: `The film has no picture from ${dayAndTime(from)} to ${timeOfDay(to)}: choose times for which it has a picture`,
  }
}

export const notHidden: FormError = { field: 'masks', message: 'Say what to black out, or send a treated copy' }

/** What a file or a film can be that was sent or cut: told at its field, and nothing of it is kept. */
export const fileFaults: Readonly<Record<string, string>> = {
  'media-unknown-kind': 'Send MP4 or MKV',
  'media-empty': 'Send a file with something in it',
  'media-too-large': 'Send a shorter clip',
  'media-hollow': 'Send a file with a picture in it',
  'media-cut-short': 'Send the whole file: this one breaks off',
  'media-broken': 'Send another copy: what this one says of itself is not what is in it',
  'media-in-pieces': 'Send a copy without so many breaks',
  'media-too-short': 'Send a copy of all of that time: this one is shorter',
  'media-too-long': 'Send a copy of that time alone: this one is longer',
  'clip-not-as-asked':
    'The finished clip does not show, hide or silence all that you asked for, so it was thrown away: send a treated copy',
  'media-not-treated': 'This film cannot be cut here: send a treated copy',
  'media-too-slow': 'This film cannot be cut here in time: send a treated copy',
}

/** Why nothing was decided of a clip. */
export const undecided = {
  own: 'Another colleague has to look: you prepared it',
  stale: 'Somebody decided meanwhile: look at it again',
  absent: 'Its film cannot be opened any more, so there is nothing to release',
  hollow: 'It does not show all that was asked for, so it cannot be released: prepare it again',
} as const
