/**
 * The closed list of what a customer privacy notice of a social landlord can state, with the kind of each clause. A landlord's `clauses.yaml` words
 * every one of them, or its `edition.yaml` says under `without` why its notice has no such clause; so a promise cannot be forgotten silently (N1). A
 * landlord may add clauses of its own, under ids that are not here.
 */
export const clauseKinds = ['promise', 'permission', 'right', 'fact'] as const
export type ClauseKind = (typeof clauseKinds)[number]

export const ledger = {
  // The notice itself
  N1: 'promise',
  N2: 'fact',
  N3: 'promise',
  N4: 'promise',
  N5: 'right',
  N6: 'fact',
  // Overseas transfers and principles
  T1: 'promise',
  P1: 'promise',
  P2: 'promise',
  P3: 'promise',
  P4: 'promise',
  P5: 'promise',
  P6: 'promise',
  // Why data is collected
  W1: 'permission',
  W2: 'promise',
  // Types of data held
  D1: 'fact',
  D2: 'fact',
  D3: 'fact',
  D4: 'fact',
  D5: 'fact',
  D6: 'fact',
  D7: 'fact',
  D8: 'fact',
  D9: 'fact',
  D10: 'fact',
  // Lawful basis for use
  L1: 'promise',
  L2: 'fact',
  L3: 'promise',
  L4: 'permission',
  L5: 'promise',
  L6: 'permission',
  L7: 'permission',
  L8: 'promise',
  // Where data comes from
  S1: 'fact',
  S2: 'fact',
  S3: 'fact',
  S4: 'fact',
  S5: 'fact',
  S6: 'fact',
  // How data is used
  U1: 'permission',
  U2: 'permission',
  U3: 'permission',
  U4: 'permission',
  U5: 'permission',
  U6: 'permission',
  U7: 'permission',
  U8: 'permission',
  U9: 'permission',
  U10: 'permission',
  // Who sees it, and who gets it
  R1: 'promise',
  R2: 'permission',
  R3: 'permission',
  R4: 'permission',
  R5: 'permission',
  R6: 'permission',
  R7: 'permission',
  R8: 'permission',
  R9: 'permission',
  R10: 'promise',
  R11: 'promise',
  R12: 'promise',
  // Lawful basis for sharing
  B1: 'promise',
  B2: 'promise',
  B3: 'promise',
  // Subject access
  A1: 'right',
  // Special category data
  SC1: 'fact',
  SC2: 'permission',
  SC3: 'permission',
  SC4: 'promise',
  SC5: 'promise',
  SC6: 'promise',
  SC7: 'permission',
  SC8: 'permission',
  // Criminal convictions
  CC1: 'promise',
  CC2: 'permission',
  // Photographs and publicity
  PH1: 'permission',
  PH2: 'promise',
  PH3: 'permission',
  PH4: 'right',
  // CCTV
  CV1: 'promise',
  CV2: 'promise',
  CV3: 'promise',
  CV4: 'permission',
  CV5: 'promise',
  // Marketing homes for sale
  MK1: 'promise',
  MK2: 'right',
  MK3: 'promise',
  MK4: 'right',
  // Security
  SE1: 'promise',
  SE2: 'promise',
  // Retention
  RT1: 'promise',
  RT2: 'fact',
  // Website
  WB1: 'promise',
  WB2: 'permission',
  WB3: 'fact',
  WB4: 'fact',
  // Telephone
  TC1: 'permission',
  TC2: 'fact',
  TC3: 'promise',
  TC4: 'promise',
  TC5: 'fact',
  TC6: 'permission',
  TC7: 'promise',
  TC8: 'promise',
  TC9: 'promise',
  // E-mail, web, social media
  EM1: 'promise',
  EM2: 'permission',
  // Office visits
  OF1: 'promise',
  OF2: 'promise',
} as const satisfies Record<string, ClauseKind>

export type Clause = keyof typeof ledger

const kinds: ReadonlyMap<string, ClauseKind> = new Map(Object.entries(ledger))

/** Every clause of the ledger, in its order. */
export const ledgerClauses: readonly string[] = [...kinds.keys()]

/** The kind of a clause of the ledger; undefined for a landlord's own clause. */
export function kindOf(clause: string): ClauseKind | undefined {
  return kinds.get(clause)
}
