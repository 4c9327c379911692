import canonicalize from 'canonicalize'

/** Every kind of difference, with its section of the notice, in the order of the comparison. */
export const differenceKinds = {
  'activity-added': 'how data is used',
  'activity-removed': 'how data is used',
  'basis-changed': 'how data is used',
  'categories-widened': 'how data is used',
  'categories-narrowed': 'how data is used',
  'conditions-changed': 'how data is used',
  'people-changed': 'how data is used',
  'sources-changed': 'where data comes from',
  'roles-changed': 'who sees it',
  'recipients-changed': 'who gets it',
  'activity-changed': 'how data is used',
  'retention-added': 'how long it is kept',
  'retention-removed': 'how long it is kept',
  'retention-changed': 'how long it is kept',
  'clause-added': 'what is promised',
  'clause-removed': 'what is promised',
  'clause-changed': 'what is promised',
  'page-added': 'wording',
  'page-removed': 'wording',
  'wording-changed': 'wording',
  'register-changed': 'registers',
  'edition-changed': 'the edition itself',
} as const

export type DifferenceKind = keyof typeof differenceKinds

/** `id` is the activity, rule, clause or page concerned; `words` say before and after, for the public. */
export type Difference = {
  readonly kind: DifferenceKind
  readonly section: (typeof differenceKinds)[DifferenceKind]
  readonly id: string
  readonly words: string
}

export function difference(kind: DifferenceKind, id: string, words: string): Difference {
  return { kind, section: differenceKinds[kind], id, words }
}

export function same(a: unknown, b: unknown): boolean {
  return canonicalize(a) === canonicalize(b)
}

type Matched<T> = { readonly added: readonly T[]; readonly removed: readonly T[]; readonly both: readonly (readonly [T, T])[] }

/** The entries of two lists, paired by id. */
export function matched<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): Matched<T> {
  const old = new Map(before.map((entry) => [entry.id, entry]))
  const now = new Set(after.map((entry) => entry.id))
  return {
    added: after.filter((entry) => !old.has(entry.id)),
    removed: before.filter((entry) => !now.has(entry.id)),
    both: after.flatMap((entry) => {
      const earlier = old.get(entry.id)
      return earlier === undefined ? [] : [[earlier, entry] as const]
    }),
  }
}
