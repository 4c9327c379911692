/** Why a record is opened: the kinds of reason that a colleague can choose. The opening itself says which case or call it was. */
export const openingReasons = ['call', 'visit', 'letter', 'case', 'rights-request', 'check', 'import', 'emergency'] as const
export type OpeningReason = (typeof openingReasons)[number]
