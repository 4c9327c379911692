import type { BadgeState } from '#duties/visits/visit-book.ts'

type Words = { readonly title: string; readonly lead: string }

/** Why a badge signs nobody out, for whoever holds it: its bearer, or somebody who found it. It tells neither whose it is nor when it was used. */
export const notSignedOut: Readonly<Record<Exclude<BadgeState['state'], 'inside'>, Words>> = {
  left: {
    title: 'This badge has been used',
    lead: 'This badge has been used to sign out. If you are still in the building, tell the receptionist.',
  },
  'earlier-day': {
    title: 'This badge is from an earlier day',
    lead: 'This badge is from an earlier day and cannot sign you out. If you are in the building now, tell the receptionist.',
  },
  unknown: {
    title: 'We do not know this badge',
    lead: 'There is no badge like this. Check it, or tell the receptionist.',
  },
}

export const thanks: Words = {
  title: 'You are signed out',
  lead: 'Thank you. Your badge cannot be used any more, so you can throw it away.',
}

/** Where the notice in force lets nothing be written into the book. */
export const seeReception: Words = {
  title: 'Please see the receptionist',
  lead: 'We cannot sign you out here at the moment. Nothing was saved.',
}
