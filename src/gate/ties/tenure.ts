import type { Tie, TwoEnds } from './tie.ts'

const both = (id: string) => ({
  person: null,
  keptBy: keptByTenures(id),
  reached: `${id} in (select tenure_id from responsible_for where person_id = $1)`,
  views: ['responsible_for', 'member_of'],
  openedBy: `(select r.person_id from responsible_for r where r.tenure_id = t.${id} order by 1 limit 1)`,
  standsAlone: false,
  isOnRecord: true,
  searched: 'by-person' as const,
})

/** A tenure, and what belongs to it (`tenure_id`). Both are about everybody who is responsible for it, and are sealed under its key. */
export const tenure: TwoEnds = {
  itself: { ...both('id'), links: [], tenure: 'id', key: 'id', tenancyEnd: { date: 't.ended_on' } },
  about: { ...both('tenure_id'), links: ['tenure_id'], tenure: 'tenureId', key: 'tenureId', tenancyEnd: ofTenure() },
}

/** One member of a tenure's household, seen by all of its members. It is about the person that its `person_id` names, if any. */
export const household: Tie = {
  links: ['person_id', 'tenure_id'],
  person: 'personId',
  mayBeUnknown: true,
  tenure: 'tenureId',
  keptBy: keptByTenures('tenure_id'),
  tenancyEnd: ofTenure(),
  key: 'tenureId',
  reached: 'tenure_id in (select tenure_id from member_of where person_id = $1)',
  views: ['member_of'],
  openedBy: 'coalesce(t.person_id, (select m.person_id from member_of m where m.tenure_id = t.tenure_id order by 1 limit 1))',
  standsAlone: false,
  isOnRecord: true,
  searched: 'by-person',
}

/**
 * A hold on a person covers the tenures that they belong to. A join, rather than a list for each item, lets PostgreSQL look up all holds at
 * once when there are millions of items.
 */
function keptByTenures(id: string): string {
  return `join member_of m on m.person_id = h.person_id where m.tenure_id = t.${id}`
}

function ofTenure() {
  return { date: 'x.ended_on', at: { table: 'tenure x', on: 't.tenure_id = x.id' } }
}
