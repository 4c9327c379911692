/** What somebody is to the requester. Colleagues in their role are named too, so that a page can keep their names by default. */
export type Part = 'household' | 'neighbour' | 'reporter' | 'colleague' | 'contractor' | 'other'

/** Somebody whom the landlord’s records name: people around the requester, or the requester, with a line for each name that is held. */
export type KnownPerson = {
  readonly id: string
  readonly names: { readonly first: string; readonly middle?: string; readonly last: string; readonly knownAs?: string }
  readonly part: Part
  readonly home?: { readonly number: string; readonly street: string; readonly postcode: string }
  readonly numbers?: readonly string[]
  readonly emails?: readonly string[]
}
