import type { Asked } from '#duties/shares/paths.ts'

/** How each fact of a path is asked for. */
export const askedAs: Readonly<
  Record<Exclude<Asked, 'isVictim' | 'requestedOn'>, { readonly label: string; readonly hint: string; readonly missing: string }>
> = {
  asker: {
    label: 'Who asked?',
    hint: 'Name and position. Of the police: rank and number.',
    missing: 'Enter who asked',
  },
  authoriser: {
    label: 'Who authorised the request there?',
    hint: 'Somebody of the rank of inspector or above.',
    missing: 'Enter who authorised the request',
  },
  reference: {
    label: 'Which law, order or case is it for?',
    hint: 'As their request names it, with its reference.',
    missing: 'Enter the law, the order or the case',
  },
}

export const notPrepared = {
  organisation: 'This organisation is not in the register any more',
  occasion: 'Nothing goes to this organisation for that reason',
  facts: 'Something that has to be asked first is missing. Prepare it again, and answer every question',
  nothing: 'Nothing that you chose is there any more: choose again',
  found: 'Something that is to stay here still stands in what would leave. Leave out more, or leave the whole text out',
  unset: 'The sheet could not be set. Share fewer items at once',
} as const
