/** Why a record is opened: one of the kinds a colleague can choose; the case or call it belongs to stands with the opening. */
export const openingReasons = ['call', 'visit', 'letter', 'case', 'rights-request', 'check', 'import', 'emergency'] as const
export type OpeningReason = (typeof openingReasons)[number]
