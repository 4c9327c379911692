import { alone } from './standing-alone.ts'
import type { TwoEnds } from './tie.ts'

const both = { ...alone, views: ['request_of'], searched: 'by-person' } as const

/**
 * What somebody asks of us under data protection law, and what belongs to it (its field `rightsRequestId`). The request stands alone, because whoever
 * asks need not be on file. Once it is known whose data it is about, its field `ofPerson` says so, and a search of that person's data finds it.
 */
export const request: TwoEnds = {
  itself: { ...both, keptBy: keptWith('id'), reached: '(id = $1 or of_person = $1)' },
  about: {
    ...both,
    keptBy: keptWith('rights_request_id'),
    key: 'rightsRequestId',
    reached: '(rights_request_id = $1 or rights_request_id in (select rights_request_id from request_of where person_id = $1))',
    openedBy: 't.rights_request_id',
    standsAlone: false,
  },
}

/** The role that deletes sees whose request it is through the view alone. */
function keptWith(request: string): string {
  return `join request_of r on r.person_id = h.person_id where r.rights_request_id = t.${request}`
}
