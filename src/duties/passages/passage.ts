import type { Rule } from './rules.ts'
/** A text as it would leave. `id` is the caller's own, such as an item's id with the name of its field. */
export type Text = { readonly id: string; readonly text: string }

/** What somebody is to the requester. Colleagues in their role are found too, so that a page can keep their names by default. */
export type Part = 'household' | 'neighbour' | 'reporter' | 'colleague' | 'contractor' | 'other'

/** Somebody whom the landlord's records name: people around the requester, or the requester, with a line for each name they also use. */
export type KnownPerson = {
  readonly id: string
  readonly names: { readonly first: string; readonly middle?: string; readonly last: string; readonly knownAs?: string }
  readonly part: Part
  readonly home?: { readonly number: string; readonly street: string; readonly postcode: string }
  readonly numbers?: readonly string[]
  readonly emails?: readonly string[]
}

export type Kind =
  | 'name'
  | 'telephone'
  | 'e-mail'
  | 'national-insurance'
  | 'nhs-number'
  | 'bank-account'
  | 'card'
  | 'vehicle'
  | 'postcode'
  | 'address'
  | 'birth-date'
  | 'relation'

/** `known`: the exact name of somebody whom we know. `likely`: the form and the words around it agree. `possible`: only one of them says so. */
export type Certainty = 'known' | 'likely' | 'possible'

/** A passage by its UTF-16 offsets. */
export type Span = { readonly start: number; readonly end: number }

/** What one rule found in one text. `rule` is stable: decisions about proposals are counted by it. */
export type Found = Span & {
  readonly kind: Kind
  readonly rule: Rule
  readonly certainty: Certainty
  /** The known person that it is about. */
  readonly person?: string
}

/** A passage that somebody should look at before the text leaves. `label` is the same for one person in the whole pack. */
export type Proposal = Found & { readonly text: string; readonly label: string; readonly part?: Part }

/** Whom the passages of a pack may be about. */
export type Around = { readonly requester: readonly KnownPerson[]; readonly known: readonly KnownPerson[] }
