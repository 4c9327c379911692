/** Something that was acknowledged, and must be there afterwards however the machine died. */
export type Deed =
  | { readonly did: 'note'; readonly id: string; readonly person: string }
  | { readonly did: 'edit'; readonly id: string; readonly value: number }
  | { readonly did: 'erase'; readonly id: string }
  | { readonly did: 'message'; readonly reference: string }
  | { readonly did: 'call'; readonly recording: string }
  | { readonly did: 'hold'; readonly hold: string }
  | { readonly did: 'import' }
  | { readonly did: 'backup'; readonly out: string }
