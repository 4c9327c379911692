export const evidenceFaultKinds = [
  'rows-altered',
  'rows-removed',
  'rows-added',
  'rows-outside-seals',
  'seal-altered',
  'seal-missing',
  'seal-removed',
  'head-differs',
  'head-not-kept',
  'heads-contradict',
  'heads-unreadable',
  'witness-differs',
  'witness-lost',
  'definition-altered',
] as const
export type EvidenceFaultKind = (typeof evidenceFaultKinds)[number]

/** What `verify` found, and in which seal. The rows from `firstSeq` to `lastSeq` are in doubt. */
export type EvidenceFault = {
  readonly kind: EvidenceFaultKind
  readonly seal: number | null
  readonly firstSeq: number | null
  readonly lastSeq: number | null
  readonly message: string
}
